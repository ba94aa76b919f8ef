import { sql, type SQL } from 'drizzle-orm';
import type { SqlValue } from '../../db/types.js';

/**
 * Values with their storage class, every digit kept. Neither engine hands out an integer beyond 2^53
 * as it is (both answer a double), so a SELECT marks texts and integers and sends both as text.
 */

/** INTEGER as bigint, REAL as number, TEXT as string, BLOB as Uint8Array, NULL as null. */
export type ExactValue = SqlValue | bigint;

/** Selects a column for `readExact`. */
export function selectExact(column: SQL): SQL {
  return sql`CASE typeof(${column}) WHEN 'text' THEN 't' || ${column}
    WHEN 'integer' THEN 'i' || ${column} ELSE ${column} END`;
}

/** Reads what `selectExact` selected. */
export function readExact(selected: SqlValue): ExactValue {
  if (typeof selected !== 'string') return selected;
  return selected.startsWith('i') ? BigInt(selected.slice(1)) : selected.slice(1);
}

/**
 * Binds a value as its own storage class: a plain number would be bound as REAL. `+` takes the CAST
 * its affinity, by which the text `7` would be compared as the number.
 */
export function bindExact(value: ExactValue): SQL {
  return typeof value === 'bigint' ? sql`(+CAST(${String(value)} AS INTEGER))` : sql`${value}`;
}

/** An integer as a number where that is exact, else as its digits. */
export function toPlain(value: ExactValue): SqlValue {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A JSON value for addresses: blobs as `{ "x": hex }`, large integers as `{ "i": digits }`. */
export function toJson(value: ExactValue): unknown {
  if (value instanceof Uint8Array) return { x: Buffer.from(value).toString('hex') };
  const plain = toPlain(value);
  return typeof value === 'bigint' && typeof plain === 'string' ? { i: plain } : plain;
}

/** Reads what `toJson` wrote; undefined for anything else. */
export function fromJson(json: unknown): ExactValue | undefined {
  if (json === null || typeof json === 'string' || typeof json === 'number') return json;
  const { x, i } = json as { x?: unknown; i?: unknown };
  if (typeof x === 'string') return new Uint8Array(Buffer.from(x, 'hex'));
  return typeof i === 'string' && isInt64(i) ? BigInt(i) : undefined;
}

/** A column of several rows' values as one parameter, which `json_each` hands out exactly. */
export function toJsonList(rows: readonly (readonly ExactValue[])[]): string {
  const cell = (value: ExactValue) =>
    typeof value === 'bigint' ? String(value) : JSON.stringify(toJson(value));
  return `[${rows.map((row) => `[${row.map(cell).join(',')}]`).join(',')}]`;
}

/** The value at `index` of a row of `toJsonList`. */
export function listedValue(index: number): SQL {
  const path = `'$[${index}]'`;
  return sql.raw(`CASE json_type(value, ${path}) WHEN 'object'
    THEN unhex(json_extract(value, '$[${index}].x')) ELSE json_extract(value, ${path}) END`);
}

const LARGEST = 2n ** 63n - 1n;

/** Whether the text is an integer that SQLite can keep as one. */
export function isInt64(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value <= LARGEST && value >= -LARGEST - 1n;
}
