import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { D1Database } from '../types.js';
import { applyMigration, migrationError } from './batch.js';
import type { Migration } from './files.js';
import { failsOnHistory, HISTORY, isApplied, migrationStatus, refuseBrokenHistory } from './history.js';
import { countRows, rowLosses, type RowLoss } from './kept-rows.js';
import { readLiveSchema, SCHEMA_TEXT } from './live-schema.js';
import { isRefusal, tryOn } from './migrator.js';
import { folded, quoted } from '../names.js';
import { hasNoWayBack, losesRows, refuseTried, schemaChanged } from './refusals.js';
import { openScratch } from './scratch.js';
import { type Loss, type TriedScript, tryScript } from './try-script.js';

/** Takes migrations back by their down scripts, and finds what goes with them first. */

export interface RollbackOptions {
  /** Migration to go back to, which stays; without it the newest one is taken back. */
  to?: string | undefined;
}

export interface RollbackPlan {
  /** Migrations to take back, newest first. */
  migrations: string[];
  /** Objects and columns that go. */
  objects: Loss[];
  /** Tables that lose rows; of a dropped table all. */
  rows: RowLoss[];
  /** Values that go with a column of a table that stays. */
  values: { table: string; column: string; count: number }[];
}

/**
 * Finds what a rollback takes away. It runs the down scripts in a batch that fails at its end, so
 * that it counts the rows as they would be.
 * @throws DomainError `configuration` for a migration without a down script or for one that loses
 * what it does not name, `not_found` when `to` is not applied
 */
export async function planRollback(
  database: D1Database,
  migrations: readonly Migration[],
  options: RollbackOptions = {},
): Promise<RollbackPlan> {
  const targets = await rollbackTargets(database, migrations, options);
  const { tried, hasColumn } = await tryAll(database, targets);
  const all = together(tried);
  const rows = await countLosses(database, targets, all);
  const unnamed = rows.filter(({ table }) => {
    const end = all.tables.find(({ name }) => name === table)?.after ?? null;
    return end !== null && !all.deletesFrom.has(folded(table));
  });
  if (unnamed.length > 0) {
    throw losesRows(targets.map(({ name }) => name).join(', '), unnamed);
  }
  const objects = tried.flatMap(({ named }) => named);
  const gone = new Set(rows.filter(({ remaining }) => remaining === 0).map(({ table }) => table));
  const values: RollbackPlan['values'] = [];
  for (const { kind, table, name } of objects) {
    if (kind !== 'column' || gone.has(table) || !hasColumn(table, name)) continue;
    const count = await countValues(database, table, name);
    if (count > 0) values.push({ table, column: name, count });
  }
  return { migrations: targets.map(({ name }) => name), objects, rows, values };
}

/**
 * Takes back the newest migration, or every one after `to`, and returns their names, newest first.
 * @throws DomainError as `planRollback`; what was taken back before stays so
 */
export async function rollback(
  database: D1Database,
  migrations: readonly Migration[],
  options: RollbackOptions = {},
): Promise<string[]> {
  const targets = await rollbackTargets(database, migrations, options);
  for (const { name, down } of targets) {
    const live = await readLiveSchema(database);
    // The first statement fails when another process took the migration back in the meantime.
    const history = [
      database
        .prepare(
          `INSERT INTO ${HISTORY} (name, hash) SELECT ?, NULL
            WHERE ${SCHEMA_TEXT} <> ? OR NOT EXISTS (SELECT 1 FROM ${HISTORY} WHERE name = ?)`,
        )
        .bind(name, live.text, name),
      database.prepare(`DELETE FROM ${HISTORY} WHERE name = ?`).bind(name),
    ];
    try {
      const tried = tryOn(live, down);
      refuseTried(name, tried);
      const counts = tried.mayDeleteRows ? countRows(database, tried, { isUp: false }) : null;
      await applyMigration(database, name, history, down, counts);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (await isApplied(database, name)) {
        throw failsOnHistory(error, 'not_null') ? schemaChanged(name) : error;
      }
      throw new DomainError(
        'conflict',
        message('database.migration_taken_back', { migration: name }),
      );
    }
  }
  return targets.map(({ name }) => name);
}

interface Target {
  name: string;
  down: string[];
}

async function rollbackTargets(
  database: D1Database,
  migrations: readonly Migration[],
  { to }: RollbackOptions,
): Promise<Target[]> {
  const status = await migrationStatus(database, migrations);
  refuseBrokenHistory(status);
  const applied = status.filter(({ state }) => state === 'applied').map(({ name }) => name);
  if (to !== undefined && !applied.includes(to)) {
    throw new DomainError(
      'not_found',
      message('database.migration_not_applied', { migration: to }),
      { hint: message('database.migration_not_applied_hint') },
    );
  }
  const names = to === undefined ? applied.slice(-1) : applied.filter((name) => name > to);
  return names.reverse().map((name) => {
    const down = migrations.find((migration) => migration.name === name)?.down;
    if (!down) throw hasNoWayBack(name);
    return { name, down };
  });
}

interface TriedTargets {
  tried: TriedScript[];
  /** Returns true for a column of the database as it is, before any of the scripts. */
  hasColumn: (table: string, column: string) => boolean;
}

/** Tries the down scripts one after the other, each on the schema that the one before leaves. */
async function tryAll(database: D1Database, targets: readonly Target[]): Promise<TriedTargets> {
  const scratch = openScratch((await readLiveSchema(database)).objects);
  try {
    const start = scratch.tables();
    const tried = targets.map(({ name, down }) => {
      const one = tryScript(scratch, down);
      refuseTried(name, one);
      return one;
    });
    const hasColumn: TriedTargets['hasColumn'] = (table, column) =>
      start.get(folded(table))?.columns.includes(column) ?? false;
    return { tried, hasColumn };
  } finally {
    scratch.close();
  }
}

/** Puts tried scripts together as if they were one. */
function together(tried: readonly TriedScript[]): Pick<TriedScript, 'tables' | 'deletesFrom'> {
  const [first] = tried;
  const tables = (first?.tables ?? []).map(({ name }) => {
    let after: string | null = name;
    for (const one of tried) {
      const place = one.tables.find((table) => folded(table.name) === folded(after ?? ''));
      after = place?.after ?? null;
    }
    return { name, after };
  });
  return { tables, deletesFrom: new Set(tried.flatMap(({ deletesFrom }) => [...deletesFrom])) };
}

async function countLosses(
  database: D1Database,
  targets: readonly Target[],
  tried: Pick<TriedScript, 'tables' | 'deletesFrom'>,
): Promise<RowLoss[]> {
  if (targets.length === 0) return [];
  const counts = countRows(database, tried, { isUp: false, always: true });
  const statements = targets.flatMap(({ down }) => down).map((sql) => database.prepare(sql));
  try {
    await database.batch([...counts.before, ...statements, ...counts.after]);
  } catch (error) {
    const losses = rowLosses(error);
    if (losses) return losses;
    throw migrationError(targets.map(({ name }) => name).join(', '), error);
  }
  throw new Error('a batch that ends in a refusal was written');
}

async function countValues(database: D1Database, table: string, column: string): Promise<number> {
  const row = await database
    .prepare(`SELECT count(${quoted(column)}) AS count FROM ${quoted(table)}`)
    .first<{ count: number }>();
  return row?.count ?? 0;
}
