import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { D1Database } from '../../db/types.js';
import type { Actor } from '../../domain/actor.js';
import { placeOf, readRows, type StoredRow } from '../stored-rows/rows.js';
import type { PanelResource } from '../records/panel-resource.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';

/** Reads the rows of an edit, each value in its storage class, and keeps values as JSON and hashes. */

/** Bytes of one row's edited values: longer ones are edited one row at a time. */
export const MOST_ROW_BYTES = 50_000;

/** A row of the actor's scope; null where its values are too long. */
export type FoundRow = StoredRow | null;

/** Reads rows by their ids, in the actor's scope. */
export async function readEditRows(
  resource: PanelResource,
  actor: Actor,
  ids: readonly string[],
  columns: readonly PanelColumn[],
  database: D1Database = resource.context.database,
): Promise<Map<string, FoundRow>> {
  const { table } = resource;
  const where = sql`${table.key?.whereIn(ids) ?? sql`0`} AND ${inScope(resource, actor)}`;
  const limit = ids.length;
  const [all = [], short = []] = await readRows(database, [
    { table, where, limit, isWhole: false },
    {
      ...{ table, limit, isWhole: false },
      where: sql`${where} AND ${sizeOf(columns)} <= ${MOST_ROW_BYTES}`,
      columns: [...columns, ...placeColumns(table, columns)],
    },
  ]);
  return new Map([
    ...all.map(({ id }): [string, FoundRow] => [id ?? '', null]),
    ...short.map((row): [string, FoundRow] => [row.id ?? '', row]),
  ]);
}

/** Keeps the planner on the keys: without the CASE, SQLite may walk the scope. */
function inScope(resource: PanelResource, actor: Actor): SQL {
  const scope = resource.scope(actor);
  return resource.access.rows === 'all' ? scope : sql`CASE WHEN ${scope} THEN 1 ELSE 0 END`;
}

function sizeOf(columns: readonly PanelColumn[]): SQL {
  const sizes = columns.map(({ name }) => sql`coalesce(octet_length(${sql.identifier(name)}), 0)`);
  return sql`(${sql.join(sizes, sql` + `)})`;
}

/** Lists the key columns by which guards find a row that has no rowid. */
function placeColumns(table: PanelTable, columns: readonly PanelColumn[]): PanelColumn[] {
  const { names } = placeOf(table);
  return table.columns.filter((one) => names.includes(one.name) && !columns.includes(one));
}

/** Writes values so that `decodeValues` reads each in its storage class. */
export function encodeValues(values: readonly ExactValue[]): string {
  return JSON.stringify(
    values.map((value) => {
      if (value === null) return null;
      if (value instanceof Uint8Array) return `x${Buffer.from(value).toString('hex')}`;
      if (typeof value === 'bigint') return `i${value}`;
      if (typeof value === 'number') return `r${Object.is(value, -0) ? '-0' : value}`;
      return `t${value}`;
    }),
  );
}

/** Reads the values that `encodeValues` wrote. */
export function decodeValues(json: string): ExactValue[] {
  return (JSON.parse(json) as (string | null)[]).map((text) => {
    if (text === null) return null;
    const rest = text.slice(1);
    switch (text.charAt(0)) {
      case 'x':
        return new Uint8Array(Buffer.from(rest, 'hex'));
      case 'i':
        return BigInt(rest);
      case 'r':
        return Number(rest);
      default:
        return rest;
    }
  });
}

/** Hashes each value with its storage class, so that any change of one of them shows. */
export function hashValues(values: readonly ExactValue[]): string {
  return values.map(hashValue).join(HASH_SEPARATOR);
}

/** Length of the hash of one value: 96 bits. */
const HASH_LENGTH = 16;
const HASH_SEPARATOR = '.';

function hashValue(value: ExactValue): string {
  const hash = createHash('sha256').update(encodeValues([value]));
  return hash.digest('base64url').slice(0, HASH_LENGTH);
}

/** Lists the columns whose values have another hash than they had. */
export function changedColumns(
  columns: readonly PanelColumn[],
  expectedHash: string,
  hash: string,
): Set<PanelColumn> {
  const [before, now] = [expectedHash.split(HASH_SEPARATOR), hash.split(HASH_SEPARATOR)];
  return new Set(columns.filter((_column, index) => before[index] !== now[index]));
}

/** Hashes the values of a row; a row with long values has a hash that no values have. */
export function hashOfRow(row: FoundRow, columns: readonly PanelColumn[]): string {
  return row === null ? 'too long' : hashValues(valuesOf(row, columns));
}

/** Lists a row's values of some columns. */
export function valuesOf({ values }: StoredRow, columns: readonly PanelColumn[]): ExactValue[] {
  return columns.map(({ name }) => values.get(name) ?? null);
}
