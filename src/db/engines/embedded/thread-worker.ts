import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Statement, StatementResult } from '../../types.js';
import { Connection, type ThreadOptions } from './connection.js';

/** The writer or a reader thread of the embedded engine: one connection, one request after another. */

export interface ThreadRequest {
  id: number;
  statements: readonly Statement[];
}

export type ThreadReply =
  { id: number; results: StatementResult[] } | { id: number; error: string };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const options = workerData as ThreadOptions;
// A statement that changes or sorts much took 64 MB of memory on a thread, which kept it.
const connection = new Connection({ ...options, spills: 'file' });

// Linux alone keeps the priority by thread: https://man7.org/linux/man-pages/man2/setpriority.2.html
const { PRIORITY_BELOW_NORMAL } = os.constants.priority;
const isLowered = process.platform === 'linux' && options.isBackground === true;
// A server that runs at a lower priority itself may not raise it.
if (isLowered && os.getPriority() < PRIORITY_BELOW_NORMAL) os.setPriority(PRIORITY_BELOW_NORMAL);

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
