import type { Statement, StatementResult } from '../../types.js';
import { Connection, type ThreadOptions } from './connection.js';
import { stampOf } from './file-stamp.js';
import { FileWatch, findsOperation } from './file-watch.js';

/** The tasks of the writer and the readers, apart from the thread that they run on. */

export type ThreadTask = { statements: readonly Statement[] } | 'emptyLog' | 'look';

/** Results of statements; of `emptyLog` whether the log is empty. */
export type TaskValue = StatementResult[] | boolean;

/** One connection and, for the writer, the watch over its file. Everything here is synchronous. */
export class ThreadTasks {
  readonly #options: ThreadOptions;
  readonly #connection: Connection;
  readonly #watch: FileWatch | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    // A statement that changes or sorts much took 64 MB of memory on a thread, which kept it.
    const connection = new Connection({ ...options, spills: 'file' });
    this.#connection = connection;
    const { file, place, checkpointWithinMs } = options;
    const finds = (id: string | null) => findsOperation(options, id);
    if (place !== undefined) {
      this.#watch = new FileWatch({ file, place, connection, finds, checkpointWithinMs });
    }
  }

  /** Bytes of the write-ahead log; the writer alone knows them. */
  get logBytes(): number | undefined {
    return this.#watch?.logBytes;
  }

  /** True while `hold` says that nothing begins. */
  get isHeld(): boolean {
    const { hold } = this.#options;
    return hold !== undefined && Atomics.load(hold, 0) !== 0;
  }

  /** @throws FileReplaced, Sqlite.SqliteError */
  run(task: ThreadTask): TaskValue {
    const watch = this.#watch;
    if (task === 'look') {
      watch?.look();
      return true;
    }
    watch?.beforeWrite();
    if (task === 'emptyLog') {
      const emptyLog = () => this.#connection.emptyLog();
      return watch ? watch.ownCheckpoint(emptyLog) : emptyLog();
    }
    const results = this.#connection.execute(task.statements);
    watch?.afterWrite();
    return results;
  }

  /** Takes a log that has grown back into the file, once the write was answered. */
  checkpoint(): void {
    try {
      this.#watch?.checkpoint();
    } catch {
      // The log stays as it is; after the next write it is tried again.
    }
  }

  /**
   * Moves the log into the file that it belongs to, wherever that was moved: SQLite would leave it
   * beside the file that has its place now, and take it for the log of that.
   */
  leaveNoLog(): void {
    const { file, place } = this.#options;
    if (place === undefined || stampOf(file)?.place === place) return;
    try {
      this.#connection.emptyLog();
    } catch {
      // The file is no database any more.
    }
  }

  /** Closes the connection and leaves no log of a file that was moved. */
  close(): void {
    this.leaveNoLog();
    this.#connection.close();
  }
}
