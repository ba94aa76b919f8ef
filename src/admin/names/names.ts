import { singularOf, splitWords, wordsOf } from './words.js';

/** Turns names of tables, columns and values into labels. */

/** Label of a table or column whose name is the empty text. */
const NAMELESS = '(no name)';

/** Abbreviations, by the word in lower case. */
const abbreviations = new Map(
  [
    ...['ID', 'IDs', 'UUID', 'GUID', 'KPI', 'URL', 'URLs', 'URI', 'IP', 'JSON', 'API', 'XML'],
    ...['CSV', 'PDF', 'HTML', 'CSS', 'HTTP', 'SQL', 'ISBN', 'SKU', 'VAT', 'IBAN', 'SMS', 'UTC'],
  ].map((word) => [word.toLowerCase(), word]),
);

/**
 * Turns a name into a label: `created_at` into `Created at`, `CategoryName` into `Category name`,
 * `CUSTOMER_ID` into `Customer ID`.
 */
export function humanise(name: string): string {
  // A name in capitals says nothing about abbreviations; capitals beside small letters do.
  const isLoud = !/\p{Ll}/u.test(name);
  const text = splitWords(name)
    .map((part) => {
      const known = abbreviations.get(part.toLowerCase());
      if (known !== undefined || !/^[\p{L}\p{M}\p{N}]+$/u.test(part)) return known ?? part;
      const isCapitals = /^\p{Lu}[\p{Lu}\p{N}]*$/u.test(part);
      return isCapitals && (!isLoud || isUnspeakable(part)) ? part : part.toLowerCase();
    })
    .join(' ');
  return capitalise(text === '' ? name : text);
}

/** Recognises an abbreviation in capitals by its lack of vowels: `QTY`. */
const isUnspeakable = (word: string) => /^[B-DF-HJ-NP-TV-Z\d]{2,5}Y?$/.test(word);

function capitalise(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** Labels a table or column, whatever its name. */
export function labelOf(name: string): string {
  if (name === '') return NAMELESS;
  const isVisible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(name);
  return isVisible ? humanise(showControls(name)) : codePoints(name);
}

/** Replaces control characters by their pictures, such as ␁; spaces and line breaks part words. */
function showControls(name: string): string {
  return name.replace(/\p{Cc}/gu, (one) => {
    const code = one.charCodeAt(0);
    // The pictures of Unicode end with that of U+001F.
    return code > 0x1f || /\s/.test(one) ? one : String.fromCharCode(0x2400 + code);
  });
}

/** Names each character of a name that nobody can see: `U+00A0`. */
function codePoints(name: string): string {
  const codes = Array.from(name, (one) => one.codePointAt(0)?.toString(16).toUpperCase() ?? '');
  return codes.map((code) => `U+${code.padStart(4, '0')}`).join(' ');
}

/** Column to label, with the table that it refers to. */
interface NamedColumn {
  name: string;
  references: string | null;
}

/**
 * Labels the columns of a table: a reference by the row that it refers to, so that `agent_id` and
 * `AgentID` become `Agent`. Labels that would read alike have more of the name: `Agent` and `Agent
 * ID`, or `First name (firstName)`.
 */
export function labelColumns(table: string, columns: readonly NamedColumn[]): string[] {
  const whole = columns.map(({ name, references }) =>
    labelOf(partCompound(name, references === null ? [table] : [table, references])),
  );
  const short = columns.map(({ references }, index) => {
    const label = whole[index] ?? '';
    return references === null ? label : rowLabel(label);
  });
  const counts = countAlike(short);
  const labels = short.map((label, index) =>
    (counts.get(fold(label)) ?? 0) > 1 ? (whole[index] ?? label) : label,
  );
  return tellApart(
    labels,
    columns.map(({ name }) => name),
  );
}

/** Names the row instead of its key: `Agent ID` becomes `Agent`. */
export function rowLabel(label: string): string {
  return capitalise(label.replace(/^(ID|Fk) (?=.)|(?<=.) (ID|fk)$/g, ''));
}

const attributes = /^(id|name|title|label|code|number|no|type|status|date|description)$/i;

/** Parts a name without capitals that begins with its table's: `categoryname`, `artistid`. */
function partCompound(name: string, tables: readonly string[]): string {
  if (/^username$/i.test(name) || wordsOf(name).length !== 1) return name;
  const things = tables.map((table) => wordsOf(singularOf(table)).join(''));
  const thing = things.find(
    (candidate) =>
      fold(name).startsWith(candidate) && attributes.test(name.slice(candidate.length)),
  );
  return thing ? `${name.slice(0, thing.length)}_${name.slice(thing.length)}` : name;
}

/** Adds the name to each label that another one equals. */
export function tellApart(labels: readonly string[], names: readonly string[]): string[] {
  const counts = countAlike(labels);
  return labels.map((label, index) =>
    (counts.get(fold(label)) ?? 0) > 1 ? `${label} (${names[index] ?? ''})` : label,
  );
}

function countAlike(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(fold(label), (counts.get(fold(label)) ?? 0) + 1);
  return counts;
}

const fold = (label: string) => label.toLowerCase();

/**
 * Titles a value of a list of values: `in_progress` becomes `In progress`. Codes in capitals such as
 * `EUR`, and values that would read alike, stay as they are stored.
 */
export function titleOfValue(
  value: string | number,
  values: readonly (string | number)[] | null,
): string {
  const text = String(value);
  if (/^\p{Lu}{1,3}$/u.test(text)) return text;
  const title = humanise(text);
  const titles = countAlike((values ?? []).map((other) => humanise(String(other))));
  return (titles.get(fold(title)) ?? 0) > 1 ? text : title;
}
