import { commitBatch, type Row, type Write } from '../../db/batch.js';
import { SchemaError } from '../../db/errors.js';
import type { D1Database } from '../../db/types.js';

/**
 * Sends the reads of one turn of a request in one batch: a list's page with its count, the titles
 * of all its references. On D1 each batch is a round trip. A read that the schema keeps from running
 * fails alone: the others of its batch are then sent one by one.
 */

interface Waiting {
  query: Write;
  resolve: (rows: Row[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Readers by call, then by database: an engine whose long reads have no database of their own sends
 * them along.
 */
const readers = new WeakMap<object, Map<D1Database, (query: Write) => Promise<Row[]>>>();

/**
 * Queues a read and sends it with the others of this turn.
 * @param call shared by all reads of one request
 */
export function readTogether(database: D1Database, call: object, query: Write): Promise<Row[]> {
  const ofCall = readers.get(call) ?? new Map<D1Database, ReturnType<typeof createReader>>();
  readers.set(call, ofCall);
  const read = ofCall.get(database) ?? createReader(database);
  ofCall.set(database, read);
  return read(query);
}

function createReader(database: D1Database): (query: Write) => Promise<Row[]> {
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
      if (error instanceof SchemaError && batch.length > 1) await readSeverally(database, batch);
      else batch.forEach(({ reject }) => reject(error));
    }
  };
  return (query) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) queueMicrotask(() => void flush());
      waiting.push({ query, resolve, reject });
    });
}

async function readSeverally(database: D1Database, batch: readonly Waiting[]): Promise<void> {
  for (const { query, resolve, reject } of batch) {
    try {
      const [rows] = await commitBatch(database, [query]);
      resolve(rows);
    } catch (error) {
      reject(error);
    }
  }
}
