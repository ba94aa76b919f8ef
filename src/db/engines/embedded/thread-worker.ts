import fs from 'node:fs';
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Statement, StatementResult } from '../../types.js';
import { Connection, type ThreadOptions } from './connection.js';

/** The writer or a reader thread of the embedded engine: one connection, one request after another. */

export type ThreadTask = { statements: readonly Statement[] } | 'emptyLog';

export interface ThreadRequest {
  id: number;
  task: ThreadTask;
}

export type ThreadReply =
  | {
      id: number;
      /** Of `emptyLog`: whether it is empty. */
      value: StatementResult[] | boolean;
      /** Bytes of the write-ahead log afterwards; the writer's answers alone have it. */
      logBytes?: number;
    }
  | { id: number; error: string };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const options = workerData as ThreadOptions;
// SQLite names the log after the file that a symbolic link leads to.
const logFile = `${fs.realpathSync(options.file)}-wal`;
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
  const { id, task } = message;
  try {
    port.postMessage({ id, value: run(task), ...logSize() } satisfies ThreadReply);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    port.postMessage({ id, error: text } satisfies ThreadReply);
  }
});

function run(task: ThreadTask): StatementResult[] | boolean {
  return task === 'emptyLog' ? connection.emptyLog() : connection.execute(task.statements);
}

function logSize(): { logBytes?: number } {
  if (options.mode === 'read') return {};
  return { logBytes: fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0 };
}
