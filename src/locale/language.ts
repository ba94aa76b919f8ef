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
