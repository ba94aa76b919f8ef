import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Connection, type ConnectionOptions } from './connection.js';
import { stampOf, type Stamp } from './file-stamp.js';

/**
 * Notices that the database's path leads to another file than the connections have open: a restore
 * by hand moves, copies or deletes it. A write would then be lost, or damage the new file. Runs on
 * the writer's thread, before and after each write and once a second.
 *
 * `mv` and `rm` change the file behind the path. `cp` changes its bytes, and so does a checkpoint,
 * the only way in which SQLite writes the file of a database with a write-ahead log. All checkpoints
 * of this connection are made here. After one of another process the log's state has moved, and a
 * fresh connection must find the newest operation that this one committed.
 */

/** The database's path leads to another file, or none. */
export class FileReplaced extends Error {
  override readonly name = 'FileReplaced';

  /** @param isAfterWrite true when a write was committed before the watch noticed */
  constructor(
    readonly path: string,
    readonly isAfterWrite = false,
  ) {
    super(`${path} was replaced or removed`);
  }
}

export interface WatchOptions {
  /** Path as the engine opened it; the file may be a symbolic link. */
  file: string;
  /** Place of the file when the engine opened it: a thread may start later. */
  place: string;
  connection: Pick<Connection, 'logState' | 'checkpoint' | 'newestOperation'>;
  /** Returns true when a connection of its own finds the operation in the file. */
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

/** Pages in the log from which a checkpoint follows each write. */
const CHECKPOINT_FROM = 1000;
/** A checkpoint writes the file first; the log's state shows it only at its end. */
const CHECKPOINT_WITHIN_MS = 3_000;
const STEP_MS = 20;
/** Time after another process's write in which its checkpoint may have died half-way with it. */
const OTHERS_FOR_MS = 10_000;

/** Compares the file and its log with their last known state, around each write. */
export class FileWatch {
  readonly #options: WatchOptions;
  readonly #clock: WatchClock;
  readonly #logFile: string;
  readonly #indexFile: string;
  #known: Known = { main: null, log: null, frames: 0, checkpointed: 0 };
  #indexPlace: string | undefined;
  #newest: string | null;
  /** False after a checkpoint of ours, until the file proves to have the newest operation. */
  #isProven = true;
  #othersWroteAt = -Infinity;
  /** Stays set even if the first file returns: it lacks the writes in between. */
  #replaced: FileReplaced | undefined;

  /** Expects a connection that has read from the file, so that the log exists. */
  constructor(options: WatchOptions) {
    this.#options = options;
    this.#clock = options.clock ?? threadClock;
    // SQLite names both after the target of a symbolic link.
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

  /**
   * Checks the file before a write.
   * @throws FileReplaced
   */
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

  /**
   * Notes the file's state after a write.
   * @throws FileReplaced, though the write was committed
   */
  afterWrite(): void {
    let now: Known;
    try {
      now = this.#lookAround();
    } catch {
      // The write was committed; the next look reports the problem.
      return;
    }
    this.#refuseOtherPlace(now, true);
    this.#newest = this.#options.connection.newestOperation();
    const { main, frames, checkpointed } = this.#known;
    const isChanged = now.main?.state !== main?.state;
    // A write adds to the log, or restarts a log that a checkpoint copied into the file.
    const isCheckpoint = now.checkpointed !== checkpointed || now.frames < frames;
    // Changed without a checkpoint: the next look decides, from the state before.
    this.#known = isChanged && !isCheckpoint ? { ...now, main } : now;
    if (isChanged && isCheckpoint) this.#isProven = false;
  }

  /** Makes SQLite's automatic checkpoint: after a write, when the log has grown. */
  checkpoint(): void {
    if (this.#known.frames < CHECKPOINT_FROM) return;
    this.ownCheckpoint(() => this.#options.connection.checkpoint());
  }

  /** Runs a checkpoint and notes its change of the file; returns false when it had to give way. */
  ownCheckpoint(run: () => boolean): boolean {
    const { file } = this.#options;
    if (stampOf(file)?.state !== this.#known.main?.state) return false;
    try {
      return run();
    } finally {
      // A full disk ends a checkpoint half-way; the log still holds every page of it.
      this.#known = this.#lookAround();
      this.#isProven = false;
    }
  }

  /**
   * Checks the file, its log's index and, after a checkpoint, its content; once a second.
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

  /** Reads the log's state before the file's, so that the next look sees a checkpoint in between. */
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

  /** Returns true when another process wrote or checkpointed the log since the last look. */
  #isMoved({ log, frames, checkpointed }: Known): boolean {
    const known = this.#known;
    if (frames !== known.frames || checkpointed !== known.checkpointed) return true;
    return log?.state !== known.log?.state;
  }

  /** Returns true when another process wrote lately, or is making a checkpoint now. */
  #isOthersWork(): boolean {
    const { frames, checkpointed } = this.#known;
    const { checkpointWithinMs = CHECKPOINT_WITHIN_MS } = this.#options;
    const end = this.#clock.now() + checkpointWithinMs;
    while (!this.#isMoved(this.#lookAround())) {
      const isAfterOthers = this.#clock.now() - this.#othersWroteAt < OTHERS_FOR_MS;
      if (isAfterOthers && frames >= CHECKPOINT_FROM) return true;
      // The log holds nothing that a checkpoint could be writing.
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

/**
 * Looks for an operation in the file, by a fresh connection with nothing in its cache. True also
 * where it could not look.
 */
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
    // Other errors prove nothing: the file is busy, or the process has no more handles.
    return !/^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code);
  }
}
