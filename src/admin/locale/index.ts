import { LANGUAGE_COOKIE, languages, type Language } from '../components/languages.js';
import { english } from './en.js';
import { spanish } from './es.js';
import { spanishNames } from './es-names.js';
import type { Texts } from './texts.js';

/**
 * The languages of the panels. AdminJS knows English; a page is put into another language as it is
 * sent, so that a browser gets the texts of one language only.
 */

interface Translation {
  texts: Texts;
  /** Titles of tables, columns, actions and pages, by the English one; others stay as they are. */
  names: Readonly<Record<string, string>>;
}

const translations: Record<Exclude<Language, 'en'>, Translation> = {
  es: { texts: spanish, names: spanishNames },
};

interface Tree {
  [key: string]: string | Tree;
}

/** The part of a page's state that says what its texts are. */
export interface PageLocale {
  language: string;
  availableLanguages?: string[];
  translations?: Record<string, Tree>;
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

/** The language that a request asks for by its cookie; English when it asks for no known one. */
export function languageOf(cookies: string | undefined): Language {
  const wanted = (cookies ?? '')
    .split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([name]) => name === LANGUAGE_COOKIE)?.[1];
  return languages.find(({ code }) => code === wanted)?.code ?? 'en';
}

/** Names of groups are looked up as labels, and need entries that English does without. */
const groups = ['Book', 'People', 'Figures', 'History', 'More tables'];

/** The same texts in another language; names of its own are kept where there is no other word. */
export function translateLocale(locale: PageLocale, language: Language): PageLocale {
  if (language === 'en') return locale;
  const { texts, names } = translations[language];
  const { pages = {}, resources = {} } = locale.translations?.['en'] ?? {};
  const inGroups = Object.fromEntries(groups.map((group) => [group, names[group] ?? group]));
  const translated: Tree = {
    ...texts,
    labels: { ...inGroups, ...texts.labels },
    ...rename({ pages, resources }, names),
  };
  return {
    ...locale,
    language,
    availableLanguages: [language],
    translations: { [language]: translated },
  };
}

function rename(tree: Tree, names: Translation['names']): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? (names[value] ?? newName(value, names)) : rename(value, names),
    ]),
  );
}

/** `New customer` is made of a table's name. */
function newName(text: string, names: Translation['names']): string {
  const singular = /^New (.+)$/.exec(text)?.[1];
  if (singular === undefined) return text;
  const name = names[singular.charAt(0).toUpperCase() + singular.slice(1)];
  return name === undefined ? text : `${names['New'] ?? 'New'}: ${name.toLowerCase()}`;
}
