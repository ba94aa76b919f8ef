import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1';
import type { D1Database } from '../types.js';

/**
 * Drizzle on the seam. It hands on the seam's typed errors: by itself Drizzle wraps each in an error
 * whose message holds the statement and its values.
 */

interface PreparedQuery {
  queryWithCache(sql: string, params: unknown[], run: () => Promise<unknown>): Promise<unknown>;
}

interface Session {
  prepareQuery(...parts: unknown[]): PreparedQuery;
}

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
