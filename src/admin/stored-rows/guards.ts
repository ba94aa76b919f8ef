import { sql, type SQL } from 'drizzle-orm';
import { guard } from '../../db/batch.js';
import { isFindable } from '../keys/findable.js';
import { isLargeValue, isSameInParts } from '../row-values/file-values.js';
import { rowNumber } from '../keys/record-key.js';
import type { PanelTable } from '../tables/panel-table.js';
import { bindExact, listedValue, toJsonList, type ExactValue } from '../values/exact-value.js';
import { piecesOf } from '../values/pieces.js';
import { isAmong, placeOf, type StoredRow } from './rows.js';

/**
 * Guards rows by every value that was read, in its storage class: a batch fails when another
 * program has changed one of them.
 */

/** Values of one parameter, in characters: D1 takes two million bytes. */
const PIECE_LENGTH = 400_000;

/** Columns of one comparison: D1 takes expressions of a depth of 100. */
const COLUMNS_AT_ONCE = 20;

/** D1 gives a SELECT at most 100 columns, also one within another. */
const RESULT_COLUMNS = 100;

/** Longer values have a parameter of their own. */
const LONG_VALUE = 100_000;

/** Columns to compare, with their values. */
export type Compared = Pick<StoredRow, 'table' | 'place' | 'values'>;

/** Builds guards that hold while the rows of one table have these values. */
export function guardRows(table: PanelTable, rows: readonly Compared[]): SQL[] {
  const [plain, special] = [rows.filter(isListed), rows.filter((row) => !isListed(row))];
  return [
    ...piecesByLength(plain).flatMap((piece) => guardListed(table, piece)),
    ...special.flatMap((row) => guardOne(table, row)),
  ];
}

/** JSON has neither infinite numbers nor, in every engine, texts with NUL. */
function isListedValue(value: ExactValue): boolean {
  if (value === null) return true;
  const isLong = typeof value === 'string' || value instanceof Uint8Array;
  if (isLong && value.length > LONG_VALUE) return false;
  return isFindable(value) && !(typeof value === 'string' && value.includes('\0'));
}

const isListed = ({ values }: Compared) => [...values.values()].every(isListedValue);

function lengthOf({ values }: Compared): number {
  let length = 0;
  for (const value of values.values()) {
    const isLong = typeof value === 'string' || value instanceof Uint8Array;
    length += isLong ? 2 * value.length + 8 : 24;
  }
  return length;
}

/** Cuts rows into pieces that each fit one parameter. */
function piecesByLength(rows: readonly Compared[]): Compared[][] {
  const pieces: Compared[][] = [];
  let left = 0;
  for (const row of rows) {
    const length = lengthOf(row);
    if (length > left) {
      pieces.push([]);
      left = PIECE_LENGTH;
    }
    pieces.at(-1)?.push(row);
    left -= length;
  }
  return pieces;
}

function guardListed(table: PanelTable, rows: readonly Compared[]): SQL[] {
  const names = [...(rows[0]?.values.keys() ?? [])];
  const places = placeOf(table).names;
  const placeCount = Math.max(1, places.length);
  const size = Math.min(COLUMNS_AT_ONCE, Math.max(1, RESULT_COLUMNS - placeCount));
  return piecesOf(names, size).map((piece) => {
    const others = piece.filter((name) => !places.includes(name));
    const list = toJsonList(
      rows.map((row) => [
        ...placeValues(row),
        ...others.map((name) => row.values.get(name) ?? null),
      ]),
    );
    const listed = Array.from(
      { length: placeCount + others.length },
      (_, index) => sql`${listedValue(index)} AS ${listedName(index)}`,
    );
    const same = piece.flatMap((name) => {
      const isPlace = places.includes(name);
      const index = isPlace ? places.indexOf(name) : placeCount + others.indexOf(name);
      const [column, value] = [sql`__r.${sql.identifier(name)}`, sql`__j.${listedName(index)}`];
      return [
        sql`typeof(${column}) = typeof(${value})`,
        sql`+${column} IS ${value} COLLATE BINARY`,
      ];
    });
    return guard(
      'rows.unchanged',
      sql`SELECT count(*) = ${rows.length} FROM
      (SELECT ${sql.join(listed, sql`, `)} FROM json_each(${list})) AS __j
      JOIN ${sql.identifier(table.info.name)} AS __r ON ${samePlace(table, sql`__r`)}
      WHERE ${sql.join([sql`1`, ...same], sql` AND `)}`,
    );
  });
}

/** Names a value of a list. */
export const listedName = (index: number) => sql.identifier(`__v${index}`);

/** Joins the rows of a table with a list `__j`, whose first values are their places. */
export function samePlace(table: PanelTable, row: SQL): SQL {
  const { names } = placeOf(table);
  const number = rowNumber(table.info);
  if (names.length === 0 && number !== null) {
    return sql`${row}.${number} = CAST(__j.${listedName(0)} AS INTEGER)`;
  }
  const own = names.map((name) => sql`${row}.${sql.identifier(name)}`);
  const listed = names.map((_, index) => sql`__j.${listedName(index)}`);
  // A chain of AND is as deep as it is long.
  if (names.length > COLUMNS_AT_ONCE) {
    return sql`(${sql.join(own, sql`, `)}) = (${sql.join(listed, sql`, `)})`;
  }
  return sql.join(
    own.map((column, index) => sql`${column} = ${listed[index]}`),
    sql` AND `,
  );
}

/** Lists the values that find a row: its rowid, or those of its key. */
export function placeValues({ table, place, values }: Compared): ExactValue[] {
  const { names } = placeOf(table);
  return names.length === 0 ? [place] : names.map((name) => values.get(name) ?? null);
}

/** Compares a row value by value, each with a parameter of its own. */
function guardOne(table: PanelTable, row: Compared): SQL[] {
  const isRow = isAmong(table, [row]);
  return piecesOf([...row.values], COLUMNS_AT_ONCE).map((piece) => {
    const same = piece.map(([name, value]) => {
      const column = sql.identifier(name);
      // No comparison finds a number or a text that the engine cannot send back as it is.
      if (value !== null && !isFindable(value)) return sql`typeof(${column}) = ${classOf(value)}`;
      if (isLargeValue(value)) return isSameInParts(sql`${column}`, value);
      const isSame = sql`+${column} IS ${bindExact(value)} COLLATE BINARY`;
      return sql`typeof(${column}) = ${classOf(value)} AND ${isSame}`;
    });
    return guard(
      'row.unchanged',
      sql`SELECT count(*) = 1 FROM ${sql.identifier(table.info.name)}
      WHERE ${sql.join([isRow, ...same], sql` AND `)}`,
    );
  });
}

function classOf(value: ExactValue): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'real';
  return typeof value === 'string' ? 'text' : 'blob';
}

/** Guards against a trigger of another program that ignores a row, by `RAISE(IGNORE)`. */
export function changesGuard({ declaration }: PanelTable, count: number): SQL[] {
  return declaration === null ? [guard('rows.written', sql`SELECT changes() = ${count}`)] : [];
}
