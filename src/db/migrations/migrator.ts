import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { ConstraintError } from '../errors.js';
import type { D1Database } from '../types.js';
import { applyMigration } from './batch.js';
import type { Migration } from './files.js';
import { FOREIGN_TABLES, foreignDatabase } from './foreign-database.js';

export { type Migration, readMigrations } from './files.js';

/**
 * Applies the SQL files of a folder in order, each in one atomic batch together with its history
 * row, on either engine. Drizzle Kit writes the files; it has no rollback, no status, and its D1
 * driver can leave half a migration behind.
 */

const HISTORY = 'migrations';

/** Name in the history while a copy loads the database, which refuses every other use of it. */
export const LOAD_UNDER_WAY = '99999999999999_load_under_way';

export type MigrationState =
  | 'applied'
  | 'pending'
  /** applied, and its file changed since */
  | 'drifted'
  /** applied, and its file does not exist: the database is newer than this code */
  | 'missing';

export interface MigrationStatus {
  name: string;
  state: MigrationState;
  appliedAt: string | null;
}

/** Lists every migration of the folder and of the database's history, in order. */
export async function migrationStatus(
  database: D1Database,
  migrations: readonly Migration[],
): Promise<MigrationStatus[]> {
  const applied = await readHistory(database);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const names = [...new Set([...known.keys(), ...applied.keys()])].sort();
  return names.map((name) => {
    const row = applied.get(name);
    const migration = known.get(name);
    return { name, state: stateOf(row, migration), appliedAt: row?.appliedAt ?? null };
  });
}

/**
 * Applies all pending migrations and returns their names.
 * @throws DomainError naming a disagreement of history and folder, before anything is written
 */
