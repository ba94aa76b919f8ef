/**
 * Translates texts that are composed in English. A phrase matches whole; `{name}` in it matches any
 * text and puts it into the translation, where `{@name}` puts it translated. `{=name}` matches only
 * a text that is a phrase itself.
 */

/** Translations by the English text. */
export type Phrases = Readonly<Record<string, string>>;

export type Say = (text: string) => string;

/** Translated texts that are kept: every page has the same labels, and trying all patterns takes time. */
const MOST_REMEMBERED = 5_000;

/** Makes a translator by phrases; a text without a phrase stays English. */
export function phrasebook(phrases: Phrases): Say {
  const patterns = Object.entries(phrases)
    .filter(([phrase]) => phrase.includes('{'))
    .map(([phrase, translation]) => ({ ...compilePhrase(phrase), translation }))
    // the most specific first: `{a} and {b}` would match a great deal
    .sort((left, right) => right.literals - left.literals);
  const lookUp = (text: string): string | undefined => {
    if (Object.hasOwn(phrases, text)) return phrases[text];
    for (const { pattern, names, phraseNames, translation } of patterns) {
      const values = pattern.exec(text)?.slice(1);
      const fits = phraseNames.every((name) =>
        Object.hasOwn(phrases, values?.[names.indexOf(name)] ?? ''),
      );
      if (values && fits) return fillPhrase(translation, names, values, say);
    }
    return undefined;
  };
  const said = new Map<string, string>();
  const say: Say = (text) => {
    const before = said.get(text);
    if (before !== undefined) return before;
    const now = lookUpEither(text, lookUp) ?? sayParts(text, lookUp) ?? text;
    if (said.size >= MOST_REMEMBERED) said.clear();
    said.set(text, now);
    return now;
  };
  return say;
}

type LookUp = (text: string) => string | undefined;

/** Looks up a text with and without a capital at its beginning. */
function lookUpEither(text: string, lookUp: LookUp): string | undefined {
  const found = lookUp(text);
  if (found !== undefined) return found;
  const first = text.charAt(0);
  const isUpper = first !== first.toLowerCase();
  const other = lookUp((isUpper ? first.toLowerCase() : first.toUpperCase()) + text.slice(1));
  if (other === undefined) return undefined;
  const letter = other.charAt(0);
  return (isUpper ? letter.toUpperCase() : letter.toLowerCase()) + other.slice(1);
}

/** Translates a message and its way out, joined by a semicolon: both or neither. */
function sayParts(text: string, lookUp: LookUp): string | undefined {
  const parts = text.split('; ');
  if (parts.length === 1) return undefined;
  const said = parts.flatMap((part) => lookUpEither(part, lookUp) ?? []);
  return said.length === parts.length ? said.join('; ') : undefined;
}

const PLACE = /(\{[@=]?\w+\})/g;

interface Pattern {
  pattern: RegExp;
  names: string[];
  /** Names that match a phrase only. */
  phraseNames: string[];
  /** Number of characters outside of the names. */
  literals: number;
}

function compilePhrase(phrase: string): Pattern {
  const names: string[] = [];
  const phraseNames: string[] = [];
  const source = phrase
    .split(PLACE)
    .map((part) => {
      const [, mark, name] = /^\{([@=]?)(\w+)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name);
      if (mark === '=') phraseNames.push(name);
      return '(.+?)';
    })
    .join('');
  const literals = phrase.replaceAll(PLACE, '').length;
  return { pattern: new RegExp(`^${source}$`, 's'), names, phraseNames, literals };
}

function fillPhrase(translation: string, names: string[], values: string[], say: Say): string {
  return translation.replace(/\{(@?)(\w+)\}/g, (_whole, mark: string, name: string) => {
    const value = values[names.indexOf(name)] ?? '';
    return mark === '@' ? say(value) : value;
  });
}

/** Paths of translated texts in a piece of data: keys, and `*` for each of a list or of an object. */
interface Places {
  [key: string]: Places | true;
}

/** @param paths such as `sections.*.title` */
export function placesOf(paths: readonly string[]): Places {
  const places: Places = {};
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = places;
    for (const key of keys) at = at[key] === undefined ? (at[key] = {}) : (at[key] as Places);
    at[last] = true;
  }
  return places;
}

/** Translates the texts of a piece of data at some places; everything elsewhere stays. */
export function sayAt<Data>(data: Data, places: Places, say: Say): Data {
  return sayNode(data, places, say) as Data;
}

function sayNode(node: unknown, places: Places | true, say: Say): unknown {
  if (places === true) return typeof node === 'string' ? say(node) : node;
  if (Array.isArray(node)) {
    const each = places['*'];
    return each === undefined ? node : node.map((one) => sayNode(one, each, say));
  }
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const below = places[key] ?? places['*'];
      return [key, below === undefined ? value : sayNode(value, below, say)];
    }),
  );
}
