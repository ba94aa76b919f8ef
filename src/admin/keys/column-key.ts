import { sql, type SQL } from 'drizzle-orm';
import type { ColumnInfo } from '../../db/introspection/introspect.js';
import type { SqlValue } from '../../db/types.js';
import { convertToAffinity } from './affinity.js';
import {
  bindExact,
  fromJson,
  isInt64,
  readExact,
  selectExact,
  toJson,
  type ExactValue,
} from '../values/exact-value.js';
import { isFindable } from './findable.js';
import { isAmong, isAmongNumbered, type Address, type NamedColumn } from './listed-rows.js';

/**
 * Keys that consist of a table's own columns: its primary key, or the columns that a foreign key
 * refers to. An id is the value itself where that is plain, else `~` and the values in base64url.
 * SQLite allows NULL in a primary key, many times: the id of such a row has its rowid too.
 */

export interface RecordKey {
  /** Columns of the SELECT that `encode` reads. */
  readonly columns: readonly { expression: SQL; alias: string }[];
  /** Columns of the table that the key consists of. */
  readonly names: readonly string[];
  /** Column of the key, where the key is a single one. */
  readonly column: string | null;
  /** Qualified key columns, which make an order stable: an alias may have the same name. */
  readonly order: SQL[];
  readonly encode: (row: Record<string, SqlValue>) => string;
  /** Reads the key's values of a row, for its place in an order. */
  readonly read: (row: Record<string, SqlValue>) => ExactValue[];
  /**
   * Encodes the stored values of a reference as the id of the row that it refers to; null where one
   * of them is NULL, which refers to nothing.
   */
  readonly encodeValues: (values: readonly ExactValue[]) => string | null;
  /** Builds the condition for one row; null where `id` cannot be a key of this table. */
  readonly where: (id: string) => SQL | null;
  readonly whereIn: (ids: readonly string[]) => SQL;
  /**
   * Decodes an id to the value that a reference to the row stores; null where `id` cannot be one.
   */
  readonly valueOf: (id: string) => ExactValue;
}

/** Columns of a key that are compared one by one: D1 takes an expression of a depth of 100. */
const MOST_COMPARED = 20;

const plain = /^[A-Za-z0-9_-]+$/;
const ROW = '__row';

/**
 * Builds the key of some columns of a table.
 * @param row the rowid, where a key column may hold NULL; null where none may or rows have no rowid
 * @param prefix of the aliases, so that one SELECT can have two keys
 */
export function columnKey(
  table: string,
  keyColumns: readonly ColumnInfo[],
  row: SQL | null = null,
  prefix = '__key',
): RecordKey {
  const columns = keyColumns.map((column, index) => ({
    ...keyReader(column),
    alias: `${prefix}${index}`,
    name: sql`${sql.identifier(column.name)}`,
  }));
  const [only] = keyColumns;
  const single = keyColumns.length === 1 && only !== undefined ? only : null;
  const { encode, decode } = single === null ? packedIds(columns.length) : plainIds(single);
  const read = (selected: Record<string, SqlValue>) =>
    columns.map((column) => column.read(selected[column.alias] ?? null));
  const equal = (index: number, value: ExactValue) =>
    sql`${columns[index]?.name} ${single === null ? sql`IS` : sql`=`} ${bindExact(value)}`;
  const where = (address: Address): SQL => {
    const { values } = address;
    if (address.row !== null && row !== null) {
      return sql.join(isAmongNumbered(row, columns, [address]), sql` OR `);
    }
    const isLong = columns.length > MOST_COMPARED && values.every(isFindable);
    return isLong
      ? isAmong(columns, [address])
      : withoutRow(sql.identifier(table), columns, values, equal);
  };
  return {
    columns: [
      ...columns,
      ...(row === null ? [] : [{ expression: sql`CAST(${row} AS TEXT)`, alias: ROW }]),
    ],
    names: keyColumns.map(({ name }) => name),
    column: single?.name ?? null,
    order: keyColumns.map(({ name }) => sql`${sql.identifier(table)}.${sql.identifier(name)}`),
    encode: (selected) => {
      const values = read(selected);
      const number = selected[ROW] ?? null;
      const isKnown = row === null || number === null || values.every(isFindable);
      return isKnown ? encode(values) : pack([...values, BigInt(String(number))]);
    },
    read,
    encodeValues: (values) =>
      values.some((value) => value === null)
        ? null
        : encode(
            values.map((value, index) => convertToAffinity(value, affinityOf(keyColumns[index]))),
          ),
    where: (id) => {
      const address = decode(id);
      return address === null ? null : where(address);
    },
    whereIn: (ids) => {
      const addresses = ids.flatMap((id) => decode(id) ?? []);
      const isWhole = ({ values }: Address) => values.every(isFindable);
      const [whole, others] = [addresses.filter(isWhole), addresses.filter((one) => !isWhole(one))];
      const numbered = row === null ? [] : others.filter((one) => one.row !== null);
      const parts = [
        isAmong(columns, whole),
        ...(row === null ? [] : isAmongNumbered(row, columns, numbered)),
        ...others.filter((one) => !numbered.includes(one)).map(where),
      ];
      return parts.length === 1 ? isAmong(columns, whole) : sql`(${sql.join(parts, sql` OR `)})`;
    },
    valueOf: (id) => (single === null ? null : (decode(id)?.values[0] ?? null)),
  };
}

