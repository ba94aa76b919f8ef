import type { SQL } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import type { D1Database, SqlValue } from '../../db/types.js';

/**
 * Reads that are asked for in the same turn of one request go in one batch: a list's page with its
 * count, the titles of all its references. On D1 each batch is a round trip.
 */

export type Row = Record<string, SqlValue>;

interface Waiting {
  statement: SQL;
  resolve: (rows: Row[]) => void;
  reject: (error: unknown) => void;
}

/** By request, then by database: where long reads have none of their own, they go along. */
const readers = new WeakMap<object, Map<D1Database, (statement: SQL) => Promise<Row[]>>>();

/** @param request what all reads of one request share: the action context */
export function readTogether(
  database: D1Database,
  request: object,
  statement: SQL,
): Promise<Row[]> {
  const ofRequest = readers.get(request) ?? new Map<D1Database, ReturnType<typeof createReader>>();
  readers.set(request, ofRequest);
  const read = ofRequest.get(database) ?? createReader(database);
  ofRequest.set(database, read);
  return read(statement);
}

function createReader(database: D1Database): (statement: SQL) => Promise<Row[]> {
  let waiting: Waiting[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const results = await commitBatch(
        database,
        batch.map(({ statement }) => statement),
      );
      batch.forEach(({ resolve }, index) => resolve(results[index] ?? []));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  };
  return (statement) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) queueMicrotask(() => void flush());
      waiting.push({ statement, resolve, reject });
    });
}
