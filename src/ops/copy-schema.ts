import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import { DomainError } from '../errors.js';
import { introspect } from '../db/introspection/introspect.js';
import { message, type Message } from '../messages/message.js';
import { type LoadOrder, loadOrder } from './rows/order.js';
import type { RowTable } from './rows/pages.js';

/** Reads and compares the two schemas of a copy. */

export interface StoredObject {
  type: 'table' | 'index' | 'trigger' | 'view';
  name: string;
  tableName: string;
  sql: string;
}

export interface CopyTable extends RowTable {
  /** Columns with fractions: money and rates. */
  realColumns: string[];
  parents: string[];
  /** No migration makes it: adopted, or made by hand. */
  isAdded: boolean;
}

/** Reads everything that migrations make; leaves out a search index, which an operator makes. */
export async function storedObjects({ longDb }: Context): Promise<StoredObject[]> {
  return longDb.all<StoredObject>(sql`
    SELECT type, name, tbl_name AS "tableName", sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
      AND name NOT GLOB 'd1_*' AND tbl_name <> 'migrations' AND name NOT GLOB 'search_index_*'
      AND tbl_name NOT GLOB '_adopting_*'
      AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow'))
    ORDER BY type, name`);
}

/**
 * Compares the objects of source and target. Both are at the same migrations, so somebody made a
 * difference by hand.
 * @throws DomainError `conflict`, naming the first difference
 */
export function refuseOtherSchema(
  source: readonly StoredObject[],
  target: readonly StoredObject[],
): void {
  const difference = differenceOf(source, target);
  if (difference === null) return;
  const { type, name } = difference;
  throw schemaDiffers(message('database.copy_object', { object: `object.${type}`, name }));
}

/** Finds the first of these objects that is missing, or another one, among those of `one`. */
export function differenceOf(
  one: readonly StoredObject[],
  objects: readonly StoredObject[],
): StoredObject | null {
  const found = new Map(one.map((object) => [`${object.type} ${object.name}`, object.sql]));
  return objects.find(({ type, name, sql: text }) => found.get(`${type} ${name}`) !== text) ?? null;
}

/** Lists the names of the tables among objects. */
export function tableNames(objects: readonly StoredObject[]): string[] {
  return objects.filter(({ type }) => type === 'table').map(({ name }) => name);
}

/**
 * Lists the tables to copy, each after those that it refers to. Rows of the book's own tables refer
 * to earlier rows of the same table only, so that they load in their order.
 * @param names tables to copy
 * @param added those of them that no migration makes
 */
export async function tablesInOrder(
  { database }: Context,
  names: ReadonlySet<string>,
  added: ReadonlySet<string>,
): Promise<LoadOrder<CopyTable>> {
  const infos = await introspect(database);
  const tables = infos
    .filter(({ name }) => names.has(name))
    .map((info): CopyTable => {
      const { name, primaryKey, foreignKeys, withoutRowid } = info;
      const columns = info.columns.filter(({ isGenerated }) => !isGenerated);
      const taken = new Set(info.columns.map((column) => column.name.toLowerCase()));
      const free = ROWIDS.find((alias) => !taken.has(alias)) ?? null;
      const parents = foreignKeys.map(({ target }) => target);
      return {
        name,
        columns: columns.map((column) => column.name),
        rowid: withoutRowid ? null : free,
        key: primaryKey,
        parents: added.has(name) ? parents : parents.filter((parent) => parent !== name),
        isAdded: added.has(name),
        realColumns: columns
          .filter(({ declaredType }) => declaredType.toUpperCase() === 'REAL')
          .map((column) => column.name),
      };
    });
  return loadOrder(tables);
}

const ROWIDS = ['rowid', '_rowid_', 'oid'];

/** Says that the databases do not fit together. */
export function schemaDiffers(problem: Message): DomainError {
  return new DomainError('conflict', message('database.copy_schemas', { problem }), {
    hint: message('database.copy_schemas_hint'),
  });
}
