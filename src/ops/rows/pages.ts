import type { D1Database, SqlValue } from '../../db/types.js';
import { type Cell, maybeOdd, selectCells, toCell } from './cells.js';

/** Reads the rows of any table in pages by its key, within a fixed memory. */

export interface RowTable {
  name: string;
  /** Stored columns; generated ones are computed again. */
  columns: readonly string[];
  /** A name by which SQL reaches the rowid; null for a table WITHOUT ROWID. */
  rowid: string | null;
  /** Columns of the primary key of a table WITHOUT ROWID. */
  key: readonly string[];
}

export interface Row {
  rowid: bigint | null;
  cells: Cell[];
}

const ROWS_A_PAGE = 1000;
const BYTES_A_PAGE = 3_000_000;
/** D1 takes expressions of at most 100 levels, and results of at most 100 columns. */
const COLUMNS_A_STATEMENT = 40;

/** Quotes a name for SQL. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Reads all rows in the order of the key. */
export async function* pagesOf(database: D1Database, table: RowTable): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  for (;;) {
    const place = placeAfter(table, last);
    const count = await rowsThatFit(database, table, place);
    if (count === 0) return;
    let rows = await readPage(database, table, { ...place, count, asBytes: false });
    if (rows.some(({ cells }) => cells.some(maybeOdd))) {
      rows = await readPage(database, table, { ...place, count, asBytes: true });
    }
    yield rows;
    last = rows.at(-1);
  }
}

interface Place {
  where: string;
  params: SqlValue[];
}

const namesOf = (table: RowTable) => table.columns.map((column) => `t.${quote(column)}`);
const rowidOf = (rowid: string) => `t.${rowid}`;

function orderOf({ rowid, key }: RowTable): string {
  // The order of bytes tells apart what a column's collation calls equal.
  if (rowid === null) return key.map((name) => `t.${quote(name)} COLLATE BINARY`).join(', ');
  return rowidOf(rowid);
}

function placeAfter(table: RowTable, last: Row | undefined): Place {
  if (!last) return { where: '', params: [] };
  if (table.rowid !== null) {
    const where = `WHERE ${rowidOf(table.rowid)} > CAST(? AS INTEGER)`;
    return { where, params: [String(last.rowid)] };
  }
  const cells = table.key.map((name) => bound(last.cells[table.columns.indexOf(name)] ?? null));
  const values = cells.map(({ sql }) => sql).join(', ');
  const params = cells.map(({ value }) => value);
  const where = table.key.length === 1 ? `${orderOf(table)} > ${values}` : '';
  return { where: `WHERE ${where || `(${orderOf(table)}) > (${values})`}`, params };
}

/** A cell as a parameter. The plus takes the affinity away, so that no column is converted for it. */
export function bound(cell: Cell): { sql: string; value: SqlValue } {
  if (typeof cell === 'bigint') return { sql: '+CAST(? AS INTEGER)', value: String(cell) };
  if (typeof cell === 'number') {
    if (Number.isFinite(cell)) return { sql: '+CAST(? AS REAL)', value: cell };
    return { sql: '+CAST(? AS REAL)', value: cell > 0 ? '9e999' : '-9e999' };
  }
  if (cell !== null && typeof cell === 'object' && 'text' in cell) {
    return { sql: '+CAST(? AS TEXT)', value: cell.text };
  }
  return { sql: '?', value: cell };
}

function groupsOf(table: RowTable): string[][] {
  const names = namesOf(table);
  const groups = Math.max(1, Math.ceil(names.length / COLUMNS_A_STATEMENT));
  return Array.from({ length: groups }, (_, index) =>
    names.slice(index * COLUMNS_A_STATEMENT, (index + 1) * COLUMNS_A_STATEMENT),
  );
}

/** Counts the next rows that fit into a page: at least one, where there are any. */
async function rowsThatFit(database: D1Database, table: RowTable, place: Place): Promise<number> {
  const sizes = groupsOf(table).map((group) =>
    database
      .prepare(
        `SELECT ${group.map((name) => `coalesce(octet_length(${name}), 0)`).join(' + ')} AS bytes
          FROM ${quote(table.name)} t ${place.where} ORDER BY ${orderOf(table)} LIMIT ${ROWS_A_PAGE}`,
      )
      .bind(...place.params),
  );
  const groups = await database.batch<{ bytes: number }>(sizes);
  const rows = groups[0]?.results.length ?? 0;
  let total = 0;
  for (let index = 0; index < rows; index += 1) {
    for (const { results } of groups) total += results[index]?.bytes ?? 0;
    if (total > BYTES_A_PAGE) return Math.max(index, 1);
  }
  return rows;
}

async function readPage(
  database: D1Database,
  table: RowTable,
  { where, params, count, asBytes }: Place & { count: number; asBytes: boolean },
): Promise<Row[]> {
  const { rowid } = table;
  const statements = groupsOf(table).map((group, index) => {
    const key = rowid !== null && index === 0 ? `, CAST(${rowidOf(rowid)} AS TEXT) AS k` : '';
    return database
      .prepare(
        `SELECT ${selectCells(group, asBytes)}${key} FROM ${quote(table.name)} t
          ${where} ORDER BY ${orderOf(table)} LIMIT ?`,
      )
      .bind(...params, count);
  });
  const groups = await database.batch<Record<string, SqlValue>>(statements);
  return (groups[0]?.results ?? []).map((first, at) => ({
    rowid: rowid === null ? null : BigInt(String(first['k'])),
    cells: groups.flatMap(({ results }) => {
      const row = results[at] ?? {};
      return Array.from(String(row['types'])).map((type, index) =>
        toCell(type, row[`c${index}`] ?? null),
      );
    }),
  }));
}
