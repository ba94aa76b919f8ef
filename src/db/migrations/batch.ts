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
      throw new DatabaseError(error.code, `migration ${name}: ${error.message}`, {
        hint: 'db:status tells whether it was',
        cause: error,
      });
    }
    const code = error instanceof DatabaseError ? error.code : 'configuration';
    throw new DatabaseError(code, `migration ${name} failed: ${migrationProblem(error)}`, {
      hint: 'nothing of it was applied',
      cause: error,
    });
  }
}

/** The database's own words, which the author of a migration needs. */
function migrationProblem(error: unknown): string {
  if (error instanceof ConstraintError) {
    const place = [error.table, ...error.columns].filter((part) => part !== undefined).join('.');
    return `${error.kind} ${place}: ${error.message}`;
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
