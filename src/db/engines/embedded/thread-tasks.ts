import type { Statement, StatementResult } from '../../types.js';
import { Connection, type ThreadOptions } from './connection.js';
import { stampOf } from './file-stamp.js';
import { FileWatch, findsOperation } from './file-watch.js';
import { LockWait } from './lock-wait.js';

/** Runs the tasks of the writer and the readers, on whichever thread calls it. */

export type ThreadTask = StatementsTask | 'emptyLog' | 'look';

interface StatementsTask {
  statements: readonly Statement[];
  /** Time of the call, by `Date.now`, which all threads share. */
  askedAt: number;
  /** Longest wait for another program's write lock; that of all writes unless given. */
  withinMs?: number | undefined;
}

/** A task that takes turns with the others. */
export interface CopyTask {
  copyTo: string;
}

export interface TaskOutcome {
  /** Results of the statements; none of another task. */
  results: StatementResult[];
  /** False for `emptyLog` when another connection blocked it. */
  isDone: boolean;
}

/** One connection and, for the writer, the watch over its file. All methods are synchronous. */
export class ThreadTasks {
  readonly #options: ThreadOptions;
  readonly #connection: Connection;
  readonly #watch: FileWatch | undefined;
  readonly #lockWait: LockWait;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#lockWait = new LockWait(options.busyTimeoutMs);
    // A statement that changes or sorts many rows took 64 MB of memory, and the thread kept it.
    const connection = new Connection({ ...options, spills: 'file' });
    this.#connection = connection;
    const { file, place, checkpointWithinMs } = options;
    const finds = (id: string | null) => findsOperation(options, id);
    if (place !== undefined) {
      this.#watch = new FileWatch({ file, place, connection, finds, checkpointWithinMs });
    }
  }

  /** Bytes of the write-ahead log; undefined for a reader. */
  get logBytes(): number | undefined {
    return this.#watch?.logBytes;
  }

  /** True while `hold` is set: no task may begin. */
  get isHeld(): boolean {
    const { hold } = this.#options;
    return hold !== undefined && Atomics.load(hold, 0) !== 0;
  }

  /**
   * Runs one task.
   * @throws FileReplaced, Sqlite.SqliteError
   */
  run(task: ThreadTask): TaskOutcome {
    const watch = this.#watch;
    if (task === 'look') {
      watch?.look();
      return { results: [], isDone: true };
    }
    watch?.beforeWrite();
    if (task === 'emptyLog') {
      const emptyLog = () => this.#connection.emptyLog();
      return { results: [], isDone: watch ? watch.ownCheckpoint(emptyLog) : emptyLog() };
    }
    const results = this.#execute(task);
    watch?.afterWrite();
    return { results, isDone: true };
  }

  #execute({ statements, askedAt, withinMs }: StatementsTask): StatementResult[] {
    const connection = this.#connection;
    // Readers wait for nobody.
    if (this.#watch === undefined) return connection.execute(statements);
    connection.waitForLock(this.#lockWait.of(askedAt, { withinMs }));
    try {
      const results = connection.execute(statements);
      this.#lockWait.note(null);
      return results;
    } catch (error) {
      this.#lockWait.note(error);
      throw error;
    }
  }

  /**
   * Copies the database into a new file; other tasks run meanwhile.
   * @throws FileReplaced, Sqlite.SqliteError
   */
  async copyTo(file: string): Promise<void> {
    this.#watch?.beforeWrite();
    await this.#connection.copyTo(file);
  }

  /** Copies a log that has grown into the file, after the reply to the write. */
  checkpoint(): void {
    try {
      this.#watch?.checkpoint();
    } catch {
      // The log keeps its pages; the next write tries again.
    }
  }

  /**
   * Copies the log of a moved file into that file, wherever it is: SQLite would leave the log beside
   * the new file at the path, and take it for the new file's log.
   */
  leaveNoLog(): void {
    const { file, place } = this.#options;
    if (place === undefined || stampOf(file)?.place === place) return;
    try {
      this.#connection.emptyLog();
    } catch {
      // The file is not a database any more.
    }
  }

  /** Closes the connection, and leaves no log of a moved file. */
  close(): void {
    this.leaveNoLog();
    this.#connection.close();
  }
}
