import fs from 'node:fs';
import path from 'node:path';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import {
  migrateUp,
  migrationStatus,
  refuseBrokenHistory,
  type Migration,
} from '../db/migrations/migrator.js';
import { DomainError } from '../errors.js';
import { message, verbatim } from '../messages/message.js';
import { differenceOf, storedObjects, tableNames } from './copy-schema.js';
import { migratedObjects } from './migrated-objects.js';

/** Checks the target of a copy before anybody is asked, and before anything is made there. */

/** Returns true where a file is not there yet, or has nothing in it. */
export function isNewFile(file: string): boolean {
  return (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/**
 * Checks that a new database can be made as this file; makes nothing.
 * @throws DomainError `configuration`
 */
export function refuseUnmakable(location: string): void {
  const file = path.resolve(location);
  const folder = path.dirname(file);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DomainError('configuration', message('database.folder_missing', { folder }), {
      hint: message('database.copy_folder_hint'),
    });
  }
  // The log is a file of its own beside the database's.
  for (const place of [folder, ...(fs.existsSync(file) ? [file] : [])]) {
    try {
      fs.accessSync(place, fs.constants.W_OK);
    } catch (error) {
      throw new DomainError('configuration', message('database.copy_no_write', { place }), {
        hint: message('database.copy_target_filled_hint'),
        cause: error,
      });
    }
  }
}

/**
 * Checks an existing target; changes nothing.
 * @throws DomainError when it is the source, or not at some of these migrations, or has other
 * objects or rows
 */
export async function checkTarget(
  source: Context,
  target: Context,
  migrations: readonly Migration[],
): Promise<void> {
  refuseSameDatabase(source, target);
  const status = await migrationStatus(target.database, migrations);
  refuseBrokenHistory(status);
  const applied = new Set(
    status.filter(({ state }) => state === 'applied').map(({ name }) => name),
  );
  const found = await storedObjects(target);
  await refuseFilledTarget(target, tableNames(found));
  const made = migratedObjects(migrations.filter(({ name }) => applied.has(name)));
  const { location } = target.engine;
  const difference = differenceOf(made, found) ?? differenceOf(found, made);
  if (difference === null) return;
  const { type, name } = difference;
  throw new DomainError(
    'conflict',
    message('database.copy_target_object', { object: `object.${type}`, name, location }),
    { hint: message('database.copy_target_filled_hint') },
  );
}

/** @throws DomainError `invalid` */
export function refuseSameDatabase({ engine: source }: Context, { engine: target }: Context): void {
  if (source.name !== target.name || source.location !== target.location) return;
  const { location } = source;
  throw new DomainError('invalid', message('database.copy_same', { location }));
}

/** Rows of migrations that nobody has changed: the load deletes them. */
const insertedByMigrations: Readonly<Record<string, SQL>> = {
  limit_rules: sql`id = 'book' AND updated_at = created_at`,
};

/** @throws DomainError `conflict` for a target with rows that no migration inserts */
export async function refuseFilledTarget(
  target: Context,
  tables: readonly string[],
): Promise<void> {
  for (const name of tables) {
    const isInserted = insertedByMigrations[name] ?? sql`0`;
    const row = await target.longDb.get<{ used: number }>(
      sql`SELECT EXISTS (SELECT 1 FROM ${sql.identifier(name)} WHERE NOT (${isInserted})) AS used`,
    );
    if (row.used === 0) continue;
    throw new DomainError('conflict', message('database.copy_target_filled', { table: name }), {
      hint: message('database.copy_target_filled_hint'),
    });
  }
}

/**
 * Brings an empty target to the migrations.
 * @throws DomainError that names the target, which has no rows then
 */
export async function migrateTarget(
  { database, engine: { location } }: Context,
  migrations: readonly Migration[],
): Promise<void> {
  try {
    await migrateUp(database, migrations);
  } catch (error) {
    throw copyFailed(location, 'database.copy_schemas_hint', error);
  }
}

/** Names the target of a copy that failed, and the way out, whatever the error is. */
export function copyFailed(
  location: string,
  hint: 'database.copy_schemas_hint' | 'database.copy_failed_hint',
  error: unknown,
): DomainError {
  const isDomain = error instanceof DomainError;
  const problem = isDomain
    ? error.said
    : verbatim(error instanceof Error ? error.message : String(error));
  return new DomainError(
    isDomain ? error.code : 'unavailable',
    message('database.copy_failed', { location, problem }),
    { hint: message(hint, { location }), cause: error },
  );
}
