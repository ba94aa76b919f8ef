import { sql, type SQL } from 'drizzle-orm';
import type { Affinity, TableInfo } from '../../db/introspection/introspect.js';
import type { SqlValue } from '../../db/types.js';
import {
  bindExact,
  fromJson,
  isInt64,
  listedValue,
  readExact,
  selectExact,
  toJson,
  toJsonList,
  type ExactValue,
} from './exact-value.js';

/**
 * Identifies rows in URLs and forms: by the primary key's value where that is plain text, else by
 * `~` and the key's values in base64url. Decoding never throws: an impossible id decodes to null,
 * which is an unknown row.
 */

export interface RecordKey {
  /** Columns of the SELECT that `encode` reads. */
  readonly columns: { expression: SQL; alias: string }[];
  /** Column of the key, where the key is a single one. */
  readonly column: string | null;
  /** Qualified key columns, which make an order stable: an alias may have the same name. */
  readonly order: SQL[];
  encode(row: Record<string, SqlValue>): string;
  /** Reads the key's values of a row, for its place in an order. */
  read(row: Record<string, SqlValue>): ExactValue[];
  /** Encodes the stored value of a reference as the id of the row that it refers to. */
  encodeValue(value: ExactValue): string;
  /** Builds the condition for one row; null where `id` cannot be a key of this table. */
  where(id: string): SQL | null;
  whereIn(ids: readonly string[]): SQL;
  /**
   * Decodes an id to the value that a reference to the row stores; null where `id` cannot be one.
   */
  valueOf(id: string): SqlValue;
}

const plain = /^[A-Za-z0-9_-]+$/;

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
  const [only] = columns;
  return only && columns.length === 1
    ? singleKey(table.name, only)
    : compositeKey(table.name, columns);
}

interface KeyColumn {
  name: string;
  affinity: Affinity;
}

/** Selects and reads a key's column. A column of TEXT affinity stores no integers. */
function keyReader({ name, affinity }: KeyColumn) {
  const column = sql`${sql.identifier(name)}`;
  return affinity === 'text'
    ? { expression: column, read: (value: SqlValue): ExactValue => value }
    : { expression: selectExact(column), read: readExact };
}

const ofTable = (table: string, column: string) =>
  sql`${sql.identifier(table)}.${sql.identifier(column)}`;

function singleKey(table: string, keyColumn: KeyColumn): RecordKey {
  const { name, affinity } = keyColumn;
  const column = sql`${sql.identifier(name)}`;
  const isInteger = affinity === 'integer';
  const { expression, read } = keyReader(keyColumn);
  const encode = (value: ExactValue): string => {
    if (isInteger && typeof value === 'bigint') return String(value);
    const isPlain = affinity === 'text' && typeof value === 'string' && plain.test(value);
    return isPlain ? value : pack([value]);
  };
  const decode = (id: string): ExactValue => {
    if (id.startsWith('~')) return unpack(id)?.[0] ?? null;
    if (isInteger) return isInt64(id) ? BigInt(id) : null;
    return affinity === 'text' && plain.test(id) ? id : null;
  };
  return {
    columns: [{ expression, alias: '__key0' }],
    column: name,
    order: [ofTable(table, name)],
    encode: ({ __key0: value = null }) => encode(read(value)),
    read: ({ __key0: value = null }) => [read(value)],
    encodeValue: (value) =>
      encode(isInteger && typeof value === 'string' && isInt64(value) ? BigInt(value) : value),
    where: (id) => {
      const value = decode(id);
      return value === null ? null : sql`${column} = ${bindExact(value)}`;
    },
    whereIn: (ids) => {
      const rows = ids.map(decode).flatMap((value) => (value === null ? [] : [[value]]));
      // json_each has no affinity of its own, so the column's affinity applies to the comparison.
      return sql`${column} IN (SELECT ${listedValue(0)} FROM json_each(${toJsonList(rows)}))`;
    },
    valueOf: (id) => {
      const value = decode(id);
      return typeof value === 'bigint' ? String(value) : value;
    },
  };
}

function compositeKey(table: string, keyColumns: readonly KeyColumn[]): RecordKey {
  const columns = keyColumns.map((column, index) => ({
    ...keyReader(column),
    alias: `__key${index}`,
    name: sql`${sql.identifier(column.name)}`,
  }));
  const decode = (id: string): ExactValue[] | null => {
    const values = unpack(id);
    return values?.length === columns.length ? values : null;
  };
  const read = (row: Record<string, SqlValue>) =>
    columns.map((column) => column.read(row[column.alias] ?? null));
  return {
    columns,
    column: null,
    order: keyColumns.map(({ name }) => ofTable(table, name)),
    encode: (row) => pack(read(row)),
    read,
    encodeValue: (value) => pack([value]),
    where: (id) => {
      const values = decode(id);
      if (values === null) return null;
      const parts = columns.map(
        ({ name }, index) => sql`${name} IS ${bindExact(values[index] ?? null)}`,
      );
      return sql`(${sql.join(parts, sql` AND `)})`;
    },
    // One parameter for any number of rows: D1 takes a hundred.
    whereIn: (ids) => {
      const names = columns.map(({ name }) => name);
      const values = columns.map((_, index) => listedValue(index));
      const rows = ids.flatMap((id) => {
        const row = decode(id);
        return row === null ? [] : [row];
      });
      return sql`(${sql.join(names, sql`, `)}) IN
        (SELECT ${sql.join(values, sql`, `)} FROM json_each(${toJsonList(rows)}))`;
    },
    valueOf: () => null,
  };
}

/** Identifies rows by SQLite's rowid, where the key is secret or missing. */
function rowidKey(table: TableInfo): RecordKey | null {
  const column = rowNumber(table);
  if (column === null) return null;
  return {
    columns: [{ expression: sql`CAST(${column} AS TEXT)`, alias: '__key0' }],
    column: null,
    order: [sql`${sql.identifier(table.name)}.${column}`],
    encode: ({ __key0: value }) => String(value),
    read: ({ __key0: value }) => [BigInt(String(value))],
    encodeValue: String,
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

function pack(values: readonly ExactValue[]): string {
  return `~${Buffer.from(JSON.stringify(values.map(toJson))).toString('base64url')}`;
}

function unpack(id: string): ExactValue[] | null {
  if (!id.startsWith('~')) return null;
  try {
    const json = JSON.parse(Buffer.from(id.slice(1), 'base64url').toString('utf8')) as unknown;
    if (!Array.isArray(json)) return null;
    const values = json.map(fromJson);
    return values.every((value) => value !== undefined) ? values : null;
  } catch {
    return null;
  }
}

/** Id property of tables whose key is not a single readable column. */
export const KEY_PATH = 'record_key';
