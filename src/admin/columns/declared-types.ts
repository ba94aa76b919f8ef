/**
 * Reads more from a declared type than its affinity: SQLite takes any words as a type, and programs
 * declare the types of other databases. https://www.sqlite.org/datatype3.html#affinity_name_examples
 */

export type TypeFamily =
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'year'
  | 'json'
  | 'binary'
  | 'decimal'
  | 'number'
  | 'characters'
  | 'unknown';

export interface DeclaredType {
  family: TypeFamily;
  /** Longest text in characters, such as the 5 of `VARCHAR(5)`. */
  length: number | null;
  /** Decimal places, such as the 2 of `DECIMAL(10,2)`. */
  places: number | null;
}

const families: readonly (readonly [TypeFamily, RegExp])[] = [
  ['boolean', /^(BOOL|BIT$|BIT\(1\)|TINYINT\(1\))/],
  ['datetime', /^(TIMESTAMP|DATETIME|SMALLDATETIME)/],
  ['date', /^DATE$/],
  ['time', /^TIMETZ$|^TIME($|\W)/],
  ['year', /^YEAR/],
  ['json', /^JSONB?$/],
  ['binary', /BLOB|BINARY|^BYTEA$|^IMAGE$|^RAW\b/],
  ['decimal', /^(DECIMAL|NUMERIC|NUMBER|DEC)\b|MONEY|^CURRENCY/],
  ['characters', /CHAR|CLOB|TEXT/],
  ['number', /INT|REAL|FLOA|DOUB/],
];

/** Reads a declared type, such as `VARCHAR(5)` or `decimal (10, 2)`. */
export function readDeclaredType(declared: string): DeclaredType {
  const type = declared
    .trim()
    .toUpperCase()
    .replace(/\s*\(\s*/g, '(');
  const family = families.find(([, pattern]) => pattern.test(type))?.[0] ?? 'unknown';
  const [, first, second] = /\((\d{1,9})\s*(?:,\s*(\d{1,3})\s*)?\)/.exec(type) ?? [];
  const isText = family === 'characters' && first !== undefined;
  return { family, length: isText ? Number(first) : null, places: placesOf(type, first, second) };
}

/** `DECIMAL(10,2)` has two places, `DECIMAL(10)` none, `DECIMAL` any. */
function placesOf(type: string, first?: string, second?: string): number | null {
  if (/MONEY|^CURRENCY/.test(type)) return 2;
  if (!/^(DECIMAL|NUMERIC|NUMBER|DEC)\(/.test(type) || first === undefined) return null;
  return Number(second ?? 0);
}
