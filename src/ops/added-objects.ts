import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import {
  type ExpectedObject,
  expectedSchema,
  keyOf,
  type SchemaObject,
} from '../db/migrations/expected-schema.js';
import { readLiveSchema } from '../db/migrations/live-schema.js';
import type { Migration } from '../db/migrations/migrator.js';
import { compareTables } from '../db/migrations/table-parts.js';
import { ADOPTED } from './adopt/report.js';

/** Objects of the database that no migration makes: adopted from a file, or made by hand. */

export interface AddedObject {
  type: 'table' | 'index' | 'view' | 'trigger' | 'column';
  /** The name; `table.column` of a column. */
  name: string;
  origin: 'adopted' | 'by_hand';
}

/**
 * Lists added objects by type and name, without those of the engines and of search indexes, and
 * columns that somebody added to a migrated table.
 */
export async function listAddedObjects(
  context: Context,
  migrations: readonly Migration[],
): Promise<AddedObject[]> {
  const migrated = expectedSchema(migrations);
  const columns = await addedColumns(context, migrated);
  return [...columns, ...(await objectsBeside(context, migrated))];
}

async function objectsBeside(
  { longDb }: Context,
  migrated: ReadonlyMap<string, ExpectedObject>,
): Promise<AddedObject[]> {
  const found = await longDb.all<Pick<SchemaObject, 'type' | 'name'>>(sql`
    SELECT type, name FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
      AND name NOT GLOB 'd1_*' AND name NOT GLOB 'search_index_*' AND name <> 'migrations'
      AND tbl_name NOT GLOB '_adopting_*'
    ORDER BY type, name`);
  const added = found.filter((object) => !migrated.has(keyOf(object)));
  const isAudited = found.some(({ name }) => name === 'audit_log');
  if (added.length === 0 || !isAudited) {
    return added.map((object) => ({ ...object, origin: 'by_hand' }));
  }
  const adopted = await longDb.all<Pick<SchemaObject, 'type' | 'name'>>(sql`
    SELECT DISTINCT j.value ->> '$.type' AS type, j.value ->> '$.name' AS name
    FROM audit_log a, json_each(a.after, '$.objects') j WHERE a.action = ${ADOPTED}`);
  const keys = new Set(adopted.map(keyOf));
  return added.map((object) => ({
    ...object,
    origin: keys.has(keyOf(object)) ? 'adopted' : 'by_hand',
  }));
}

async function addedColumns(
  { engine }: Context,
  migrated: ReadonlyMap<string, ExpectedObject>,
): Promise<AddedObject[]> {
  const { objects } = await readLiveSchema(engine.longReads);
  return objects.flatMap((found) => {
    const expected = migrated.get(keyOf(found));
    if (found.type !== 'table' || !expected) return [];
    const { addedColumns: columns } = compareTables(expected.sql, found.sql);
    return columns.map((column): AddedObject => {
      return { type: 'column', name: `${found.name}.${column}`, origin: 'by_hand' };
    });
  });
}
