import { parentPort, workerData } from 'node:worker_threads';
import type { Statement, StatementResult } from '../types.js';
import { Connection, type ConnectionOptions } from './connection.js';

/** The writer or reader thread of the embedded engine: one connection, one request after another. */

export interface ThreadRequest {
  id: number;
  statements: readonly Statement[];
}

export type ThreadReply =
  { id: number; results: StatementResult[] } | { id: number; error: string };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const connection = new Connection(workerData as ConnectionOptions);

port.on('message', (message: ThreadRequest | 'close') => {
  if (message === 'close') {
    connection.close();
    port.close();
    return;
  }
  const { id, statements } = message;
  try {
    port.postMessage({ id, results: connection.execute(statements) } satisfies ThreadReply);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    port.postMessage({ id, error: text } satisfies ThreadReply);
  }
});
