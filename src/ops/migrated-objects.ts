import { expectedSchema } from '../db/migrations/expected-schema.js';
import type { Migration } from '../db/migrations/migrator.js';
import type { StoredObject } from './copy-schema.js';

/** Lists the objects that migrations make, by type and name. */
export function migratedObjects(migrations: readonly Migration[]): StoredObject[] {
  return [...expectedSchema(migrations).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { type, name, tableName, sql }]) => ({ type, name, tableName, sql }));
}