const affinityOf = (column: ColumnInfo | undefined) => column?.affinity ?? 'blob';

/** Selects and reads a key's column. A column of TEXT affinity stores no integers. */
function keyReader({ name, affinity }: ColumnInfo) {
  const column = sql`${sql.identifier(name)}`;
  return affinity === 'text'
    ? { expression: column, read: (value: SqlValue): ExactValue => value }
    : { expression: selectExact(column), read: readExact };
}

const joined = (parts: readonly SQL[]) => sql`(${sql.join([...parts], sql` AND `)})`;

/**
 * Finds a row by its key's values alone. Where NULL is among them, only one row may have them: no
 * form must change two.
 */
function withoutRow(
  table: SQL | ReturnType<typeof sql.identifier>,
  columns: readonly NamedColumn[],
  values: readonly ExactValue[],
  equal: (index: number, value: ExactValue) => SQL,
): SQL {
  const parts = columns.map(({ name }, index) => {
    const value = values[index] ?? null;
    return value === null ? sql`${name} IS NULL` : equal(index, value);
  });
  const isRow = columns.length === 1 && parts[0] !== undefined ? parts[0] : joined(parts);
  if (values.every((value) => value !== null)) return isRow;
  return sql`${isRow} AND 1 = (SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${isRow} LIMIT 2))`;
}

interface Ids {
  encode: (values: readonly ExactValue[]) => string;
  decode: (id: string) => Address | null;
}

/** Ids of a key of several columns. */
function packedIds(length: number): Ids {
  return {
    encode: pack,
    decode: (id) => {
      const values = unpack(id);
      if (values?.length === length) return { values, row: null };
      return values?.length === length + 1 ? withRow(values) : null;
    },
  };
}

/** Ids of a key of one column: an integer or a plain text stands for itself. */
function plainIds({ affinity }: ColumnInfo): Ids {
  const packed = packedIds(1);
  return {
    encode: (values) => {
      const [value = null] = values;
      if (affinity === 'integer' && typeof value === 'bigint') return String(value);
      const isPlain = affinity === 'text' && typeof value === 'string' && plain.test(value);
      return isPlain ? value : pack([value]);
    },
    decode: (id) => {
      if (id.startsWith('~')) return packed.decode(id);
      if (affinity === 'integer') return isInt64(id) ? { values: [BigInt(id)], row: null } : null;
      return affinity === 'text' && plain.test(id) ? { values: [id], row: null } : null;
    },
  };
}

function withRow(values: ExactValue[]): Address | null {
  const number = values.at(-1);
  const isRow = typeof number === 'bigint' || Number.isSafeInteger(number);
  return isRow ? { values: values.slice(0, -1), row: BigInt(String(number)) } : null;
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
