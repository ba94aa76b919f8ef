import { english } from './en.js';

/**
 * For AdminJS's `locale` option.
 * @param pages those of the role: a browser never learns the names of others
 */
export function localeFor(pages: readonly { name: string; label: string }[]) {
  const names = Object.fromEntries(pages.map(({ name, label }) => [name, label]));
  return {
    language: 'en',
    availableLanguages: ['en'],
    translations: { en: { ...english, pages: names } },
  };
}
