import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Gaps between long reads, in which SQLite can empty its write-ahead log. It begins the log anew
 * only at a moment at which nobody reads from it, and a thread that is never idle leaves none:
 * https://www.sqlite.org/wal.html#avoiding_excessively_large_wal_files
 */

/** A log above this many bytes asks for a gap. */
export const LARGEST_LOG = 64 * 2 ** 20;
/** Reads handed to a thread at once: it need not wait for the main thread's next turn. */
const AHEAD = 4;
/** A gap waits this long for the reads that run, and after each one in vain for twice as long. */
const SHORTEST_MS = 4_000;
const LONGEST_MS = 8_000;
/** After a gap in vain, long reads run for so many times its length: they are never shut out. */
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

/** A thread was handed the read and has not begun it: there is a gap. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** Hands one thread its reads in their order. */
export type Lane = <T>(read: () => Promise<T>) => Promise<T>;

interface Reads {
  waiting: (() => void)[];
  running: number;
  /** Handed out and held back. */
  held: (() => void)[];
}

export class CheckpointGap {
  /** Not 0 during a gap: seen by the threads, which then begin nothing that they have been handed. */
  readonly hold = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #emptyLog: () => Promise<boolean>;
  readonly #clock: GapClock;
  readonly #lanes: Reads[] = [];
  #gap: Promise<void> | undefined;
  #isClosed = false;
  #patienceMs = SHORTEST_MS;
  #notBefore = -Infinity;
  /** Called whenever a read has ended. */
  #onEnd = (): void => undefined;

  /** @param emptyLog false when somebody else, such as another process, stood in the way */
  constructor(emptyLog: () => Promise<boolean>, clock = processClock) {
    this.#emptyLog = emptyLog;
    this.#clock = clock;
  }

  /** The way to a thread that reads long and looks at `hold`. */
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

  /** Takes note of the log's size, after each write. */
  noteLog(bytes: number): void {
    if (bytes <= LARGEST_LOG || this.#gap || this.#isClosed) return;
    if (this.#clock.now() < this.#notBefore) return;
    this.#gap = this.#makeGap();
  }

  /** Makes no more gaps, and resolves when all reads have ended. */
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
