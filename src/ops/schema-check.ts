import type { Context } from '../context.js';
import {
  type ExpectedObject,
  expectedSchema,
  keyOf,
  type SchemaObject,
} from '../db/migrations/expected-schema.js';
import { readLiveSchema } from '../db/migrations/live-schema.js';
import { type Migration, type MigrationStatus } from '../db/migrations/migrator.js';
import { normalForm } from '../db/migrations/statements.js';
import { compareTables } from '../db/migrations/table-parts.js';
import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';

/**
 * Compares every object of a database with the schema that its applied migrations make: a lost
 * trigger lets money go wrong without a word. Objects that no migration makes are no difference.
 */

/**
 * Finds objects that are missing or changed, each with the way out. A database that is newer than
 * this code has a schema that nobody knows here.
 */
export async function schemaProblems(
  { engine }: Context,
  migrations: readonly Migration[],
  status: readonly MigrationStatus[],
): Promise<Message[]> {
  if (status.some(({ state }) => state === 'missing')) return [];
  let expected: Map<string, ExpectedObject>;
  try {
    expected = expectedSchema(appliedOf(migrations, status));
  } catch (error) {
    if (error instanceof DomainError) return [error.whole];
    throw error;
  }
  const { objects } = await readLiveSchema(engine.longReads);
  const live = new Map(objects.map((object) => [keyOf(object), object]));
  return [...expected].flatMap(([key, object]) => {
    const found = live.get(key);
    return found ? changes(object, found) : [missing(object)];
  });
}

/** Returns the migrations of which a database holds the schema. */
export function appliedOf(
  migrations: readonly Migration[],
  status: readonly MigrationStatus[],
): Migration[] {
  const applied = new Set(
    status.filter(({ appliedAt }) => appliedAt !== null).map(({ name }) => name),
  );
  return migrations.filter(({ name }) => applied.has(name));
}

function missing({ type, name, tableName: table, migration }: ExpectedObject): Message {
  const object = `object.${type}` as const;
  return type === 'table' || type === 'view'
    ? message('database.object_missing', { object, name, migration })
    : message('database.part_missing', { object, name, table, migration });
}

function changes(expected: ExpectedObject, found: SchemaObject): Message[] {
  const { type, name, migration } = expected;
  if (normalForm(expected.sql) === normalForm(found.sql)) return [];
  const object = `object.${type}` as const;
  if (type !== 'table') return [message('database.object_changed', { object, name, migration })];
  const { lacks, hasInstead } = compareTables(expected.sql, found.sql);
  return [
    ...lacks.map((text) => message('database.table_lacks', { table: name, text, migration })),
    ...hasInstead.map((text) => message('database.table_has', { table: name, text, migration })),
  ];
}
