import type { Context } from '../context.js';
import { commitBatch, type Write } from '../db/batch.js';
import { introspect } from '../db/introspection/introspect.js';
import type { Migration } from '../db/migrations/migrator.js';
import { DomainError } from '../errors.js';
import { message } from '../messages/message.js';
import { listAddedObjects } from './added-objects.js';
import { type CopyTable, storedObjects, type StoredObject } from './copy-schema.js';
import { d1Problems } from './rows/d1-limits.js';
import { DEFER, makeStage, moveRows, stageOf } from './rows/staging.js';
import { loadRows } from './rows/transfer.js';

/** Objects that no migration makes, adopted or made by hand: a copy carries them too. */

/** The target of a copy, which may not exist yet. */
export interface CopyTarget {
  location: string;
  isD1: boolean;
}

/**
 * Lists the added objects of the source.
 * @throws DomainError `conflict` naming everything that the target cannot hold
 */
export async function addedToCopy(
  source: Context,
  { location, isD1 }: CopyTarget,
  migrations: readonly Migration[],
): Promise<StoredObject[]> {
  const keys = new Set(
    (await listAddedObjects(source, migrations)).map(({ type, name }) => `${type} ${name}`),
  );
  const objects = (await storedObjects(source)).filter(({ type, name }) =>
    keys.has(`${type} ${name}`),
  );
  const names = new Set(objects.map(({ name }) => name));
  const infos = await introspect(source.database);
  const tables = infos
    .filter(({ name, kind }) => kind === 'virtual' || names.has(name))
    .map(({ name, kind, columns }) => ({
      ...{ name, kind },
      columns: columns.filter(({ isGenerated }) => !isGenerated).map((column) => column.name),
    }));
  const problems = isD1
    ? await d1Problems(source.engine.longReads, objects, tables)
    : tables
        .filter(({ kind }) => kind === 'virtual')
        .map(({ name }) => message('database.copy_virtual', { table: name }));
  if (problems.length === 0) return objects;
  const list = problems.reduce(
    (before, problem) => message('setup.problem', { before, problem }),
    message('database.copy_cannot_hold', { location }),
  );
  throw new DomainError('conflict', list);
}

const run = (sql: string) => ({ sql, params: [] });

/** Makes the tables that rows are loaded into. */
export function makeAdded(
  ordered: readonly CopyTable[],
  circular: readonly CopyTable[],
  objects: readonly StoredObject[],
): Write[] {
  const texts = textsOf(objects);
  return [
    ...ordered.filter(({ isAdded }) => isAdded).map(({ name }) => run(texts.get(name) ?? '')),
    ...circular.map((table) => makeStage(stageOf(table))),
  ];
}

/** Loads tables whose rows refer to each other, and moves all of them in one batch. */
export async function loadCircular(
  source: Context,
  target: Context,
  tables: readonly CopyTable[],
  objects: readonly StoredObject[],
): Promise<void> {
  if (tables.length === 0) return;
  for (const table of tables) {
    await loadRows(source.engine.longReads, table, target.database, stageOf(table));
  }
  const texts = textsOf(objects);
  await commitBatch(target.database, [
    DEFER,
    ...tables.map(({ name }) => run(texts.get(name) ?? '')),
    ...tables.flatMap((table) => moveRows(stageOf(table), table)),
  ]);
}

/** Makes added indexes, after the rows. */
export async function makeIndexes(
  { database }: Context,
  objects: readonly StoredObject[],
): Promise<void> {
  const indexes = objects.filter(({ type }) => type === 'index');
  if (indexes.length > 0) {
    await commitBatch(
      database,
      indexes.map(({ sql }) => run(sql)),
    );
  }
}

function textsOf(objects: readonly StoredObject[]): Map<string, string> {
  const tables = objects.filter(({ type }) => type === 'table');
  return new Map(tables.map(({ name, sql }) => [name, sql]));
}
