import { sql, type SQL } from 'drizzle-orm';
import { inList } from '../../db/batch.js';
import type { Affinity, TableInfo } from '../../db/introspection/introspect.js';
import type { SqlValue } from '../../db/types.js';

/**
 * How a row is named in URLs and forms: the primary key's value itself where that is plain text,
 * else `~` and the key's values in base64url. Decoding never throws: an id that cannot be one is
 * null, which is an unknown row.
 */

export interface RecordKey {
  /** Columns of the SELECT that `encode` reads. */
  readonly columns: { expression: SQL; alias: string }[];
  /** The one column that is the key, where there is one. */
  readonly column: string | null;
  /** What makes an order stable. */
  readonly order: SQL[];
  encode(row: Record<string, SqlValue>): string;
  /** The key's condition; null where `id` cannot be a key of this table. */
  where(id: string): SQL | null;
  whereIn(ids: readonly string[]): SQL;
  /** The value that a reference to this row holds; null where `id` cannot be one. */
  valueOf(id: string): SqlValue;
}

const plain = /^[A-Za-z0-9_-]+$/;

/** @param secret columns that may not be read, not even as a key */
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
  return only && columns.length === 1 ? singleKey(only) : compositeKey(columns);
}

interface KeyColumn {
  name: string;
  affinity: Affinity;
}

function singleKey({ name, affinity }: KeyColumn): RecordKey {
  const column = sql`${sql.identifier(name)}`;
  const isInteger = affinity === 'integer';
  const decode = (id: string): SqlValue => {
    if (id.startsWith('~')) return unpack(id)?.[0] ?? null;
    if (isInteger) return /^-?\d{1,19}$/.test(id) ? id : null;
    return affinity === 'text' && plain.test(id) ? id : null;
  };
  return {
    // Integers as text: beyond 2^53 a JavaScript number is another row's key.
    columns: [
      {
        expression: isInteger ? sql`CAST(${column} AS TEXT)` : column,
        alias: '__key0',
      },
    ],
    column: name,
    order: [column],
    encode: ({ __key0: value = null }) => {
      const isPlain = typeof value === 'string' && plain.test(value) && !value.startsWith('~');
      return isPlain && (isInteger || affinity === 'text') ? value : pack([value]);
    },
    where: (id) => {
      const value = decode(id);
      return value === null ? null : sql`${column} = ${value}`;
    },
    whereIn: (ids) => {
      const values = ids.map(decode).filter((value) => typeof value === 'string');
      const others = ids.map(decode).filter((value) => typeof value === 'number');
      // json_each has no affinity of its own: the column's applies to what it is compared with.
      return sql`${column} IN ${inList([...values, ...others])}`;
    },
    valueOf: decode,
  };
}

function compositeKey(columns: readonly KeyColumn[]): RecordKey {
  const where = (id: string): SQL | null => {
    const values = unpack(id);
    if (values?.length !== columns.length) return null;
    const parts = columns.map(
      ({ name }, index) => sql`${sql.identifier(name)} IS ${values[index] ?? null}`,
    );
    return sql`(${sql.join(parts, sql` AND `)})`;
  };
  return {
    columns: columns.map(({ name }, index) => ({
      expression: sql`${sql.identifier(name)}`,
      alias: `__key${index}`,
    })),
    column: null,
    order: columns.map(({ name }) => sql`${sql.identifier(name)}`),
    encode: (row) => pack(columns.map((_, index) => row[`__key${index}`] ?? null)),
    where,
    // One parameter, however many rows: D1 takes a hundred.
    whereIn: (ids) => {
      const keys = ids.flatMap((id) => {
        const values = unpack(id);
        return values?.length === columns.length ? [values] : [];
      });
      const names = columns.map(({ name }) => sql`${sql.identifier(name)}`);
      const parts = columns.map((_, index) => sql.raw(`json_extract(value, '$[${index}]')`));
      return sql`(${sql.join(names, sql`, `)}) IN
        (SELECT ${sql.join(parts, sql`, `)} FROM json_each(${JSON.stringify(keys)}))`;
    },
    valueOf: () => null,
  };
}

/** For a table whose key is secret or missing: SQLite's own number of the row. */
function rowidKey(table: TableInfo): RecordKey | null {
  const column = rowNumber(table);
  if (column === null) return null;
  const isNumber = (id: string) => /^-?\d{1,19}$/.test(id);
  return {
    columns: [{ expression: sql`CAST(${column} AS TEXT)`, alias: '__key0' }],
    column: null,
    order: [column],
    encode: ({ __key0: value }) => String(value),
    where: (id) => (isNumber(id) ? sql`${column} = CAST(${id} AS INTEGER)` : null),
    whereIn: (ids) =>
      sql`${column} IN (SELECT CAST(value AS INTEGER) FROM json_each(${JSON.stringify(ids.filter(isNumber))}))`,
    valueOf: () => null,
  };
}

/** By a name that no column has taken; null where rows have no number, or none can be named. */
export function rowNumber({ kind, withoutRowid, columns }: TableInfo): SQL | null {
  if (kind === 'view' || withoutRowid) return null;
  const isTaken = (name: string) => columns.some((column) => column.name.toLowerCase() === name);
  const name = ['rowid', '_rowid_', 'oid'].find((candidate) => !isTaken(candidate));
  return name === undefined ? null : sql.raw(name);
}

/** Blobs as `{ "x": "hex" }`. */
function pack(values: readonly SqlValue[]): string {
  const json = values.map((value) =>
    value instanceof Uint8Array ? { x: Buffer.from(value).toString('hex') } : value,
  );
  return `~${Buffer.from(JSON.stringify(json)).toString('base64url')}`;
}

function unpack(id: string): SqlValue[] | null {
  if (!id.startsWith('~')) return null;
  try {
    const json = JSON.parse(Buffer.from(id.slice(1), 'base64url').toString('utf8')) as unknown;
    if (!Array.isArray(json)) return null;
    const values = json.map((value: unknown): SqlValue | undefined => {
      if (value === null || typeof value === 'string' || typeof value === 'number') return value;
      const hex = (value as { x?: unknown }).x;
      return typeof hex === 'string' ? new Uint8Array(Buffer.from(hex, 'hex')) : undefined;
    });
    return values.every((value) => value !== undefined) ? values : null;
  } catch {
    return null;
  }
}

/** The id property of tables whose key is not one readable column. */
export const KEY_PATH = 'record_key';