export async function migrateUp(
  database: D1Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  await refuseForeignDatabase(database);
  const status = await migrationStatus(database, migrations);
  refuseBrokenHistory(status);
  const pending = new Set(
    status.filter(({ state }) => state === 'pending').map(({ name }) => name),
  );
  const applied: string[] = [];
  for (const migration of migrations.filter(({ name }) => pending.has(name))) {
    const history = [
      database.prepare(
        `CREATE TABLE IF NOT EXISTS ${HISTORY} (name TEXT PRIMARY KEY NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
      ),
      database
        .prepare(`INSERT INTO ${HISTORY} (name, hash) VALUES (?, ?)`)
        .bind(migration.name, migration.hash),
    ];
    try {
      await applyMigration(database, migration.name, history, migration.up);
      applied.push(migration.name);
    } catch (error) {
      // The history row comes first, so that the later of two processes fails on it.
      if (!failsOnHistory(error, 'unique')) throw error;
      refuseBrokenHistory(await migrationStatus(database, migrations));
    }
  }
  return applied;
}

/**
 * Lists the migrations that a rollback would take back, newest first: one, or every one after `to`.
 * @throws DomainError `conflict` for a migration without a down script, `not_found` when `to` is
 * not applied
 */
export async function planRollback(
  database: D1Database,
  migrations: readonly Migration[],
  options: { to?: string | undefined } = {},
): Promise<{ name: string; down: string[] }[]> {
  const status = await migrationStatus(database, migrations);
  refuseBrokenHistory(status);
  const applied = status.filter(({ state }) => state === 'applied').map(({ name }) => name);
  const { to } = options;
  if (to !== undefined && !applied.includes(to)) {
    throw new DomainError(
      'not_found',
      message('database.migration_not_applied', { migration: to }),
      { hint: message('database.migration_not_applied_hint') },
    );
  }
  const targets = to === undefined ? applied.slice(-1) : applied.filter((name) => name > to);
  return targets.reverse().map((name) => {
    const down = migrations.find((migration) => migration.name === name)?.down;
    if (!down) {
      throw new DomainError('conflict', message('database.migration_final', { migration: name }));
    }
    return { name, down };
  });
}

/**
 * Takes back the newest migration, or every one after `to`, and returns their names, newest first.
 * @throws DomainError as `planRollback`, before anything is taken back
 */
export async function rollback(
  database: D1Database,
  migrations: readonly Migration[],
  options: { to?: string | undefined } = {},
): Promise<string[]> {
  const plan = await planRollback(database, migrations, options);
  for (const { name, down } of plan) {
    // The first statement fails when another process took the migration back in the meantime.
    const history = [
      database
        .prepare(
          `INSERT INTO ${HISTORY} (name, hash) SELECT ?, NULL
            WHERE NOT EXISTS (SELECT 1 FROM ${HISTORY} WHERE name = ?)`,
        )
        .bind(name, name),
      database.prepare(`DELETE FROM ${HISTORY} WHERE name = ?`).bind(name),
    ];
    await applyMigration(database, name, history, down).catch((error: unknown) => {
      if (!failsOnHistory(error, 'not_null')) throw error;
      throw new DomainError(
        'conflict',
        message('database.migration_taken_back', { migration: name }),
      );
    });
  }
  return plan.map(({ name }) => name);
}

/** @throws DomainError `configuration` unless the database is exactly at this code's migrations */
export async function refuseUnmigrated(
  database: D1Database,
  migrations: readonly Migration[],
): Promise<void> {
  const status = await migrationStatus(database, migrations);
  refuseBrokenHistory(status);
  const pending = status.filter(({ state }) => state === 'pending').map(({ name }) => name);
  if (pending.length > 0) {
    throw new DomainError(
      'configuration',
      message('database.pending', { migrations: pending }),
      { hint: message('database.pending_hint') },
    );
  }
}

function stateOf(
  row: { hash: string } | undefined,
  migration: Migration | undefined,
): MigrationState {
  if (!row) return 'pending';
  if (!migration) return 'missing';
  return row.hash === migration.hash ? 'applied' : 'drifted';
}

/** @throws DomainError `configuration` where the history and the migrations contradict each other */
export function refuseBrokenHistory(status: readonly MigrationStatus[]): void {
  const named = (state: MigrationState) =>
    status.filter((migration) => migration.state === state).map(({ name }) => name);
  const missing = named('missing');
  if (missing.includes(LOAD_UNDER_WAY)) {
    throw new DomainError('configuration', message('database.load_under_way'), {
      hint: message('database.load_under_way_hint'),
    });
  }
  if (missing.length > 0) {
    throw new DomainError('configuration', message('database.newer', { migrations: missing }), {
      hint: message('database.newer_hint'),
    });
  }
  const drifted = named('drifted');
  if (drifted.length > 0) {
    throw new DomainError('configuration', message('database.drifted', { migrations: drifted }), {
      hint: message('database.drifted_hint'),
    });
  }
  const last = status.findLast(({ state }) => state === 'applied')?.name ?? '';
  const late = named('pending').filter((name) => name < last);
  if (late.length > 0) {
    throw new DomainError(
      'configuration',
      message('database.out_of_order', { migrations: late, last }),
      { hint: message('database.out_of_order_hint') },
    );
  }
}

async function refuseForeignDatabase(database: D1Database): Promise<void> {
  const { results } = await database.prepare(FOREIGN_TABLES).all<{ name: string }>();
  if (results.length > 0) throw foreignDatabase(results.map(({ name }) => name));
}

async function readHistory(
  database: D1Database,
): Promise<Map<string, { hash: string; appliedAt: string }>> {
  const exists = await database
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
    .bind(HISTORY)
    .first();
  if (!exists) return new Map();
  const { results } = await database
    .prepare(`SELECT name, hash, applied_at FROM ${HISTORY} ORDER BY name`)
    .all<{ name: string; hash: string; applied_at: string }>();
  return new Map(results.map((row) => [row.name, { hash: row.hash, appliedAt: row.applied_at }]));
}

function failsOnHistory(error: unknown, kind: ConstraintError['kind']): boolean {
  const { cause } = error as Error;
  return cause instanceof ConstraintError && cause.kind === kind && cause.table === HISTORY;
}
