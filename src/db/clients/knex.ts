import { createRequire } from 'node:module';
import type knexModule from 'knex';
import type { Knex } from 'knex';
import type SqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import type { D1Database } from '../types.js';

/**
 * Knex's sqlite3 dialect with the seam as its connection: Knex compiles the generated, dynamic
 * queries of the panels, and the seam runs them.
 */

/** Loads the package at its first use, not at the start of the server. */
const require = createRequire(import.meta.url);

interface KnexQuery {
  sql: string;
  bindings?: readonly unknown[];
  method?: string;
  response?: unknown;
  context?: { lastID: number; changes: number };
}

/** Makes a Knex client without interactive transactions. */
export function createKnex(database: D1Database): Knex {
  const createClient = (require('knex') as typeof knexModule).knex;
  const Sqlite3Client = require('knex/lib/dialects/sqlite3/index.js') as typeof SqliteClient;
  class SeamClient extends Sqlite3Client {
    _driver(): object {
      return {};
    }

    acquireConnection(): Promise<D1Database> {
      return Promise.resolve(database);
    }

    releaseConnection(): Promise<void> {
      return Promise.resolve();
    }

    destroy(callback?: () => void): Promise<void> {
      callback?.();
      return Promise.resolve();
    }

    transaction(): never {
      throw new Error('there are no interactive transactions: use one guarded batch');
    }

    /** Returns the seam's error: Knex puts the statement and its values in front of the message. */
    override async query(connection: D1Database, query: unknown): Promise<unknown> {
      try {
        return await super.query(connection, query);
      } catch (error) {
        throw error instanceof Error && error.cause !== undefined ? error.cause : error;
      }
    }

    async _query(_connection: D1Database, query: KnexQuery): Promise<KnexQuery> {
      try {
        const { results, meta } = await database
          .prepare(query.sql)
          .bind(...(query.bindings ?? []).map((value) => (value === undefined ? null : value)))
          .all();
        query.response = results;
        query.context = { lastID: meta.last_row_id, changes: meta.changes };
        return query;
      } catch (error) {
        throw new Error('the query failed', { cause: error });
      }
    }
  }

  return createClient({
    client: SeamClient as unknown as typeof Knex.Client,
    useNullAsDefault: true,
  });
}
