import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Connection, type ConnectionOptions } from './connection.js';
import { stampOf, type Stamp } from './file-stamp.js';

/**
 * Notices that the database's file is another one than the connections have open: moved over,
 * copied over or deleted, as a restore by hand does. What is written then is lost, or damages what
 * was put there. Runs on the writer's thread, before and after each write and once a second.
 *
 * `mv` and `rm` change what the path leads to. `cp` does not, it changes the bytes: so does a
 * checkpoint, the only way in which SQLite writes the file of a database with a write-ahead log.
 * Those of this connection are all made here; that of another process has moved the log's state,
 * and a fresh connection then has to find the newest operation that was committed here.
 */

export class FileReplaced extends Error {
  override readonly name = 'FileReplaced';

  /** @param isAfterWrite a write was committed before it was noticed */
  constructor(
    readonly path: string,
    readonly isAfterWrite = false,
  ) {
    super(`${path} was replaced or removed`);
  }
}

export interface WatchOptions {
  /** As it was opened; the file may be a symbolic link. */
  file: string;
  /** Of the file when the engine was opened: a thread may be started later. */
  place: string;
  connection: Pick<Connection, 'logState' | 'checkpoint' | 'newestOperation'>;
  /** Whether a connection of its own finds the operation in the file. */
  finds: (operationId: string | null) => boolean;
  /** ms */
  checkpointWithinMs?: number | undefined;
  clock?: WatchClock;
}

export interface WatchClock {
  /** ms */
  now(): number;
  sleep(ms: number): void;
}

