import { setImmediate as nextTurn } from 'node:timers/promises';
import { databaseIsClosed } from '../../errors.js';
import type { Statement, StatementResult } from '../../types.js';
import { HeldBack } from './checkpoint-gap.js';
import type { ThreadOptions } from './connection.js';
import { FileReplaced } from './file-watch.js';
import type { Thread } from './thread.js';
import { type TaskValue, ThreadTasks, type ThreadTask } from './thread-tasks.js';

/**
 * Stands in for a worker thread and does its tasks on the thread that asks. Tests open thousands of
 * databases, and starting a thread takes longer than most of them ask of theirs; a server would
 * keep everybody waiting for the longest write.
 */
export class CallingThread implements Pick<Thread, 'execute' | 'emptyLog' | 'look' | 'close'> {
  readonly #tasks: ThreadTasks;
  readonly #onLogSize: (bytes: number) => void;
  #isClosed = false;

  /** @param onLogSize called after each task of the writer with the size of the write-ahead log */
  constructor(options: ThreadOptions, onLogSize: (bytes: number) => void = () => undefined) {
    this.#tasks = new ThreadTasks(options);
    this.#onLogSize = onLogSize;
  }

  /** @throws HeldBack when `hold` says so */
  async execute(statements: readonly Statement[]): Promise<StatementResult[]> {
    return (await this.#ask({ statements })) as StatementResult[];
  }

  /** Empties the write-ahead log; false where somebody stood in the way. */
  async emptyLog(): Promise<boolean> {
    return (await this.#ask('emptyLog')) as boolean;
  }

  /** @throws FileReplaced */
  async look(): Promise<void> {
    if (!this.#isClosed) await this.#ask('look');
  }

  /** Finishes what was asked, then closes the connection. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await nextTurn();
    this.#tasks.close();
  }

  /** Runs the task in a later turn, in the order of the calls, as a thread's answer comes. */
  async #ask(task: ThreadTask): Promise<TaskValue> {
    if (this.#isClosed) throw databaseIsClosed();
    await nextTurn();
    if (this.#tasks.isHeld) throw new HeldBack();
    try {
      const value = this.#tasks.run(task);
      const { logBytes } = this.#tasks;
      if (logBytes !== undefined) this.#onLogSize(logBytes);
      this.#tasks.checkpoint();
      return value;
    } catch (error) {
      if (error instanceof FileReplaced) this.#tasks.leaveNoLog();
      throw error;
    }
  }
}
