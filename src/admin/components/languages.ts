/** What the panels speak. The browser remembers the choice in a cookie, for the server to read. */

export type Language = 'en' | 'es';

/** In their own words: who needs another one cannot read this one. */
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
];

export const LANGUAGE_COOKIE = 'language';
