import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import { commitBatch, type Write } from '../db/batch.js';
import { LOAD_UNDER_WAY, type Migration, refuseUnmigrated } from '../db/migrations/migrator.js';
import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';
import { reconcile } from '../services/reconciliation/reconcile.js';
import { checkFile } from './check.js';
import {
  addedToCopy,
  type CopyTarget,
  loadCircular,
  makeAdded,
  makeIndexes,
} from './copy-added.js';
import { compareTable, type CopiedTable } from './copy-rows.js';
import {
  type CopyTable,
  differenceOf,
  refuseOtherSchema,
  type StoredObject,
  storedObjects,
  tableNames,
  tablesInOrder,
} from './copy-schema.js';
import {
  copyFailed,
  migrateTarget,
  refuseFilledTarget,
  refuseSameDatabase,
} from './copy-target.js';
import { migratedObjects } from './migrated-objects.js';
import type { LoadOrder } from './rows/order.js';
import { loadRows } from './rows/transfer.js';

/**
 * Copies a whole book from one database into an empty one, of either engine. The target has no
 * triggers while rows are loaded: they would apply every transaction a second time. Until the copy is
 * compared and reconciled, a mark in the target's history keeps our programs from opening it.
 */

export interface CopyOptions {
  migrations: readonly Migration[];
  /** Receives each step, for users who wait; the copy waits for its end. */
  onProgress?: (step: Message) => void | Promise<void>;
  /** Result of `checkSource`; without it the copy checks its source. */
  added?: readonly StoredObject[];
  /** Copies a book that breaks a rule too, and leaves the proof of both sides to the caller. */
  isUnproven?: boolean;
  /** Tables whose rows are left behind. */
  without?: readonly string[];
}

export interface CopyReport {
  from: string;
  to: string;
  tables: CopiedTable[];
}

/**
 * Checks the source of a copy before its target exists; returns the objects that no migration makes.
 * @throws DomainError when the source is unfit, or the target cannot hold all of it
 */
export async function checkSource(
  source: Context,
  target: CopyTarget,
  { migrations, isUnproven, onProgress = () => undefined }: CopyOptions,
): Promise<StoredObject[]> {
  if (isUnproven) {
    await refuseUnmigrated(source.database, migrations);
  } else {
    await onProgress(message('database.copy_checking'));
    await refuseUnfitSource(source, migrations);
    await refuseChangedSource(source, migrations);
  }
  return addedToCopy(source, target, migrations);
}

/**
 * Copies a book, compares the copy row by row and reconciles it.
 * @throws DomainError when a side is unfit (nothing was changed then), or the copy fails or differs
 * from its source (the target keeps its mark as unfinished)
 */
export async function copyBook(
  source: Context,
  target: Context,
  options: CopyOptions,
): Promise<CopyReport> {
  const { migrations } = options;
  refuseSameDatabase(source, target);
  const { location, withFile } = target.engine;
  const added =
    options.added ?? (await checkSource(source, { location, isD1: withFile === null }, options));
  const order = await prepareTarget(source, target, migrations, added);
  try {
    const tables = await loadBook(source, target, order, added, options);
    return { from: source.engine.location, to: location, tables };
  } catch (error) {
    throw copyFailed(location, 'database.copy_failed_hint', error);
  }
}

/** Loads the rows of a marked target, compares them, and takes the mark away. */
async function loadBook(
  source: Context,
  target: Context,
  { ordered, circular }: LoadOrder<CopyTable>,
  added: readonly StoredObject[],
  { migrations, isUnproven, without = [], onProgress = () => undefined }: CopyOptions,
): Promise<CopiedTable[]> {
  const taken = ordered.filter(({ name }) => !without.includes(name));
  const tables = [...taken, ...circular];
  const triggers = (await storedObjects(target)).filter(({ type }) => type === 'trigger');

  await beginLoad(target, ordered, triggers, makeAdded(ordered, circular, added));
  for (const table of taken) {
    const rows = await loadRows(source.engine.longReads, table, target.database, table);
    await onProgress(message('database.copy_loaded', { table: table.name, rows }));
  }
  await loadCircular(source, target, circular, added);
  await makeIndexes(target, added);
  await copySequences(source, target);

  await onProgress(message('database.copy_comparing'));
  const copied: CopiedTable[] = [];
  for (const table of tables) copied.push(await compareTable(source, target, table));
  if (!isUnproven) await refuseUnreconciled(target, 'database.copy_unreconciled');

  const views = added.filter(({ type }) => type === 'view');
  const own = added.filter(({ type }) => type === 'trigger');
  await finishLoad(source, target, [...triggers, ...views, ...own]);
  await refuseUnmigrated(target.database, migrations);
  return copied;
}

