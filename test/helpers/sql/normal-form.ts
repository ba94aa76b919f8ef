import { generatedParts } from './generated-parts.js';
import { treeOf, textOf, inClauses, nested, split, joined, type Token } from './tree.js';

/**
 * SQL texts in a normal form: two texts that differ in nothing that an engine could take differently
 * are one, so that the texts of the whole project can be counted, compared and reviewed.
 *
 * - A text that names its tables bare was written by hand and keeps every word. A list of values
 *   becomes one value, a list of equal rows one row, a range of numbers one range.
 * - A text that quotes a table (`"wagers"."odds"`) was generated for a panel, out of parts that
 *   combine without end: it becomes its parts, without names.
 * - A text that changes the schema keeps its first words: migrations are reviewed where they are.
 */

export interface NormalText {
  /** The first table of the schema that the text names, else `panels`, `schema` or `other`. */
  subject: string;
  text: string;
}

/**
 * Returns the text in normal form: several texts where it was generated.
 * @param tables names of the migrated schema's tables
 */
export function normalForm(sql: string, tables: ReadonlySet<string>): NormalText[] {
  const words = wordsOf(sql.replace(/\bBETWEEN -?\d+ AND -?\d+/g, 'BETWEEN 0 AND 9'));
  if (/^(CREATE|ALTER|DROP)$/i.test(words[0] ?? '')) {
    return [{ subject: 'schema', text: `${schemaWords(words).join(' ')} …` }];
  }
  if (isGenerated(words)) {
    const parts = generatedParts(treeOf(words.map(anonymous)));
    return parts.map((text) => ({ subject: 'panels', text }));
  }
  return [{ subject: subjectOf(words, tables), text: textOf(withoutRepeats(treeOf(words))) }];
}

function subjectOf(words: readonly string[], tables: ReadonlySet<string>): string {
  const table = words.map(unquoted).find((word) => tables.has(word));
  if (table !== undefined) return table;
  return words.some((word) => /^(sqlite_|pragma_?)/i.test(word)) ? 'schema' : 'other';
}

const WORD =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\d+(?:\.\d+)?|[\p{L}_][\p{L}\d_$]*|->>?|\|\||[<>!=]=|<>|\S/gu;

/** Words and signs, without blanks and comments. */
function wordsOf(sql: string): string[] {
  return (sql.match(WORD) ?? []).filter((word) => !/^(\s|--|\/\*)/.test(word));
}

const isQuoted = (word: string): boolean => /^["`]/.test(word);
const unquoted = (word: string): string => (isQuoted(word) ? word.slice(1, -1) : word);

/** Drizzle quotes too, and writes its keywords small: its texts are few, and written by hand. */
function isGenerated(words: readonly string[]): boolean {
  return words.some((word, index) => isQuoted(word) && BEFORE_TABLE.test(words[index - 1] ?? ''));
}

const BEFORE_TABLE = /^(FROM|JOIN|INTO|UPDATE)$/;

function anonymous(word: string, index: number, words: readonly string[]): string {
  if (!isQuoted(word)) return word;
  return words[index + 1] === '.' || BEFORE_TABLE.test(words[index - 1] ?? '') ? '"t"' : '"c"';
}

/** `CREATE UNIQUE INDEX`, `CREATE TABLE IF NOT EXISTS`: the words before the name. */
function schemaWords(words: readonly string[]): string[] {
  const kinds = /^(CREATE|ALTER|DROP|TABLE|INDEX|TRIGGER|VIEW|VIRTUAL|UNIQUE|IF|NOT|EXISTS)$/i;
  const end = words.findIndex((word) => !kinds.test(word));
  return words.slice(0, end === -1 ? words.length : end).map((word) => word.toUpperCase());
}

/** Keeps of a list of values one value, and of rows of the same shape one row. */
function withoutRepeats(tokens: readonly Token[]): Token[] {
  return inClauses(nested(tokens, withoutRepeats), (clause) => {
    const items = split(clause, [',']);
    const kept = items.filter((item, index) => {
      const before = items[index - 1];
      return !before || !isValue(item) || textOf(before) !== textOf(item);
    });
    return joined(kept, ',');
  });
}

/** True for a parameter and for a row. */
const isValue = ([first, ...rest]: readonly Token[]): boolean =>
  rest.length === 0 && (first === '?' || typeof first === 'object');
