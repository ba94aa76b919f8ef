import { message, verbatim, type Message } from '../../messages/message.js';
import { ConstraintError, DatabaseError } from '../errors.js';
import type { D1Database, D1PreparedStatement } from '../types.js';

/**
 * Runs a migration's statements and those of its history as one batch.
 * @throws DatabaseError naming the migration, with the database's own words
 */
export async function applyMigration(
  database: D1Database,
  name: string,
  history: readonly D1PreparedStatement[],
  statements: readonly string[],
): Promise<void> {
  try {
    await database.batch([...history, ...statements.map((sql) => database.prepare(sql))]);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'unknown_outcome') {
      throw new DatabaseError(
        error.code,
        message('database.migration_unconfirmed', { migration: name, problem: error.said }),
        { hint: message('database.migration_unconfirmed_hint'), cause: error },
      );
    }
    const code = error instanceof DatabaseError ? error.code : 'configuration';
    throw new DatabaseError(
      code,
      message('database.migration_failed', { migration: name, problem: migrationProblem(error) }),
      { hint: message('database.migration_failed_hint'), cause: error },
    );
  }
}

/** The database's own words, which the author of a migration needs. */
function migrationProblem(error: unknown): Message {
  if (error instanceof ConstraintError) {
    const place = [error.table, ...error.columns].filter((part) => part !== undefined).join('.');
    const { kind, said: problem } = error;
    return message('database.migration_constraint', { kind, place, problem });
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return verbatim(cause instanceof Error ? cause.message : String(cause));
}
