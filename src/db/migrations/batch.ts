import { message, verbatim, type Message } from '../../messages/message.js';
import { ConstraintError, DatabaseError } from '../errors.js';
import type { D1Database, D1PreparedStatement } from '../types.js';
import { type KeptRows, rowLosses } from './kept-rows.js';
import { losesRows } from './refusals.js';

/**
 * Runs a migration's statements and those of its history as one batch.
 * @param counts statements that count rows around the script; null for one that deletes none
 * @throws DatabaseError naming the migration, with the database's own words; DomainError naming the
 * rows that it would lose
 */
export async function applyMigration(
  database: D1Database,
  name: string,
  history: readonly D1PreparedStatement[],
  statements: readonly string[],
  counts: KeptRows | null,
): Promise<void> {
  const script = statements.map((sql) => database.prepare(sql));
  try {
    await database.batch([
      ...history,
      ...(counts?.before ?? []),
      ...script,
      ...(counts?.after ?? []),
    ]);
  } catch (error) {
    const losses = rowLosses(error);
    if (losses) throw losesRows(name, losses);
    throw migrationError(name, error);
  }
}

/** Returns the error of a migration's batch, with its name. */
export function migrationError(migration: string, error: unknown): DatabaseError {
  if (error instanceof DatabaseError && error.code === 'unknown_outcome') {
    return new DatabaseError(
      error.code,
      message('database.migration_unconfirmed', { migration, problem: error.said }),
      { hint: message('database.migration_unconfirmed_hint'), cause: error },
    );
  }
  const code = error instanceof DatabaseError ? error.code : 'configuration';
  return new DatabaseError(
    code,
    message('database.migration_failed', { migration, problem: migrationProblem(error) }),
    { hint: message('database.migration_failed_hint'), cause: error },
  );
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
