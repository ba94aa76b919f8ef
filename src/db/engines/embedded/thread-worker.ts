import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Statement, StatementResult } from '../../types.js';
import { Connection, type ThreadOptions } from './connection.js';
import { stampOf } from './file-stamp.js';
import { FileReplaced, FileWatch, findsOperation } from './file-watch.js';

/** The writer or a reader thread of the embedded engine: one connection, one request after another. */

export type ThreadTask = { statements: readonly Statement[] } | 'emptyLog' | 'look';

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
      logBytes: number | undefined;
    }
  | { id: number; error: string }
  /** Not begun, because `hold` said so. */
  | { id: number; isHeld: true }
  /** The path that now leads to another file, or none. */
  | { id: number; replaced: string; isAfterWrite: boolean };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const options = workerData as ThreadOptions;
// A statement that changes or sorts much took 64 MB of memory on a thread, which kept it.
const connection = new Connection({ ...options, spills: 'file' });
const { file, place, checkpointWithinMs } = options;
const finds = (id: string | null) => findsOperation(options, id);
const watch =
  place === undefined
    ? undefined
    : new FileWatch({ file, place, connection, finds, checkpointWithinMs });

// Linux alone keeps the priority by thread: https://man7.org/linux/man-pages/man2/setpriority.2.html
const { PRIORITY_BELOW_NORMAL } = os.constants.priority;
const isLowered = process.platform === 'linux' && options.isBackground === true;
// A server that runs at a lower priority itself may not raise it.
if (isLowered && os.getPriority() < PRIORITY_BELOW_NORMAL) os.setPriority(PRIORITY_BELOW_NORMAL);

port.on('message', (message: ThreadRequest | 'close') => {
  if (message === 'close') {
    leaveNoLog();
    connection.close();
    port.close();
    return;
  }
  const { id, task } = message;
  if (options.hold && Atomics.load(options.hold, 0) !== 0) {
    reply({ id, isHeld: true });
    return;
  }
  try {
    reply({ id, value: run(task), logBytes: watch?.logBytes });
  } catch (error) {
    if (error instanceof FileReplaced) {
      reply({ id, replaced: error.path, isAfterWrite: error.isAfterWrite });
      leaveNoLog();
    } else {
      reply({ id, error: error instanceof Error ? error.message : String(error) });
    }
    return;
  }
  try {
    // Whoever wrote has the answer already.
    watch?.checkpoint();
  } catch {
    // The log stays as it is; after the next write it is tried again.
  }
});

/**
 * What the log holds goes into the file that it belongs to, wherever that was moved: SQLite would
 * leave it beside the file that has its place now, and take it for the log of that.
 */
function leaveNoLog(): void {
  if (place === undefined || stampOf(file)?.place === place) return;
  try {
    connection.emptyLog();
  } catch {
    // The file is no database any more.
  }
}

function reply(message: ThreadReply): void {
  port.postMessage(message);
}

function run(task: ThreadTask): StatementResult[] | boolean {
  if (task === 'look') {
    watch?.look();
    return true;
  }
  watch?.beforeWrite();
  if (task === 'emptyLog') {
    const emptyLog = () => connection.emptyLog();
    return watch ? watch.ownCheckpoint(emptyLog) : emptyLog();
  }
  const results = connection.execute(task.statements);
  watch?.afterWrite();
  return results;
}
