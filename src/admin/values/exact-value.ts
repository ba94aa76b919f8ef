import { sql, type SQL } from 'drizzle-orm';
import type { SqlValue } from '../../db/types.js';

/**
 * Reads and binds values in their storage class without losing a digit. Both engines return an
 * integer beyond 2^53 as a double, so a SELECT marks texts and integers and sends both as text.
 */

/**
 * Value of a column: INTEGER as bigint, REAL as number, TEXT as string, BLOB as Uint8Array, NULL as
 * null.
 */
export type ExactValue = SqlValue | bigint;

/** Selects a column for `readExact`. */
export function selectExact(column: SQL): SQL {
  return sql`CASE typeof(${column}) WHEN 'text' THEN 't' || ${column}
    WHEN 'integer' THEN 'i' || ${column} ELSE ${column} END`;
}

/** Selects a column of another program for `readExact`: D1 returns NULL for an infinite REAL. */
export function selectAny(column: SQL): SQL {
  return sql`CASE typeof(${column}) WHEN 'text' THEN 't' || ${column}
    WHEN 'integer' THEN 'i' || ${column}
    ELSE CASE ${column} WHEN 9e999 THEN 'r' WHEN -9e999 THEN 'r-' ELSE ${column} END END`;
}

/** Decodes a value that `selectExact` or `selectAny` selected. */
export function readExact(selected: SqlValue): ExactValue {
  if (typeof selected !== 'string') return selected;
  if (selected.startsWith('r')) return selected === 'r' ? Infinity : -Infinity;
  return selected.startsWith('i') ? BigInt(selected.slice(1)) : selected.slice(1);
}

/**
 * Binds a value in its own storage class: a plain number would be bound as REAL. `+` removes the
 * affinity of the CAST, which would compare the text `7` as a number.
 */
export function bindExact(value: ExactValue): SQL {
  if (value === Infinity || value === -Infinity) return sql.raw(value > 0 ? '9e999' : '-9e999');
  return typeof value === 'bigint' ? sql`(+CAST(${String(value)} AS INTEGER))` : sql`${value}`;
}

/** Converts an integer to a number where that is exact, else to its digits. */
export function toPlain(value: ExactValue): SqlValue {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/**
 * Encodes a value as JSON for addresses: blobs as `{ "x": hex }`, large integers as `{ "i": digits
 * }`.
 */
export function toJson(value: ExactValue): unknown {
  if (value instanceof Uint8Array) return { x: Buffer.from(value).toString('hex') };
  const plain = toPlain(value);
  return typeof value === 'bigint' && typeof plain === 'string' ? { i: plain } : plain;
}

/** Decodes the output of `toJson`; undefined for anything else. */
export function fromJson(json: unknown): ExactValue | undefined {
  if (json === null || typeof json === 'string' || typeof json === 'number') return json;
  const { x, i } = json as { x?: unknown; i?: unknown };
  if (typeof x === 'string') return new Uint8Array(Buffer.from(x, 'hex'));
  return typeof i === 'string' && isInt64(i) ? BigInt(i) : undefined;
}

/** Encodes rows of values as one parameter, whose values `json_each` returns exactly. */
export function toJsonList(rows: readonly (readonly ExactValue[])[]): string {
  const cell = (value: ExactValue) => {
    if (typeof value === 'bigint') return String(value);
    return typeof value === 'number' ? realCell(value) : JSON.stringify(toJson(value));
  };
  return `[${rows.map((row) => `[${row.map(cell).join(',')}]`).join(',')}]`;
}

/** Selects the value at `index` of a row of `toJsonList`. */
export function listedValue(index: number): SQL {
  const path = `'$[${index}]'`;
  return sql.raw(`CASE json_type(value, ${path}) WHEN 'object'
    THEN unhex(json_extract(value, '$[${index}].x'))
    WHEN 'array' THEN CAST(json_extract(value, '$[${index}][0]') AS REAL)
      * pow(2, json_extract(value, '$[${index}][1]'))
    ELSE json_extract(value, ${path}) END`);
}

/** Digits of a decimal number that SQLite parses to the nearest double. */
const EXACT_DIGITS = 15;

/**
 * Encodes a REAL; one of many digits as `[m, e]` for m × 2^e, because SQLite's parser may miss the
 * nearest double by one bit. https://www.sqlite.org/floatingpoint.html
 */
function realCell(value: number): string {
  const text = String(value);
  const isShort = !text.includes('e') && text.replace(/\D/g, '').length <= EXACT_DIGITS;
  if (isShort) return Number.isInteger(value) ? `${text}.0` : text;
  let exponent = Math.max(-1074, Math.floor(Math.log2(Math.abs(value))) - 53);
  // Both factors stay within the range of a double: 2^1074 does not.
  let whole =
    exponent < -1000 ? value * 2 ** 1000 * 2 ** (-exponent - 1000) : value / 2 ** exponent;
  while (whole % 2 === 0 && whole !== 0) {
    whole /= 2;
    exponent += 1;
  }
  return `[${BigInt(whole)},${exponent}]`;
}

const LARGEST = 2n ** 63n - 1n;

/** Returns true for the text of an integer that SQLite can store as INTEGER (64 bits). */
export function isInt64(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value <= LARGEST && value >= -LARGEST - 1n;
}
