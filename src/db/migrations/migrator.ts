import { DomainError } from '../../errors.js';
import { DatabaseError } from '../errors.js';
import type { D1Database } from '../types.js';
import { applyMigration } from './batch.js';
import type { Migration } from './files.js';
import { FOREIGN_TABLES, foreignDatabase } from './foreign-database.js';
import { failsOnHistory, HISTORY, isApplied, migrationStatus, refuseBrokenHistory } from './history.js';
import { countRows } from './kept-rows.js';
import { type LiveSchema, MAKE_HISTORY, readLiveSchema, SCHEMA_TEXT } from './live-schema.js';
import { hasNoWayBack, refuseTried, schemaChanged } from './refusals.js';
import { openScratch } from './scratch.js';
import { type TriedScript, tryScript } from './try-script.js';

export { type Migration, readMigrations } from './files.js';
export {
  LOAD_UNDER_WAY,
  refuseBrokenHistory,
  migrationStatus,
  type MigrationState,
  type MigrationStatus,
  refuseUnmigrated,
} from './history.js';

/**
 * Applies the SQL files of a folder in order, each in one atomic batch together with its history
 * row, on either engine. Drizzle Kit writes the files; it has no rollback, no status, and its D1
 * driver can leave half a migration behind.
 *
 * Each script is tried first, on the schema of the database without its rows, and refused when it
 * loses what it does not name (docs/decisions/0022-named-losses.md). The batch holds only for the
 * schema on which the script was tried.
 */

/**
 * Applies all pending migrations and returns their names.
 * @throws DomainError naming a disagreement of history and folder, a migration without a down
 * script, or what a migration would lose; nothing of that migration is applied then
 */
export async function migrateUp(
  database: D1Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  await refuseForeignDatabase(database);
  const pending = await pendingMigrations(database, migrations);
  const applied: string[] = [];
  for (const migration of pending) {
    try {
      const live = await readLiveSchema(database);
      await applyTried(database, migration, live, tryOn(live, migration.up));
      applied.push(migration.name);
    } catch (error) {
      // Another process may have applied it at the same time.
      if (!isRefusal(error)) throw error;
      if (!(await isApplied(database, migration.name))) throw explained(error, migration.name);
      refuseBrokenHistory(await migrationStatus(database, migrations));
    }
  }
  return applied;
}

/**
 * Tries each pending migration after the other on the schema of the database, without its rows.
 * @throws DomainError as `migrateUp`, for everything that needs no rows to be seen
 */
export async function tryPending(
  database: D1Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  await refuseForeignDatabase(database);
  const pending = await pendingMigrations(database, migrations);
  if (pending.length === 0) return [];
  const scratch = openScratch((await readLiveSchema(database)).objects);
  try {
    for (const { name, up } of pending) refuseTried(name, tryScript(scratch, up));
  } finally {
    scratch.close();
  }
  return pending.map(({ name }) => name);
}

/** Tries a script on a schema. */
export function tryOn({ objects }: LiveSchema, script: readonly string[]): TriedScript {
  const scratch = openScratch(objects);
  try {
    return tryScript(scratch, script);
  } finally {
    scratch.close();
  }
}

async function pendingMigrations(
  database: D1Database,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const status = await migrationStatus(database, migrations);
  refuseBrokenHistory(status);
  const names = new Set(status.filter(({ state }) => state === 'pending').map(({ name }) => name));
  const pending = migrations.filter(({ name }) => names.has(name));
  const final = pending.find(({ down }) => down === null || down.length === 0);
  if (final) throw hasNoWayBack(final.name);
  return pending;
}

async function applyTried(
  database: D1Database,
  { name, hash, up }: Migration,
  live: LiveSchema,
  tried: TriedScript,
): Promise<void> {
  refuseTried(name, tried);
  // The history row comes first, so that the later of two processes fails on it.
  const history = [
    database.prepare(MAKE_HISTORY),
    database
      .prepare(
        `INSERT INTO ${HISTORY} (name, hash) SELECT ?, CASE WHEN ${SCHEMA_TEXT} = ? THEN ? END`,
      )
      .bind(name, live.text, hash),
  ];
  const counts = tried.mayDeleteRows ? countRows(database, tried, { isUp: true }) : null;
  await applyMigration(database, name, history, up, counts);
}

function explained(error: unknown, name: string): unknown {
  return failsOnHistory(error, 'not_null') ? schemaChanged(name) : error;
}

/** Returns true for the refusal of a try or of the history: a failure of the database is neither. */
export function isRefusal(error: unknown): boolean {
  const isOfHistory = failsOnHistory(error, 'unique') || failsOnHistory(error, 'not_null');
  return isOfHistory || (error instanceof DomainError && !(error instanceof DatabaseError));
}

async function refuseForeignDatabase(database: D1Database): Promise<void> {
  const { results } = await database.prepare(FOREIGN_TABLES).all<{ name: string }>();
  if (results.length > 0) throw foreignDatabase(results.map(({ name }) => name));
}
