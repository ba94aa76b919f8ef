import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import { quickCheck } from '../db/copies/snapshot-facts.js';
import { MachineError } from '../db/errors.js';
import { migrationStatus, type Migration } from '../db/migrations/migrator.js';
import { message, verbatim, type Message } from '../messages/message.js';
import { describeDamage } from './damaged-pages.js';
import { schemaProblems } from './schema-check.js';

/**
 * Checks of a database: SQLite's own of the file, the migration history's, and every object of the
 * schema against the migrations.
 */

const SHOWN = 20;

/** Checks a database, and returns its problems; an empty list when all is well. */
export async function checkDatabase(
  context: Context,
  migrations: readonly Migration[],
): Promise<Message[]> {
  return [
    ...(await checkFile(context, migrations)),
    ...(await reading(async () => {
      const status = await migrationStatus(context.database, migrations);
      return schemaProblems(context, migrations, status);
    })),
  ];
}

/**
 * Checks the history, the file and the references, and leaves the schema to a copy, which compares
 * it with the one that it fills.
 */
export async function checkFile(
  context: Context,
  migrations: readonly Migration[],
): Promise<Message[]> {
  return [
    ...(await reading(() => migrationProblems(context, migrations))),
    ...(await reading(() => damageProblems(context))),
    ...(await reading(() => referenceProblems(context))),
  ];
}

/** Runs one check; a damaged page that it cannot read is a problem, and no end of the others. */
async function reading(check: () => Promise<Message[]>): Promise<Message[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof MachineError) return [error.whole];
    throw error;
  }
}

async function migrationProblems(
  context: Context,
  migrations: readonly Migration[],
): Promise<Message[]> {
  const status = await migrationStatus(context.database, migrations);
  const wrong = status.filter(({ state }) => state !== 'applied');
  return wrong.map(({ name, state }) =>
    message('database.migration_state', { migration: name, state: `migration.${state}` }),
  );
}

async function damageProblems(context: Context): Promise<Message[]> {
  const lines = await structureLines(context);
  return lines.length === 0 ? [] : [describeDamage(context, lines), ...lines.map(verbatim)];
}

/** Finds problems of the file. SQLite names them in English, for the operator who checks it. */
export async function structureProblems(context: Context): Promise<Message[]> {
  return (await structureLines(context)).map(verbatim);
}

async function structureLines({ engine, longDb }: Context): Promise<string[]> {
  try {
    const rows = await longDb.all<Record<string, unknown>>(sql`PRAGMA quick_check`);
    return rows.map((row) => String(Object.values(row)[0])).filter((text) => text !== 'ok');
  } catch (error) {
    // The engine returns all lines or none.
    if (engine.copyTo === null || !(error instanceof MachineError)) throw error;
    return quickCheck(engine.location);
  }
}

/** Finds references to rows that do not exist. */
export async function referenceProblems(context: Context): Promise<Message[]> {
  const rows = await context.longDb.all<{ table: string; rowid: number | null; parent: string }>(
    sql`PRAGMA foreign_key_check`,
  );
  const shown = rows
    .slice(0, SHOWN)
    .map(({ table, rowid, parent }) =>
      message('database.reference_broken', { table, row: String(rowid), parent }),
    );
  return rows.length > SHOWN
    ? [...shown, message('database.more_problems', { count: rows.length - SHOWN })]
    : shown;
}
