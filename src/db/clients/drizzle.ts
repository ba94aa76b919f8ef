import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1';
import type { D1Database } from '../types.js';

/**
 * Drizzle on the seam, with the seam's typed errors: Drizzle by itself wraps each one in an error
 * whose message holds the statement and its values.
 */

interface PreparedQuery {
  queryWithCache(sql: string, params: unknown[], run: () => Promise<unknown>): Promise<unknown>;
}

interface Session {
  prepareQuery(...parts: unknown[]): PreparedQuery;
}

/** Makes a Drizzle client without interactive transactions. */
export function createDrizzle(database: D1Database): DrizzleD1Database {
  const db = drizzle(database);
  const session = (db as unknown as { session: Session }).session;
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (...parts) => {
    const query = prepareQuery(...parts);
    query.queryWithCache = (_sql, _params, run) => run();
    return query;
  };
  db.transaction = () =>
    Promise.reject(new Error('there are no interactive transactions: use one guarded batch'));
  return db;
}
