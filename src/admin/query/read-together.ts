import type { SQL } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import type { D1Database, SqlValue } from '../../db/types.js';

/**
 * Reads that are asked for in the same turn of one request go in one batch: a list's page with its
 * count, the titles of all its references. On D1 each batch is a round trip.
 */

export type Row = Record<string, SqlValue>;

interface Waiting {
  query: SQL;
  resolve: (rows: Row[]) => void;
  reject: (error: unknown) => void;
}

/** By request, then by database: where long reads have none of their own, they go along. */
const readers = new WeakMap<object, Map<D1Database, (query: SQL) => Promise<Row[]>>>();

/** @param call what all reads of one request share: the action context */
export function readTogether(database: D1Database, call: object, query: SQL): Promise<Row[]> {
  const ofCall = readers.get(call) ?? new Map<D1Database, ReturnType<typeof createReader>>();
  readers.set(call, ofCall);
  const read = ofCall.get(database) ?? createReader(database);
  ofCall.set(database, read);
  return read(query);
}

function createReader(database: D1Database): (query: SQL) => Promise<Row[]> {
  let waiting: Waiting[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const results = await commitBatch(
        database,
        batch.map(({ query }) => query),
      );
      batch.forEach(({ resolve }, index) => resolve(results[index] ?? []));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  };
  return (query) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) queueMicrotask(() => void flush());
      waiting.push({ query, resolve, reject });
    });
}
