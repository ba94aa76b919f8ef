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

/** D1 answers at most 100 columns, and the keys of a row are among them. */
const COLUMNS_AT_ONCE = 80;

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
  const parts = queries.map((query) => {
    const columns = query.columns ?? (query.isWhole ? storedColumns(query.table) : []);
    return { query, pieces: piecesOf(columns, COLUMNS_AT_ONCE) };
  });
  const results = await commitBatch(
    database,
    parts.flatMap(({ query, pieces }) => [
      selectKeys(query),
      ...pieces.map((piece) => selectPiece(query, piece)),
    ]),
  );
  let next = 0;
  return parts.map(({ query, pieces }) => {
    const own = results.slice(next, next + 1 + pieces.length);
    next += own.length;
    return toRows(query, pieces, own);
  });
}

const PLACE = '__place';
const ID = '__id';

/** Selects a key's columns under other names: two keys of a table may have the same. */
function aliased(key: RecordKey, prefix: string): SQL[] {
  return key.columns.map(
    ({ expression }, index) => sql`${expression} AS ${sql.identifier(`${prefix}${index}`)}`,
  );
}

function encodeAliased(key: RecordKey, prefix: string, row: Row): string {
  return key.encode(
    Object.fromEntries(
      key.columns.map(({ alias }, index) => [alias, row[`${prefix}${index}`] ?? null]),
    ),
  );
}

function selectKeys({ table, where, limit }: RowsQuery): SQL {
  const columns = [
    ...aliased(placeOf(table), PLACE),
    ...(table.key === null ? [] : aliased(table.key, ID)),
  ];
  return sql`SELECT ${sql.join(columns, sql`, `)} FROM ${sql.identifier(table.info.name)}
    WHERE ${where} LIMIT ${limit}`;
}

function selectPiece({ table, where, limit }: RowsQuery, piece: readonly PanelColumn[]): SQL {
  const columns = [
    ...aliased(placeOf(table), PLACE),
    ...piece.map(
      ({ name }, index) =>
        sql`${selectExact(sql`${sql.identifier(name)}`)} AS ${sql.identifier(`c${index}`)}`,
    ),
  ];
  return sql`SELECT ${sql.join(columns, sql`, `)} FROM ${sql.identifier(table.info.name)}
    WHERE ${where} LIMIT ${limit}`;
}

function toRows(
  { table }: RowsQuery,
  pieces: readonly PanelColumn[][],
  [keys = [], ...read]: readonly Row[][],
): StoredRow[] {
  const place = placeOf(table);
  const values = new Map<string, Map<string, ExactValue>>();
  for (const [index, piece] of pieces.entries()) {
    for (const row of read[index] ?? []) {
      const name = encodeAliased(place, PLACE, row);
      const own = values.get(name) ?? new Map<string, ExactValue>();
      values.set(name, own);
      for (const [column, { name: columnName }] of piece.entries()) {
        own.set(columnName, readExact(row[`c${column}`] ?? null));
      }
    }
  }
  return keys.map((row) => {
    const name = encodeAliased(place, PLACE, row);
    return {
      table,
      place: name,
      id: table.key === null ? null : encodeAliased(table.key, ID, row),
      values: values.get(name) ?? new Map<string, ExactValue>(),
    };
  });
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
