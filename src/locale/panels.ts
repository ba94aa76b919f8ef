import { english } from './en/panels.js';
import { spanishNames } from './es/names.js';
import { spanish } from './es/panels.js';
import type { Language } from './language.js';
import { phrasebook, type Phrases, type Say } from './phrasebook.js';
import { phrasesOf } from './phrases.js';
import type { Texts } from './texts.js';

/**
 * The languages of the panels. AdminJS knows English; a page is put into another language as it is
 * sent, so that a browser gets the texts of one language only.
 */

interface Translation {
  texts: Texts;
  /** Titles of tables, columns, actions and pages, by the English one; others stay as they are. */
  names: Phrases;
  /** Everything else that the server says. */
  phrases: Phrases;
  /** Both of them. */
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

/** The part of a page's state that says what its texts are. */
export interface PageLocale {
  language: string;
  availableLanguages?: string[];
  translations?: Record<string, Tree>;
  /** What the server's English is in the page's language; none on an English page. */
  phrases?: Phrases;
}

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

/**
 * Says a text of the server in a language, as a table's own word where it has one: a wager is
 * `activa`, a customer `activo`.
 */
export function sayerOf(language: Language, table?: string): Say {
  if (language === 'en') return (text) => text;
  const { phrases, say } = translations[language];
  return (text) => phrases[`${table ?? ''}.${text}`] ?? say(text);
}

/** Names of groups are looked up as labels, and need entries that English does without. */
const groups = ['Book', 'People', 'Figures', 'History', 'More tables'];

/** The same texts in another language; names of its own are kept where there is no other word. */
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
    // of the names only those that this page has: no role learns those of others
    phrases: { ...own, ...phrases },
  };
}

/** `New customer` is made of a table's name, which says by itself what kind of thing it is. */
function newName(text: string, say: Say): string | undefined {
  const singular = /^New (.+)$/.exec(text)?.[1];
  if (singular === undefined || say(text) !== text) return undefined;
  const name = say(singular.charAt(0).toUpperCase() + singular.slice(1));
  return `${say('New')}: ${name.toLowerCase()}`;
}
