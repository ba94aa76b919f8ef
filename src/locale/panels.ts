import { later } from '../messages/later.js';
import type { Language } from '../messages/language.js';
import { message } from '../messages/message.js';
import { english } from './en/panels.js';
import { spanish } from './es/panels.js';
import type { Same } from './texts.js';

/**
 * The texts of the panels' own components, in AdminJS's form. AdminJS knows English only; the server
 * puts the texts of the page's language in their place while sending it, so that a browser receives
 * one language.
 */

const textsOf: Record<Language, Same<typeof english>> = { en: english, es: spanish };

/** Returns the components' texts of a language. */
export function panelTexts(language: Language): Same<typeof english> {
  return textsOf[language];
}

interface Tree {
  [key: string]: string | Tree;
}

/** The part of a page's state that holds its texts. */
export interface PageLocale {
  language: string;
  availableLanguages?: string[];
  translations?: Record<string, Tree>;
}

/**
 * Makes AdminJS's `locale` option.
 * @param pages pages of the role: a browser never learns the names of others
 * @param groups titles of the menu's groups, which AdminJS looks up as labels
 */
export function localeFor(
  pages: readonly { name: string; label: string }[],
  groups: readonly string[],
) {
  const title = (text: string) => later(message('title', { title: text }));
  return {
    language: 'en',
    availableLanguages: ['en'],
    translations: {
      en: {
        ...english,
        labels: {
          ...Object.fromEntries(groups.map((group) => [group, title(group)])),
          ...english.labels,
        },
        pages: Object.fromEntries(pages.map(({ name, label }) => [name, title(label)])),
      },
    },
  };
}

/** Replaces the English texts by those of a language; keeps the names of tables. */
export function translateLocale(locale: PageLocale, language: Language): PageLocale {
  if (language === 'en') return locale;
  const { labels = {}, ...others } = locale.translations?.['en'] ?? {};
  const texts = textsOf[language];
  const translations = { ...others, ...texts, labels: { ...(labels as Tree), ...texts.labels } };
  return {
    ...locale,
    language,
    availableLanguages: [language],
    translations: { [language]: translations },
  };
}
