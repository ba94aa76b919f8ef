import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import type { Migration } from '../db/migrations/migrator.js';
import { ADOPTED } from './adopt/report.js';
import { migratedObjects } from './migrated-objects.js';

/** Objects of the database that no migration makes: adopted from a file, or made by hand. */

export interface AddedObject {
  type: 'table' | 'index' | 'view' | 'trigger';
  name: string;
  origin: 'adopted' | 'by_hand';
}

/** Lists added objects by type and name, without those of the engines and of search indexes. */
export async function listAddedObjects(
  { longDb }: Context,
  migrations: readonly Migration[],
): Promise<AddedObject[]> {
  const found = await longDb.all<Pick<AddedObject, 'type' | 'name'>>(sql`
    SELECT type, name FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
      AND name NOT GLOB 'd1_*' AND name NOT GLOB 'search_index_*' AND name <> 'migrations'
      AND tbl_name NOT GLOB '_adopting_*'
    ORDER BY type, name`);
  const migrated = new Set(migratedObjects(migrations).map(keyOf));
  const added = found.filter((object) => !migrated.has(keyOf(object)));
  const isAudited = found.some(({ name }) => name === 'audit_log');
  if (added.length === 0 || !isAudited) {
    return added.map((object) => ({ ...object, origin: 'by_hand' }));
  }
  const adopted = await longDb.all<Pick<AddedObject, 'type' | 'name'>>(sql`
    SELECT DISTINCT j.value ->> '$.type' AS type, j.value ->> '$.name' AS name
    FROM audit_log a, json_each(a.after, '$.objects') j WHERE a.action = ${ADOPTED}`);
  const keys = new Set(adopted.map(keyOf));
  return added.map((object) => ({
    ...object,
    origin: keys.has(keyOf(object)) ? 'adopted' : 'by_hand',
  }));
}

const keyOf = ({ type, name }: { type: string; name: string }) => `${type} ${name}`;
