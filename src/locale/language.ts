/** The languages that people can choose. The choice is a cookie, for the server to read. */

export type Language = 'en' | 'es';

/** In their own words: who needs another one cannot read this one. */
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
];

export const LANGUAGE_COOKIE = 'language';

export const LANGUAGE_COOKIE_SECONDS = 31_536_000;

export function isLanguage(text: unknown): text is Language {
  return languages.some(({ code }) => code === text);
}

/**
 * What a request is answered in: the language chosen, else the first of the browser's own that there
 * is, else English.
 * @param headers `cookie` and `accept-language`, as they were sent
 */
export function chooseLanguage(headers: {
  cookie?: string | undefined;
  'accept-language'?: string | undefined;
}): Language {
  const chosen = (headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([name]) => name === LANGUAGE_COOKIE)?.[1];
  if (isLanguage(chosen)) return chosen;
  return (
    preferred(headers['accept-language'] ?? '').find((language) => isLanguage(language)) ?? 'en'
  );
}

/** `es-MX,es;q=0.9,en;q=0.8` as `es`, `es`, `en`: the most wanted first. */
function preferred(header: string): string[] {
  return header
    .slice(0, 200)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((one) => one.startsWith('q='))?.slice(2);
      return { language: tag.split('-')[0] ?? '', weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ language }) => language);
}
