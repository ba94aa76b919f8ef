import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadOptions } from './connection.js';
import { FileReplaced } from './file-watch.js';
import { type CopyTask, type TaskOutcome, ThreadTasks, type ThreadTask } from './thread-tasks.js';

/** The writer or a reader thread of the embedded engine: one connection, one request after another. */

export interface ThreadRequest {
  id: number;
  task: ThreadTask | CopyTask;
}

export type ThreadReply =
  | {
      id: number;
      outcome: TaskOutcome;
      /** Bytes of the write-ahead log afterwards; only the writer reports them. */
      logBytes: number | undefined;
    }
  /** `code` is SQLite's, such as `SQLITE_CONSTRAINT_TRIGGER`. */
  | { id: number; error: string; code: string | undefined }
  /** The task was not begun, because `hold` is set. */
  | { id: number; isHeld: true }
  /** The path that now leads to another file, or none. */
  | { id: number; replaced: string; isAfterWrite: boolean };

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const options = workerData as ThreadOptions;
const tasks = new ThreadTasks(options);

// Only Linux has a priority per thread: https://man7.org/linux/man-pages/man2/setpriority.2.html
const { PRIORITY_BELOW_NORMAL } = os.constants.priority;
/** Long reads come behind the thread that serves everybody, and those of nobody behind them. */
const ownPriority =
  options.mode === 'write' ? 0 : PRIORITY_BELOW_NORMAL / (options.isBackground === true ? 1 : 2);
// A server that already runs at a lower priority may not raise it.
if (process.platform === 'linux' && os.getPriority() < ownPriority) os.setPriority(ownPriority);

port.on('message', (message: ThreadRequest | 'close') => {
  if (message === 'close') {
    tasks.close();
    port.close();
    return;
  }
  const { id, task } = message;
  if (tasks.isHeld) {
    reply({ id, isHeld: true });
    return;
  }
  if (typeof task === 'object' && 'copyTo' in task) {
    tasks.copyTo(task.copyTo).then(
      () => reply({ id, outcome: { results: [], isDone: true }, logBytes: tasks.logBytes }),
      (error: unknown) => replyError(id, error),
    );
    return;
  }
  try {
    reply({ id, outcome: tasks.run(task), logBytes: tasks.logBytes });
  } catch (error) {
    replyError(id, error);
    return;
  }
  // The main thread has the reply to the write already.
  tasks.checkpoint();
});

function replyError(id: number, error: unknown): void {
  if (error instanceof FileReplaced) {
    reply({ id, replaced: error.path, isAfterWrite: error.isAfterWrite });
    tasks.leaveNoLog();
  } else {
    const { code } = error as { code?: string };
    reply({ id, error: error instanceof Error ? error.message : String(error), code });
  }
}

function reply(message: ThreadReply): void {
  port.postMessage(message);
}
