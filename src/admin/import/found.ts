import { sql, type SQL } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { Row } from '../../db/batch.js';
import type { RecordKey } from '../keys/column-key.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { listedName } from '../stored-rows/guards.js';
import { placeOf } from '../stored-rows/rows.js';
import { piecesOf } from '../values/pieces.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import {
  listedValue,
  readExact,
  selectAny,
  toJsonList,
  type ExactValue,
} from '../values/exact-value.js';
import type { ImportRow } from './rows.js';

/** Finds the stored rows that rows of a file name by a key, in the collation of its columns. */

/** D1 answers at most 100 columns, and the keys of a row are among them. */
const COLUMNS_AT_ONCE = 80;

export interface FoundRow {
  table: PanelTable;
  id: string;
  /** Place for guards: the rowid, or the key where the table has none. */
  place: string;
  /** Stored values by column, with those of the place. */
  values: Map<string, ExactValue>;
}

/** A look-up of rows: its queries, and the reader of their results. */
export interface LookUp<Found> {
  queries: SQL[];
  /** Returns what was found by the line of each row. */
  read: (results: readonly Row[][]) => Map<number, Found>;
}

/**
 * Builds the look-up of the values of a key that stored rows have already.
 * @param scope rows that the actor sees; null for all. Values of others are not looked up: a check
 *   would tell which of thousands they have
 */
export function lookUpTaken(
  { table }: ScopedResource,
  names: readonly string[],
  rows: readonly ImportRow[],
  scope: SQL | null,
): LookUp<true> {
  const keyed = withKey(names, rows);
  return {
    queries:
      keyed.length === 0
        ? []
        : [
            sql`SELECT DISTINCT __j.__n AS n FROM ${joined(table, names, keyed)}${
              scope === null ? sql`` : sql` WHERE ${scope}`
            }`,
          ],
    read: ([found = []]) => new Map(found.map(({ n }) => [keyed[Number(n)]?.line ?? 0, true])),
  };
}

/**
 * Builds the look-up of the rows in the actor's scope that have these keys.
 * @param columns whose values are read
 */
export function lookUpRows(
  { table }: ScopedResource,
  scope: SQL,
  names: readonly string[],
  columns: readonly PanelColumn[],
  rows: readonly ImportRow[],
): LookUp<FoundRow[]> {
  const keyed = withKey(names, rows);
  const place = placeOf(table);
  const read = [...new Set([...columns.map(({ name }) => name), ...place.names])];
  const pieces = keyed.length === 0 ? [] : piecesOf(read, COLUMNS_AT_ONCE);
  const selectPiece = (piece: readonly string[]) => {
    const values = piece.map(
      (name, index) => sql`${selectAny(qualified(table, name))} AS ${sql.identifier(`c${index}`)}`,
    );
    const keys = [...aliased(place, 'p'), ...(table.key === null ? [] : aliased(table.key, 'i'))];
    return sql`SELECT ${sql.join([sql`__j.__n AS n`, ...keys, ...values], sql`, `)}
      FROM ${joined(table, names, keyed)} WHERE ${scope}`;
  };
  return {
    queries: pieces.map(selectPiece),
    read: (results) => {
      const found = new Map<number, Map<string, FoundRow>>();
      for (const [index, piece] of pieces.entries()) {
        for (const row of results[index] ?? []) addFound(table, found, keyed, piece, row);
      }
      return new Map([...found].map(([line, some]) => [line, [...some.values()]]));
    },
  };
}

function addFound(
  table: PanelTable,
  found: Map<number, Map<string, FoundRow>>,
  keyed: readonly ImportRow[],
  piece: readonly string[],
  row: Row,
): void {
  const line = keyed[Number(row['n'])]?.line ?? 0;
  const own = found.get(line) ?? new Map<string, FoundRow>();
  found.set(line, own);
  const place = encodeAliased(placeOf(table), 'p', row);
  const id = table.key === null ? place : encodeAliased(table.key, 'i', row);
  const one = own.get(place) ?? { table, id, place, values: new Map<string, ExactValue>() };
  own.set(place, one);
  for (const [index, name] of piece.entries()) {
    one.values.set(name, readExact(row[`c${index}`] ?? null));
  }
}

/** Keeps the rows whose key has no empty part: NULL finds nothing. */
function withKey(names: readonly string[], rows: readonly ImportRow[]): ImportRow[] {
  if (names.length === 0) return [];
  return rows.filter(({ values }) => names.every((name) => (values[name] ?? null) !== null));
}

/** Joins the rows of the file with the table. CROSS JOIN looks up each by the key's index. */
function joined(table: PanelTable, names: readonly string[], rows: readonly ImportRow[]): SQL {
  const list = toJsonList(rows.map(({ values }) => names.map((name) => values[name] ?? null)));
  const listed = names.map((_, index) => sql`${listedValue(index)} AS ${listedName(index)}`);
  const same = names.map(
    (name, index) => sql`${qualified(table, name)} = __j.${listedName(index)}`,
  );
  return sql`(SELECT key AS __n, ${sql.join(listed, sql`, `)} FROM json_each(${list})) AS __j
      CROSS JOIN ${sql.identifier(table.info.name)} ON ${sql.join(same, sql` AND `)}`;
}

const qualified = ({ info }: PanelTable, name: string) =>
  sql`${sql.identifier(info.name)}.${sql.identifier(name)}`;

/** Selects a key's columns under other names: two keys of a table may have the same. */
function aliased(key: RecordKey, prefix: string): SQL[] {
  return key.columns.map(
    ({ expression }, index) => sql`${expression} AS ${sql.identifier(`${prefix}${index}`)}`,
  );
}

function encodeAliased(key: RecordKey, prefix: string, row: Row): string {
  const values = key.columns.map(({ alias }, index): [string, Row[string]] => [
    alias,
    row[`${prefix}${index}`] ?? null,
  ]);
  return key.encode(Object.fromEntries(values));
}

/** Bytes of what a check saw of each row of its file. */
export const SEEN_BYTES = 6;

/** Hashes the values of a stored row, so that a change before the commit is noticed. */
export function seenOf(found: readonly FoundRow[] | undefined): Buffer {
  const [row] = found ?? [];
  if (row === undefined) return Buffer.alloc(SEEN_BYTES);
  const cells = [...row.values].flatMap(([name, value]): ExactValue[] => [
    name,
    // JSON has no infinite numbers.
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  ]);
  const hash = createHash('sha256')
    .update(row.place)
    .update(toJsonList([cells]))
    .digest();
  // Zeros say that there was no row.
  hash[0] = (hash[0] ?? 0) | 1;
  return hash.subarray(0, SEEN_BYTES);
}
