import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import { migrationStatus, type Migration } from '../db/migrations/migrator.js';

/** Checks of a database: SQLite's own of the file, and the migration history's of the schema. */

const SHOWN = 20;

/** Checks a database, and returns its problems as sentences; an empty list when all is well. */
export async function checkDatabase(
  context: Context,
  migrations: readonly Migration[],
): Promise<string[]> {
  const status = await migrationStatus(context.database, migrations);
  const wrong = status.filter(({ state }) => state !== 'applied');
  return [
    ...wrong.map(({ name, state }) => `migration ${name} is ${state}`),
    ...(await structureProblems(context)),
    ...(await referenceProblems(context)),
  ];
}

async function structureProblems(context: Context): Promise<string[]> {
  const rows = await context.longDb.all<Record<string, unknown>>(sql`PRAGMA quick_check`);
  return rows.map((row) => String(Object.values(row)[0])).filter((text) => text !== 'ok');
}

async function referenceProblems(context: Context): Promise<string[]> {
  const rows = await context.longDb.all<{ table: string; rowid: number | null; parent: string }>(
    sql`PRAGMA foreign_key_check`,
  );
  const shown = rows
    .slice(0, SHOWN)
    .map(
      ({ table, rowid, parent }) =>
        `${table}, row ${String(rowid)}: the row of ${parent} that it refers to does not exist`,
    );
  return rows.length > SHOWN ? [...shown, `and ${rows.length - SHOWN} more`] : shown;
}
