import { sql, type SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { D1Database, Statement } from './types.js';

/**
 * One unit of work = one atomic batch. Statements are Drizzle SQL or query builders, or statements
 * compiled elsewhere (Knex).
 */

/** Anything that Drizzle can turn into a statement. */
export interface Buildable {
  getSQL(): SQL;
}

export type BatchStatement = SQL | Buildable | Statement;

const dialect = new SQLiteSyncDialect();

export function toStatement(statement: BatchStatement): Statement {
  if ('params' in statement && 'sql' in statement && typeof statement.sql === 'string') {
    return statement;
  }
  const { sql: text, params } = dialect.sqlToQuery((statement as Buildable).getSQL());
  return { sql: text, params: params as Statement['params'] };
}

/**
 * Runs all statements or none, and answers the rows of each (RETURNING, SELECT) as objects.
 * @throws GuardError, ConstraintError, DatabaseError
 */
export async function commitBatch(
  database: D1Database,
  statements: readonly BatchStatement[],
): Promise<Record<string, unknown>[][]> {
  const prepared = statements.map((statement) => {
    const { sql: text, params } = toStatement(statement);
    return database.prepare(text).bind(...params);
  });
  const results = await database.batch<Record<string, unknown>>(prepared);
  return results.map((result) => result.results);
}

/**
 * Aborts the whole batch unless `condition` (a scalar SQL expression) is true at this point of it.
 * The rows a caller meant to change are counted here by their operation id.
 */
export function guard(code: string, condition: SQL): SQL {
  return sql`INSERT INTO guards (code, ok) SELECT ${code}, coalesce((${condition}), 0)`;
}

/** A list as one parameter: `id IN ${inList(ids)}` stays within D1's 100 parameters. */
export function inList(values: readonly (string | number)[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
