import { openRehearsal } from '../db/engines/embedded/rehearsal.js';
import type { Migration } from '../db/migrations/migrator.js';
import type { StoredObject } from './copy-schema.js';

/** Runs migrations on an empty database in memory, and lists the objects that they make. */
export function migratedObjects(migrations: readonly Migration[]): StoredObject[] {
  const rehearsal = openRehearsal();
  try {
    for (const statement of migrations.flatMap(({ up }) => up)) {
      const problem = rehearsal.make(statement);
      if (problem !== null) throw new Error(`a migration does not run: ${problem}`);
    }
    const rows = rehearsal.rows(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'
        ORDER BY type, name`,
    );
    return rows.map(([type, name, tableName, sql]) => ({
      type: type as StoredObject['type'],
      name: String(name),
      tableName: String(tableName),
      sql: String(sql),
    }));
  } finally {
    rehearsal.close();
  }
}