async function refuseUnfitSource(source: Context, migrations: readonly Migration[]): Promise<void> {
  await refuseUnmigrated(source.database, migrations);
  const problems = await checkFile(source, migrations);
  const [first] = problems;
  if (first) {
    throw new DomainError(
      'conflict',
      message('database.copy_unsound', { problems: problems.length, first }),
      { hint: message('database.copy_unsound_hint') },
    );
  }
  await refuseUnreconciled(source, 'database.copy_source_unreconciled');
}

/**
 * Compares the source with what the migrations make, of which a new target consists.
 * @throws DomainError `conflict`, naming the first difference
 */
async function refuseChangedSource(
  source: Context,
  migrations: readonly Migration[],
): Promise<void> {
  const difference = differenceOf(await storedObjects(source), migratedObjects(migrations));
  if (difference === null) return;
  const { type, name } = difference;
  throw new DomainError(
    'conflict',
    message('database.copy_source_object', { object: `object.${type}`, name }),
    { hint: message('database.copy_source_object_hint') },
  );
}

async function refuseUnreconciled(
  context: Context,
  refusal: 'database.copy_unreconciled' | 'database.copy_source_unreconciled',
): Promise<void> {
  const { checks } = await reconcile(context);
  const broken = checks.flatMap((check) => check.broken);
  const [first] = broken;
  if (!first) return;
  throw new DomainError('conflict', message(refusal, { rows: broken.length, first: first.text }), {
    hint: message('database.copy_unreconciled_hint'),
  });
}

/** Brings an empty target to the source's schema. */
async function prepareTarget(
  source: Context,
  target: Context,
  migrations: readonly Migration[],
  added: readonly StoredObject[],
): Promise<LoadOrder<CopyTable>> {
  await refuseFilledTarget(target, tableNames(await storedObjects(target)));
  await migrateTarget(target, migrations);
  const objects = await storedObjects(target);
  refuseOtherSchema(await storedObjects(source), objects);
  const own = new Set(tableNames(added));
  return tablesInOrder(source, new Set([...tableNames(objects), ...own]), own);
}

/** Marks the target and empties it: rows that migrations insert come with the source's. */
async function beginLoad(
  target: Context,
  tables: readonly CopyTable[],
  triggers: readonly StoredObject[],
  made: readonly Write[],
): Promise<void> {
  await commitBatch(target.database, [
    sql`INSERT INTO migrations (name, hash) VALUES (${LOAD_UNDER_WAY}, '')`,
    ...triggers.map(({ name }) => sql`DROP TRIGGER ${sql.identifier(name)}`),
    ...tables
      .toReversed()
      .filter(({ isAdded }) => !isAdded)
      .map(({ name }) => sql`DELETE FROM ${sql.identifier(name)}`),
    ...made,
  ]);
}

/** Copies the next number of each AUTOINCREMENT key. */
async function copySequences(source: Context, target: Context): Promise<void> {
  const sequences = await source.longDb.all<{ name: string; seq: string }>(
    sql`SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence ORDER BY name`,
  );
  await commitBatch(target.database, [
    sql`DELETE FROM sqlite_sequence`,
    ...sequences.map(
      // SQLite takes a bound number for a fraction, and this table's columns have no type to correct it.
      ({ name, seq }) =>
        sql`INSERT INTO sqlite_sequence (name, seq) VALUES (${name}, CAST(${seq} AS INTEGER))`,
    ),
  ]);
}

async function finishLoad(
  source: Context,
  target: Context,
  triggers: readonly StoredObject[],
): Promise<void> {
  const history = await source.longDb.all<{ name: string; hash: string; appliedAt: string }>(
    sql`SELECT name, hash, applied_at AS "appliedAt" FROM migrations ORDER BY rowid`,
  );
  await commitBatch(target.database, [
    ...triggers.map((trigger) => ({ sql: trigger.sql, params: [] })),
    sql`DELETE FROM migrations`,
    ...history.map(
      ({ name, hash, appliedAt }) =>
        sql`INSERT INTO migrations (name, hash, applied_at) VALUES (${name}, ${hash}, ${appliedAt})`,
    ),
  ]);
}
