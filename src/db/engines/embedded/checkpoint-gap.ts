import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Gaps between long reads, in which SQLite can empty its write-ahead log. SQLite restarts the log
 * only while no connection reads from it, and a thread that is never idle leaves no such moment:
 * https://www.sqlite.org/wal.html#avoiding_excessively_large_wal_files
 */

/** Bytes; a larger log asks for a gap. */
export const LARGEST_LOG = 64 * 2 ** 20;
/** Reads handed to a thread in advance, so that it need not wait for the main thread's next turn. */
const AHEAD = 4;
/** Time that a gap waits for running reads; each gap in vain doubles it, up to LONGEST_MS. */
const SHORTEST_MS = 4_000;
const LONGEST_MS = 8_000;
/** Times the length of a gap in vain for which long reads run before the next: never shut out. */
const REST = 2;

export interface GapClock {
  /** ms */
  now(): number;
  pause(ms: number): Promise<unknown>;
}

const processClock: GapClock = {
  now: () => performance.now(),
  pause: (ms) => pause(ms, undefined, { ref: false }),
};

/** A read that its thread received and did not begin, because of a gap. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** Hands one thread its reads in their order. */
export type Lane = <T>(read: () => Promise<T>) => Promise<T>;

interface Reads {
  waiting: (() => void)[];
  running: number;
  /** Reads that a thread received and held back. */
  held: (() => void)[];
}

/** Queues the long reads of every thread, and stops them all while SQLite empties the log. */
export class CheckpointGap {
  /** Not 0 during a gap: the threads look at it and then begin no read that they have received. */
  readonly hold = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #emptyLog: () => Promise<boolean>;
  readonly #clock: GapClock;
  readonly #lanes: Reads[] = [];
  #gap: Promise<void> | undefined;
  #isClosed = false;
  #patienceMs = SHORTEST_MS;
  #notBefore = -Infinity;
  /** Runs at the end of each read. */
  #onEnd = (): void => undefined;

  /** @param emptyLog returns false when another connection, such as another process's, blocked it */
  constructor(emptyLog: () => Promise<boolean>, clock = processClock) {
    this.#emptyLog = emptyLog;
    this.#clock = clock;
  }

  /** Returns the way to a thread that runs long reads and looks at `hold`. */
  lane(): Lane {
    const reads: Reads = { waiting: [], running: 0, held: [] };
    this.#lanes.push(reads);
    return (read) =>
      new Promise((resolve, reject) => {
        const begin = () => {
          const fail = (error: Error) => {
            if (error instanceof HeldBack) reads.held.push(begin);
            else reject(error);
          };
          const end = () => {
            reads.running -= 1;
            this.#onEnd();
            this.#beginNext(reads);
          };
          read().then(resolve, fail).finally(end);
        };
        reads.waiting.push(begin);
        this.#beginNext(reads);
      });
  }

  /** Notes the log's size after each write, and begins a gap when the log is too large. */
  noteLog(bytes: number): void {
    if (bytes <= LARGEST_LOG || this.#gap || this.#isClosed) return;
    if (this.#clock.now() < this.#notBefore) return;
    this.#gap = this.#makeGap();
  }

  /** Ends the gaps, and resolves when all reads have ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#gap;
    await this.#untilEnded(({ waiting, held, running }) => {
      return waiting.length + held.length + running === 0;
    });
  }

  async #makeGap(): Promise<void> {
    const startedAt = this.#clock.now();
    Atomics.store(this.hold, 0, 1);
    const ended = this.#untilEnded(({ running }) => running === 0).then(() => true);
    const isQuiet = await Promise.race([
      ended,
      this.#clock.pause(this.#patienceMs).then(() => false),
    ]);
    const isEmptied = isQuiet && (await this.#emptyLog().catch(() => false));
    const endedAt = this.#clock.now();
    this.#patienceMs = isEmptied ? SHORTEST_MS : Math.min(this.#patienceMs * 2, LONGEST_MS);
    this.#notBefore = isEmptied ? endedAt : endedAt + REST * (endedAt - startedAt);
    this.#gap = undefined;
    Atomics.store(this.hold, 0, 0);
    this.#lanes.forEach((reads) => this.#beginNext(reads));
  }

  #beginNext(reads: Reads): void {
    while (!this.#gap && reads.running < AHEAD) {
      const begin = reads.held.shift() ?? reads.waiting.shift();
      if (!begin) return;
      reads.running += 1;
      begin();
    }
  }

  #untilEnded(isEnded: (reads: Reads) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#onEnd = () => {
        if (this.#lanes.every(isEnded)) resolve();
      };
      this.#onEnd();
    });
  }
}
