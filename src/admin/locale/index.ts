import { english } from './en.js';

/** For AdminJS's `locale` option. */
export const locale = {
  language: 'en',
  availableLanguages: ['en'],
  translations: { en: english },
};
