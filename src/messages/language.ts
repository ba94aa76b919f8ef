/** The languages of the back office. A cookie keeps the choice, so that the server can read it. */

export type Language = 'en' | 'es';

/** Languages by their own names, for a reader who does not know the current one. */
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
];

export const LANGUAGE_COOKIE = 'language';

export const LANGUAGE_COOKIE_SECONDS = 31_536_000;

export function isLanguage(text: unknown): text is Language {
  return languages.some(({ code }) => code === text);
}
