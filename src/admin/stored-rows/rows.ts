import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, type Row } from '../../db/batch.js';
import type { D1Database } from '../../db/types.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { RecordKey } from '../keys/column-key.js';
import { recordKeyOf } from '../keys/record-key.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { readExact, selectExact, type ExactValue } from '../values/exact-value.js';
import { piecesOf } from '../values/pieces.js';

/** Reads rows that a delete reaches, whole and each value in its storage class. */

/** Largest number of rows that one delete may delete and change: their audit rows are one batch. */
export const MOST_ROWS = 1_000;

/** D1 answers at most 100 columns, and the place of a row is among them. */
const COLUMNS_AT_ONCE = 100;

export interface StoredRow {
  table: PanelTable;
  /** Place of the row: its rowid, or its key where it has none. */
  place: string;
  /** Id in the panels; null in a table without a key. */
  id: string | null;
  /** Stored columns by name, without generated ones. */
  values: ReadonlyMap<string, ExactValue>;
}

/** Returns the name of a row among the rows of all tables. */
export function nameOfRow({ table, place }: Pick<StoredRow, 'table' | 'place'>): string {
  return `${table.info.name}\0${place}`;
}

/**
 * Chooses the key by which a delete finds rows: the rowid, because the key itself may be secret or
 * NULL.
 * @throws DomainError `conflict` for a table whose rows nothing identifies
 */
export function placeOf({ info, label }: PanelTable): RecordKey {
  const key = recordKeyOf(info, () => true) ?? recordKeyOf(info, () => false);
  if (key !== null) return key;
  throw new DomainError('conflict', message('deletion.unreadable', { table: label }));
}

/** Lists the columns that a row stores and the engine can read. */
export function storedColumns({ columns }: PanelTable): PanelColumn[] {
  return columns.filter(({ info }) => !info.isGenerated && info.problem === null);
}

export interface RowsQuery {
  table: PanelTable;
  where: SQL;
  limit: number;
  /** False reads the keys alone. */
  isWhole: boolean;
  /** Columns to read, in the place of all. */
  columns?: readonly PanelColumn[];
}

/** Reads the rows of several queries from one snapshot. */
export async function readRows(
  database: D1Database,
  queries: readonly RowsQuery[],
): Promise<StoredRow[][]> {
  const parts = queries.map(partsOf);
  const results = await commitBatch(
    database,
    parts.flatMap(({ query, pieces }) => pieces.map((piece) => selectPiece(query, piece))),
  );
  let next = 0;
  return parts.map((part) => {
    const own = results.slice(next, next + part.pieces.length);
    next += own.length;
    return toRows(part, own);
  });
}

/** A query, with what its SELECTs read beside the place of each row. */
interface QueryParts {
  query: RowsQuery;
  columns: readonly PanelColumn[];
  /** Selected columns of each SELECT. */
  pieces: SQL[][];
}

/** Cuts what a query reads: a key of many columns leaves few columns to each SELECT. */
function partsOf(query: RowsQuery): QueryParts {
  const { table } = query;
  const place = placeOf(table);
  const columns = query.columns ?? (query.isWhole ? storedColumns(table) : []);
  const selected = [
    ...(table.key === null || isOneKey(table.key, place) ? [] : aliased(table.key, ID)),
    ...columns
      .filter(({ name }) => !place.names.includes(name))
      .map(
        ({ name }) =>
          sql`${selectExact(sql`${sql.identifier(name)}`)} AS ${sql.identifier(valueAlias(name, columns))}`,
      ),
  ];
  const room = Math.max(1, COLUMNS_AT_ONCE - place.columns.length);
  return { query, columns, pieces: piecesOf(selected, room) };
}

/** Recognises two keys of the same columns: the place of a row is its id then. */
function isOneKey(one: RecordKey, other: RecordKey): boolean {
  const same = one.names.every((name, index) => name === other.names[index]);
  return same && one.columns.length === other.columns.length && one.names.length > 0;
}

const PLACE = '__place';
const ID = '__id';

