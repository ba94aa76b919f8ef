import { setImmediate as nextTurn } from 'node:timers/promises';
import { databaseIsClosed } from '../../errors.js';
import type { Statement, StatementResult } from '../../types.js';
import { HeldBack } from './checkpoint-gap.js';
import type { ThreadOptions } from './connection.js';
import { FileReplaced } from './file-watch.js';
import type { Thread } from './thread.js';
import { type TaskOutcome, ThreadTasks, type ThreadTask } from './thread-tasks.js';

/**
 * Replaces a worker thread, and runs its tasks on the calling thread. Tests open thousands of
 * databases, and the start of a thread takes longer than most of their work; in a server everybody
 * would wait for the longest write.
 */
export class CallingThread implements Pick<
  Thread,
  'execute' | 'emptyLog' | 'look' | 'copyTo' | 'close'
> {
  readonly #tasks: ThreadTasks;
  readonly #onLogSize: (bytes: number) => void;
  #isClosed = false;

  /** @param onLogSize receives the size of the write-ahead log after each task of the writer */
  constructor(options: ThreadOptions, onLogSize: (bytes: number) => void = () => undefined) {
    this.#tasks = new ThreadTasks(options);
    this.#onLogSize = onLogSize;
  }

  /**
   * Runs one statement, or several as one transaction.
   * @param withinMs longest wait for another program's write lock, shorter than the usual one
   * @throws HeldBack while `hold` is set
   */
  async execute(statements: readonly Statement[], withinMs?: number): Promise<StatementResult[]> {
    return (await this.#ask({ statements, askedAt: Date.now(), withinMs })).results;
  }

  /** Empties the write-ahead log; false when another connection blocked it. */
  async emptyLog(): Promise<boolean> {
    return (await this.#ask('emptyLog')).isDone;
  }

  /**
   * Asks the writer to check its file.
   * @throws FileReplaced
   */
  async look(): Promise<void> {
    if (!this.#isClosed) await this.#ask('look');
  }

  /** Copies the database into a new file. */
  async copyTo(file: string): Promise<void> {
    if (this.#isClosed) throw databaseIsClosed();
    await this.#tasks.copyTo(file);
  }

  /** Finishes the requests so far, then closes the connection. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await nextTurn();
    this.#tasks.close();
  }

  /** Runs the task in a later turn, in the order of the calls, as a thread would answer. */
  async #ask(task: ThreadTask): Promise<TaskOutcome> {
    if (this.#isClosed) throw databaseIsClosed();
    await nextTurn();
    if (this.#tasks.isHeld) throw new HeldBack();
    try {
      const outcome = this.#tasks.run(task);
      const { logBytes } = this.#tasks;
      if (logBytes !== undefined) this.#onLogSize(logBytes);
      this.#tasks.checkpoint();
      return outcome;
    } catch (error) {
      if (error instanceof FileReplaced) this.#tasks.leaveNoLog();
      throw error;
    }
  }
}
