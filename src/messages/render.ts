import { english } from './en/index.js';
import { nouns as englishNouns, words as englishWords } from './en/words.js';
import { spanish } from './es/index.js';
import { titles as spanishTitles } from './es/titles.js';
import { nouns as spanishNouns, words as spanishWords } from './es/words.js';
import type { Language } from './language.js';
import type { Kind, Kinds } from './slots.js';
import { Message, Person } from './stored.js';

/** Renders messages in a language: fills slots with values, writes counts with their nouns. */

type Noun = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

interface Vocabulary {
  texts: Readonly<Record<string, string>>;
  words: Readonly<Record<string, string>>;
  nouns: Readonly<Record<string, Noun>>;
  /** Titles of tables, columns and values, by the English title. */
  titles: Readonly<Record<string, string>>;
  /** The tag that `Intl` takes. Amounts have one format in all languages: 1,250.50. */
  tag: string;
}

const vocabularies: Record<Language, Vocabulary> = {
  en: { texts: english, words: englishWords, nouns: englishNouns, titles: {}, tag: 'en-US' },
  es: {
    texts: spanish,
    words: spanishWords,
    nouns: spanishNouns,
    titles: spanishTitles,
    tag: 'es-US',
  },
};

/** Returns the name of a person whose message lacks it; null where the viewer may not see it. */
export type NameOf = (person: Person) => string | null;

const noNames: NameOf = () => null;

const SLOT = /\{(\w+)(?:([:#])(\w+))?\}/g;

/** Writes a message in a language. Shows the key itself where a later version removed its text. */
export function render(said: Message, language: Language, nameOf: NameOf = noNames): string {
  const vocabulary = vocabularies[language];
  const { texts } = vocabulary;
  const text = Object.hasOwn(texts, said.key) ? texts[said.key] : undefined;
  if (text === undefined) return said.key;
  return text.replace(SLOT, (_slot, name: string, mark?: string, kind?: string) => {
    const value = said.values[name];
    const say = (inner: Message) => render(inner, language, nameOf);
    if (mark === '#') return countOf(vocabulary, kind ?? '', Number(value));
    const written = format(vocabulary, (kind ?? 'text') as Kind, value, say);
    if (written !== undefined) return written;
    if (value instanceof Message) return say(value);
    if (value instanceof Person) {
      return value.name ?? nameOf(value) ?? textOf(vocabulary, `unnamed.${value.table}`);
    }
    return String(value);
  });
}

/** Returns true for a key of the catalogues. */
export function isKey(key: string): boolean {
  return Object.hasOwn(english, key);
}

/** Returns the language's title of a table, column or value; the English one where it has none. */
export function titleIn(language: Language, title: string, table?: string): string {
  const { titles } = vocabularies[language];
  return titles[`${table ?? ''}.${title}`] ?? titles[title] ?? title;
}

function textOf({ texts }: Vocabulary, key: string): string {
  return texts[key] ?? key;
}

function countOf({ nouns, tag }: Vocabulary, noun: string, count: number): string {
  const forms = nouns[noun];
  const form = forms?.[new Intl.PluralRules(tag).select(count)] ?? forms?.other ?? noun;
  return `${count.toLocaleString('en-US')} ${form}`;
}

/** Writes a value or a list of values; undefined for one message or a person. */
function format(
  { words, titles, tag }: Vocabulary,
  kind: Kind,
  value: unknown,
  say: (said: Message) => string,
): string | undefined {
  const listOf = (type: 'conjunction' | 'disjunction', texts: readonly string[]) =>
    new Intl.ListFormat(tag, { type }).format(texts);
  const as = <Name extends Kind>(_kind: Name) => value as Kinds[Name];
  switch (kind) {
    case 'text':
      return String(as(kind));
    case 'number':
      return as(kind).toLocaleString('en-US');
    case 'money':
      return (as(kind) / 100).toLocaleString('en-US', {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      });
    case 'all':
      return listOf('conjunction', as(kind));
    case 'any':
      return listOf('disjunction', as(kind));
    case 'every':
      return listOf('conjunction', as(kind).map(say));
    case 'either':
      return listOf('disjunction', as(kind).map(say));
    case 'word':
      return words[as(kind)] ?? as(kind);
    case 'title':
      return titles[as(kind)] ?? as(kind);
    case 'inline':
      return lowerFirst(titles[as(kind)] ?? as(kind));
    case 'value': {
      const { table, title } = as(kind);
      return titles[`${table}.${title}`] ?? titles[title] ?? title;
    }
    case 'message':
    case 'person':
      return undefined;
  }
}

/** Lowers the first letter, unless the word is an abbreviation: "KPI metric". */
function lowerFirst(title: string): string {
  const [first = '', second = ''] = title;
  const isAbbreviation = second !== second.toLowerCase();
  return isAbbreviation ? title : first.toLowerCase() + title.slice(1);
}
