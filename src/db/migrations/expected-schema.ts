import type { Migration } from './files.js';
import { keyOf, openScratch, type SchemaObject } from './scratch.js';
import { refuseTried } from './refusals.js';
import { normalForm } from './statements.js';
import { tryScript } from './try-script.js';

/** The schema that migrations make, without anything that was adopted or made by hand. */

export interface ExpectedObject extends SchemaObject {
  /** Migration that made the object, or the last one that changed it. */
  migration: string;
}

/**
 * Applies migrations to an empty database in memory, and returns every object that they make, by its
 * key (`keyOf`).
 * @throws DomainError naming a migration that does not run
 */
export function expectedSchema(migrations: readonly Migration[]): Map<string, ExpectedObject> {
  const scratch = openScratch([]);
  const expected = new Map<string, ExpectedObject>();
  try {
    for (const { name, up } of migrations) {
      refuseTried(name, { ...tryScript(scratch, up), unnamed: [] });
      const objects = scratch.objects();
      for (const key of expected.keys()) if (!objects.has(key)) expected.delete(key);
      for (const [key, object] of objects) {
        const before = expected.get(key);
        const isSame = before && normalForm(before.sql) === normalForm(object.sql);
        expected.set(key, { ...object, migration: isSame ? before.migration : name });
      }
    }
    return expected;
  } finally {
    scratch.close();
  }
}

export { keyOf, type SchemaObject };