const threadClock: WatchClock = {
  now: () => performance.now(),
  sleep: (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
};

interface Known {
  main: Stamp | null;
  log: Stamp | null;
  frames: number;
  checkpointed: number;
}

/** From so many pages in the log on, they are taken back into the file after each write. */
const CHECKPOINT_FROM = 1000;
/** A checkpoint writes the file first and shows in the log's state when it has ended. */
const CHECKPOINT_WITHIN_MS = 3_000;
const STEP_MS = 20;
/** So long after a write of another process its checkpoint may have ended half-way, with the process. */
const OTHERS_FOR_MS = 10_000;

export class FileWatch {
  readonly #options: WatchOptions;
  readonly #clock: WatchClock;
  readonly #logFile: string;
  readonly #indexFile: string;
  #known: Known = { main: null, log: null, frames: 0, checkpointed: 0 };
  #indexPlace: string | undefined;
  #newest: string | null;
  /** No checkpoint of ours since the newest operation was last looked for. */
  #isProven = true;
  #othersWroteAt = -Infinity;
  /** Once it is, it stays so: what was written meanwhile is not in it. */
  #replaced: FileReplaced | undefined;

  /** The connection has read from the file: its log is there. */
  constructor(options: WatchOptions) {
    this.#options = options;
    this.#clock = options.clock ?? threadClock;
    // SQLite names them after the file that a symbolic link leads to.
    const real = fs.realpathSync(options.file);
    this.#logFile = `${real}-wal`;
    this.#indexFile = `${real}-shm`;
    this.#known = this.#lookAround();
    this.#indexPlace = stampOf(this.#indexFile)?.place;
    this.#newest = options.connection.newestOperation();
  }

  /** Bytes of the write-ahead log. */
  get logBytes(): number {
    return fs.statSync(this.#logFile, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** @throws FileReplaced */
  beforeWrite(): void {
    if (this.#replaced) throw this.#replaced;
    const now = this.#lookAround();
    this.#refuseOtherPlace(now);
    if (this.#isMoved(now)) this.#othersWroteAt = this.#clock.now();
    if (now.main?.state === this.#known.main?.state) {
      this.#known = now;
      return;
    }
    if (!this.#isOthersWork()) throw this.#refuse(this.#options.file);
    this.#prove();
    this.#known = now;
  }

  /** @throws FileReplaced, though the write was committed */
  afterWrite(): void {
    let now: Known;
    try {
      now = this.#lookAround();
    } catch {
      // The write was committed; the next look says what is wrong.
      return;
    }
    this.#refuseOtherPlace(now, true);
    this.#newest = this.#options.connection.newestOperation();
    const { main, frames, checkpointed } = this.#known;
    const isChanged = now.main?.state !== main?.state;
    // A write adds to the log, or begins it anew where it was taken back.
    const isTakenBack = now.checkpointed !== checkpointed || now.frames < frames;
    // Not by a checkpoint: the next look decides, from the state before.
    this.#known = isChanged && !isTakenBack ? { ...now, main } : now;
    if (isChanged && isTakenBack) this.#isProven = false;
  }

  /** What SQLite does by itself where it is left to: after a write, when the log has grown. */
  checkpoint(): void {
    if (this.#known.frames < CHECKPOINT_FROM) return;
    this.ownCheckpoint(() => this.#options.connection.checkpoint());
  }

  /** Runs a checkpoint, false when it had to give way, so that what it changes is known. */
  ownCheckpoint(run: () => boolean): boolean {
    const { file } = this.#options;
    if (stampOf(file)?.state !== this.#known.main?.state) return false;
    const isDone = run();
    this.#known = this.#lookAround();
    this.#isProven = false;
    return isDone;
  }

  /**
   * The look of every second.
   * @throws FileReplaced
   */
  look(): void {
    this.beforeWrite();
    const place = stampOf(this.#indexFile)?.place;
    if (place !== this.#indexPlace) throw this.#refuse(this.#indexFile);
    if (this.#isProven) return;
    this.#prove();
    this.#isProven = true;
  }

  /** The log's state before the file's: a checkpoint in between is then seen in the next look. */
  #lookAround(): Known {
    const { file, connection } = this.#options;
    const log = stampOf(this.#logFile);
    try {
      const { frames, checkpointed } = connection.logState();
      return { log, frames, checkpointed, main: stampOf(file) };
    } catch (error) {
      if (stampOf(file)?.state === this.#known.main?.state) throw error;
      throw this.#refuse(file);
    }
  }

  #refuseOtherPlace({ main, log }: Known, isAfterWrite = false): void {
    const { file, place } = this.#options;
    if (main?.place !== place) throw this.#refuse(file, isAfterWrite);
    const before = this.#known.log?.place;
    if (before !== undefined && log?.place !== before) {
      throw this.#refuse(this.#logFile, isAfterWrite);
    }
  }

  /** Whether the log was written or taken back by somebody else since the last look. */
  #isMoved({ log, frames, checkpointed }: Known): boolean {
    const known = this.#known;
    if (frames !== known.frames || checkpointed !== known.checkpointed) return true;
    return log?.state !== known.log?.state;
  }

  /** Whether another process wrote lately, or is making a checkpoint now. */
  #isOthersWork(): boolean {
    const { frames, checkpointed } = this.#known;
    const { checkpointWithinMs = CHECKPOINT_WITHIN_MS } = this.#options;
    const end = this.#clock.now() + checkpointWithinMs;
    while (!this.#isMoved(this.#lookAround())) {
      const isAfterOthers = this.#clock.now() - this.#othersWroteAt < OTHERS_FOR_MS;
      if (isAfterOthers && frames >= CHECKPOINT_FROM) return true;
      // Nothing is left in the log that a checkpoint could be writing.
      if (checkpointed === frames || this.#clock.now() >= end) return false;
      this.#clock.sleep(STEP_MS);
    }
    return true;
  }

  #prove(): void {
    const { file, finds } = this.#options;
    if (!finds(this.#newest)) throw this.#refuse(file);
  }

  #refuse(path: string, isAfterWrite = false): FileReplaced {
    this.#replaced = new FileReplaced(path);
    return isAfterWrite ? new FileReplaced(path, true) : this.#replaced;
  }
}

/** A fresh connection has nothing of the file in its cache. */
export function findsOperation(options: ConnectionOptions, id: string | null): boolean {
  try {
    const connection = new Connection({ ...options, mode: 'read' });
    try {
      const statement =
        id === null
          ? { sql: 'SELECT count(*) FROM sqlite_schema', params: [] }
          : { sql: 'SELECT 1 FROM operations WHERE id = ?', params: [id] };
      return connection.execute([statement])[0]?.rows.length === 1;
    } finally {
      connection.close();
    }
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    // Not where it could not look: the file is busy, or there are no more handles.
    return !/^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code);
  }
}