const valueAlias = (name: string, columns: readonly PanelColumn[]) =>
  `c${columns.findIndex((column) => column.name === name)}`;

/** Selects a key's columns under other names: two keys of a table may have the same. */
function aliased(key: RecordKey, prefix: string): SQL[] {
  return key.columns.map(
    ({ expression }, index) => sql`${expression} AS ${sql.identifier(`${prefix}${index}`)}`,
  );
}

/** Gives the columns of a key the names under which it reads them. */
function unaliased(key: RecordKey, prefix: string, row: Row): Row {
  return Object.fromEntries(
    key.columns.map(({ alias }, index) => [alias, row[`${prefix}${index}`] ?? null]),
  );
}

function selectPiece({ table, where, limit }: RowsQuery, piece: readonly SQL[]): SQL {
  const columns = [...aliased(placeOf(table), PLACE), ...piece];
  return sql`SELECT ${sql.join(columns, sql`, `)} FROM ${sql.identifier(table.info.name)}
    WHERE ${where} LIMIT ${limit}`;
}

function toRows({ query: { table }, columns }: QueryParts, read: readonly Row[][]): StoredRow[] {
  const place = placeOf(table);
  const rows = new Map<string, Row>();
  for (const row of read.flat()) {
    const name = place.encode(unaliased(place, PLACE, row));
    rows.set(name, Object.assign(rows.get(name) ?? {}, row));
  }
  return [...rows].map(([name, row]) => {
    const placed = unaliased(place, PLACE, row);
    const keys = place.read(placed);
    const values = columns.map((column): [string, ExactValue] => {
      const index = place.names.indexOf(column.name);
      const value = readExact(row[valueAlias(column.name, columns)] ?? null);
      return [column.name, index < 0 ? value : (keys[index] ?? null)];
    });
    return { table, place: name, id: idOf(table, place, row), values: new Map(values) };
  });
}

function idOf({ key }: PanelTable, place: RecordKey, row: Row): string | null {
  if (key === null) return null;
  return isOneKey(key, place)
    ? key.encode(unaliased(key, PLACE, row))
    : key.encode(unaliased(key, ID, row));
}

/** Lists the places of rows. */
export function placesOf(rows: readonly Pick<StoredRow, 'place'>[]): string[] {
  return rows.map(({ place }) => place);
}

/** Builds the condition for these rows of one table. */
export function isAmong(table: PanelTable, rows: readonly Pick<StoredRow, 'place'>[]): SQL {
  return placeOf(table).whereIn(placesOf(rows));
}

/** Builds the condition for rows of a table that refer to these rows by a foreign key. */
export function refersTo(
  table: PanelTable,
  columns: readonly string[],
  parent: { table: PanelTable; references: readonly string[]; places: readonly string[] },
): SQL {
  const own = sql.join(placeOf(table).order, sql`, `);
  const [child, target] = [sql.identifier(table.info.name), sql.identifier(parent.table.info.name)];
  const keys = parent.references.map(
    (name, index) => sql`${sql.identifier(name)} AS ${sql.identifier(`__p${index}`)}`,
  );
  const pairs = columns.map((name, index) => {
    const column = sql`${child}.${sql.identifier(name)}`;
    // The engine compares with the affinity and the collation of the referenced column.
    const isAlike =
      affinityOf(table, name) === affinityOf(parent.table, parent.references[index] ?? '');
    return sql`__p.${sql.identifier(`__p${index}`)} = ${isAlike ? column : sql`+${column}`}`;
  });
  return sql`(${own}) IN (SELECT ${own} FROM
    (SELECT DISTINCT ${sql.join(keys, sql`, `)} FROM ${target}
      WHERE ${placeOf(parent.table).whereIn(parent.places)}) AS __p
    JOIN ${child} ON ${sql.join(pairs, sql` AND `)})`;
}

function affinityOf({ info }: PanelTable, name: string): string | undefined {
  return info.columns.find((column) => column.name === name)?.affinity;
}
