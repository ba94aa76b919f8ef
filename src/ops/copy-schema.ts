import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';

/** Reads and compares the two schemas of a copy. */

export interface StoredObject {
  type: 'table' | 'index' | 'trigger' | 'view';
  name: string;
  tableName: string;
  sql: string;
}

export interface CopyTable {
  name: string;
  columns: string[];
  /** Columns with fractions: money and rates. */
  realColumns: string[];
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
  const found = new Map(source.map((object) => [`${object.type} ${object.name}`, object.sql]));
  for (const { type, name, sql: text } of target) {
    if (found.get(`${type} ${name}`) === text) continue;
    throw schemaDiffers(message('database.copy_object', { object: `object.${type}`, name }));
  }
  const known = new Set(target.map(({ name }) => name));
  const extra = source.find(({ type, name }) => type === 'table' && !known.has(name));
  if (extra) throw schemaDiffers(message('database.copy_extra_table', { table: extra.name }));
}

/** D1 forbids reading its own tables. */
const OWN_TABLES = sql`(SELECT name FROM sqlite_schema
  WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*')`;

/**
 * Lists the tables to copy, each after those that it refers to.
 * @throws DomainError `conflict` when tables refer to each other in a circle
 */
export async function tablesInOrder(
  { longDb }: Context,
  objects: readonly StoredObject[],
): Promise<CopyTable[]> {
  const columns = await longDb.all<{ table: string; name: string; type: string }>(sql`
    SELECT t.name AS "table", c.name, upper(c.type) AS type
    FROM ${OWN_TABLES} t, pragma_table_info(t.name) c ORDER BY c.cid`);
  const references = await longDb.all<{ table: string; parent: string }>(sql`
    SELECT t.name AS "table", k."table" AS parent
    FROM ${OWN_TABLES} t, pragma_foreign_key_list(t.name) k`);
  const names = objects.filter(({ type }) => type === 'table').map(({ name }) => name);
  const parents = new Map(
    names.map((name) => [
      name,
      references.filter(({ table, parent }) => table === name && parent !== name),
    ]),
  );
  const ordered: string[] = [];
  while (ordered.length < names.length) {
    const next = names.find(
      (name) =>
        !ordered.includes(name) &&
        (parents.get(name) ?? []).every(({ parent }) => ordered.includes(parent)),
    );
    if (next === undefined) throw schemaDiffers(message('database.copy_circle'));
    ordered.push(next);
  }
  return ordered.map((name) => {
    const own = columns.filter(({ table }) => table === name);
    return {
      name,
      columns: own.map((column) => column.name),
      realColumns: own.filter(({ type }) => type === 'REAL').map((column) => column.name),
    };
  });
}

function schemaDiffers(problem: Message): DomainError {
  return new DomainError('conflict', message('database.copy_schemas', { problem }), {
    hint: message('database.copy_schemas_hint'),
  });
}
