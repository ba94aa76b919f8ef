import { sql, type SQL } from 'drizzle-orm';
import type { ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import { columnKey, type RecordKey } from './column-key.js';
import { isInt64 } from '../values/exact-value.js';

/**
 * Identifies rows in URLs and forms: by the primary key, else by the rowid. Decoding never throws:
 * an impossible id decodes to null, which is an unknown row.
 */

/**
 * Chooses the key that identifies a table's rows; null where there is no such key.
 * @param isSecret columns that no panel may read, not even as a key
 */
export function recordKeyOf(
  table: TableInfo,
  isSecret: (column: string) => boolean,
): RecordKey | null {
  const keyColumns = table.columns.filter(({ name }) => table.primaryKey.includes(name));
  if (table.kind === 'view') return null;
  if (keyColumns.length === 0 || keyColumns.some(({ name }) => isSecret(name))) {
    return rowidKey(table);
  }
  const columns = table.primaryKey.flatMap(
    (name) => keyColumns.find((column) => column.name === name) ?? [],
  );
  return columnKey(table.name, columns, columns.every(neverNull(table)) ? null : rowNumber(table));
}

/** Recognises a key column that holds no NULL: SQLite allows NULL in all others. */
function neverNull(table: TableInfo): (column: ColumnInfo) => boolean {
  return ({ name, notNull, declaredType }) => {
    const isOnly = table.primaryKey.length === 1;
    // `INTEGER PRIMARY KEY DESC` is no alias of the rowid, so it has an index of its own.
    const hasIndex = table.uniques.some(([first, ...rest]) => first === name && !rest.length);
    return notNull || (isOnly && declaredType.toUpperCase() === 'INTEGER' && !hasIndex);
  };
}

/** Identifies rows by SQLite's rowid, where the key is secret or missing. */
function rowidKey(table: TableInfo): RecordKey | null {
  const column = rowNumber(table);
  if (column === null) return null;
  return {
    columns: [{ expression: sql`CAST(${column} AS TEXT)`, alias: '__key0' }],
    names: [],
    column: null,
    order: [sql`${sql.identifier(table.name)}.${column}`],
    encode: ({ __key0: value }) => String(value),
    read: ({ __key0: value }) => [BigInt(String(value))],
    encodeValues: ([value = null]) => (value === null ? null : String(value)),
    where: (id) => (isInt64(id) ? sql`${column} = CAST(${id} AS INTEGER)` : null),
    whereIn: (ids) =>
      sql`${column} IN (SELECT CAST(value AS INTEGER) FROM json_each(${JSON.stringify(ids.filter(isInt64))}))`,
    valueOf: () => null,
  };
}

/**
 * Names the rowid by an alias that no column has taken; null where rows have no rowid or every
 * alias is taken.
 */
export function rowNumber({ kind, withoutRowid, columns }: TableInfo): SQL | null {
  if (kind === 'view' || withoutRowid) return null;
  const isTaken = (name: string) => columns.some((column) => column.name.toLowerCase() === name);
  const name = ['rowid', '_rowid_', 'oid'].find((candidate) => !isTaken(candidate));
  return name === undefined ? null : sql.raw(name);
}

/** Id property of tables whose key is not a single readable column. */
export const KEY_PATH = 'record_key';
