import type { ForeignFile } from '../../db/engines/embedded/foreign-file.js';
import { message, type Message } from '../../messages/message.js';
import { loadOrder } from '../rows/order.js';
import { folded, type ForeignSchema, type ForeignTable, quoted } from './foreign-objects.js';

/**
 * Bounds the last batch of an adoption on D1, which moves rows and makes indexes: D1 ends a batch
 * after 30 s, and nothing would be adopted after the whole load. In workerd (two cores) the move of
 * 200,000 rows with a unique index took 4.7 s, of 500,000 rows 16 s; an index on 400,000 rows took
 * 1.4 s. The caps leave D1 several times that.
 */

/** Rows of tables that refer to each other, or to themselves. */
const MOST_MOVED_ROWS = 200_000;
/** Content of these rows: it is written a second time. */
const MOST_MOVED_BYTES = 200_000_000;
/** Entries of all indexes that the file makes by a statement. */
const MOST_INDEXED = 2_000_000;

/** Lists what the last batch would take too long for. */
export function timeProblems(file: ForeignFile, { objects, tables }: ForeignSchema): Message[] {
  const moved = loadOrder(tables).circular.filter(({ kind }) => kind === 'table');
  const movedRows = sum(moved.map(({ rows }) => rows ?? 0));
  const rowsOf = new Map(tables.map(({ name, rows }) => [folded(name), rows ?? 0]));
  const indexes = objects.filter(({ type }) => type === 'index');
  const entries = sum(indexes.map(({ tableName }) => rowsOf.get(folded(tableName)) ?? 0));
  const names = moved.map(({ as }) => as);
  if (movedRows > MOST_MOVED_ROWS) {
    const counts = { rows: movedRows, limit: MOST_MOVED_ROWS };
    return [message('adoption.d1_moved_rows', { names, ...counts }), ...indexProblem(entries)];
  }
  const bytes = sum(moved.map((table) => bytesOf(file, table)));
  const isLarge = bytes > MOST_MOVED_BYTES;
  const counts = { megabytes: Math.ceil(bytes / 1e6), limit: MOST_MOVED_BYTES / 1e6 };
  return [
    ...(isLarge ? [message('adoption.d1_moved_bytes', { names, ...counts })] : []),
    ...indexProblem(entries),
  ];
}

function indexProblem(entries: number): Message[] {
  if (entries <= MOST_INDEXED) return [];
  return [message('adoption.d1_indexed', { entries, limit: MOST_INDEXED })];
}

function bytesOf(file: ForeignFile, { name, columns }: ForeignTable): number {
  if (columns.length === 0) return 0;
  // A sum for each column: an expression of all of them might be too deep.
  const sums = columns.map((column) => `coalesce(sum(octet_length(${quoted(column)})), 0)`);
  const [row = []] = file.rows(`SELECT ${sums.join(', ')} FROM ${quoted(name)} NOT INDEXED`);
  return sum(row.map(Number));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
