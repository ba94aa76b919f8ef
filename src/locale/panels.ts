import { english } from './en/panels.js';
import { titles as spanishNames } from '../messages/es/titles.js';
import { spanish } from './es/panels.js';
import type { Language } from '../messages/language.js';
import { phrasebook, type Phrases, type Say } from './phrasebook.js';
import { phrasesOf } from './phrases.js';
import type { Texts } from './texts.js';

/**
 * The languages of the panels. AdminJS knows English only; the server translates a page while sending
 * it, so that a browser receives the texts of one language.
 */

interface Translation {
  texts: Texts;
  /** Titles of tables, columns, actions and pages, by the English title; others stay English. */
  names: Phrases;
  /** All other texts of the server. */
  phrases: Phrases;
  /** Translates by names and phrases. */
  say: Say;
}

const translations: Record<Exclude<Language, 'en'>, Translation> = {
  es: {
    texts: spanish,
    names: spanishNames,
    phrases: phrasesOf.es,
    say: phrasebook({ ...spanishNames, ...phrasesOf.es }),
  },
};

interface Tree {
  [key: string]: string | Tree;
}

/** The part of a page's state that holds its texts. */
export interface PageLocale {
  language: string;
  availableLanguages?: string[];
  translations?: Record<string, Tree>;
  /** The server's texts in the page's language, by the English text; undefined on an English page. */
  phrases?: Phrases;
}

/**
 * Makes AdminJS's `locale` option.
 * @param pages pages of the role: a browser never learns the names of others
 */
export function localeFor(pages: readonly { name: string; label: string }[]) {
  const names = Object.fromEntries(pages.map(({ name, label }) => [name, label]));
  return {
    language: 'en',
    availableLanguages: ['en'],
    translations: { en: { ...english, pages: names } },
  };
}

/**
 * Returns the translator of the server's texts, which prefers a table's own word: a wager is
 * `activa`, a customer `activo`.
 */
export function sayerOf(language: Language, table?: string): Say {
  if (language === 'en') return (text) => text;
  const { phrases, say } = translations[language];
  return (text) => phrases[`${table ?? ''}.${text}`] ?? say(text);
}

/** AdminJS looks up names of groups as labels; English needs no entries for them, others do. */
const groups = ['Book', 'People', 'Figures', 'History', 'More tables'];

/** Translates a page's texts; a name without a translation stays. */
export function translateLocale(locale: PageLocale, language: Language): PageLocale {
  if (language === 'en') return locale;
  const { texts, names, phrases, say } = translations[language];
  const { pages = {}, resources = {} } = locale.translations?.['en'] ?? {};
  const inGroups = Object.fromEntries(groups.map((group) => [group, say(group)]));
  const own: Record<string, string> = {};
  const rename = (tree: Tree): Tree =>
    Object.fromEntries(
      Object.entries(tree).map(([key, value]): [string, string | Tree] => {
        if (typeof value !== 'string') return [key, rename(value)];
        const name = newName(value, say) ?? say(value);
        if (Object.hasOwn(names, value)) own[value] = name;
        return [key, name];
      }),
    );
  const translated: Tree = {
    ...texts,
    labels: { ...inGroups, ...texts.labels },
    ...rename({ pages, resources }),
  };
  return {
    ...locale,
    language,
    availableLanguages: [language],
    translations: { [language]: translated },
    // only the names of this page: no role learns those of others
    phrases: { ...own, ...phrases },
  };
}

/** Translates `New customer` by the table's name: `Nuevo: cliente`. */
function newName(text: string, say: Say): string | undefined {
  const singular = /^New (.+)$/.exec(text)?.[1];
  if (singular === undefined || say(text) !== text) return undefined;
  const name = say(singular.charAt(0).toUpperCase() + singular.slice(1));
  return `${say('New')}: ${name.toLowerCase()}`;
}
