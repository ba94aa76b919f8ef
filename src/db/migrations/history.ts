import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { ConstraintError } from '../errors.js';
import type { D1Database } from '../types.js';
import type { Migration } from './files.js';

/** History of the applied migrations, which every database of a book keeps in a table. */

export const HISTORY = 'migrations';

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

/** @throws DomainError `configuration` naming what history and folder disagree on */
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

/** Returns true when a migration is applied by now, perhaps by another process. */
export async function isApplied(database: D1Database, name: string): Promise<boolean> {
  return (await readHistory(database)).has(name);
}

/** Returns true when a batch failed on its row of the history. */
export function failsOnHistory(error: unknown, kind: ConstraintError['kind']): boolean {
  const { cause } = error as Error;
  return cause instanceof ConstraintError && cause.kind === kind && cause.table === HISTORY;
}

function stateOf(
  row: { hash: string } | undefined,
  migration: Migration | undefined,
): MigrationState {
  if (!row) return 'pending';
  if (!migration) return 'missing';
  return row.hash === migration.hash ? 'applied' : 'drifted';
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
