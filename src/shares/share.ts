/**
 * Places for work that takes memory or time which everybody shares: a holder (a login, an address)
 * has a few of them, the process has some more, and a holder's further work waits in its own line.
 * Free places go round the holders, so that nobody waits for the whole line of another.
 */

export interface ShareSize {
  /** Places of one holder. */
  each: number;
  /** Places of the process. */
  all: number;
  /** Places in a holder's line; with 0 nothing waits. */
  waiting: number;
  /** Longest wait, ms. */
  withinMs: number;
}

/** Timers of a share; tests have their own. */
export interface ShareClock {
  /** Calls back once after `ms`, unless the returned function is called before. */
  after(ms: number, callBack: () => void): () => void;
  /** Calls back on the next turn of the event loop. */
  nextTurn(callBack: () => void): void;
}

export interface ShareOptions {
  /** Gives out one place per turn of the event loop: work that is synchronous fills a turn. */
  perTurn?: boolean;
  /** Places of a holder, where holders differ. */
  sizeOf?: (holder: string) => Pick<ShareSize, 'each' | 'waiting'>;
  /** Holders whose lines go first. */
  goesFirst?: (holder: string) => boolean;
  clock?: ShareClock;
}

const processClock: ShareClock = {
  after: (ms, callBack) => {
    const timer = setTimeout(callBack, ms).unref();
    return () => clearTimeout(timer);
  },
  nextTurn: (callBack) => void setImmediate(callBack),
};

/** Reason of a refusal: the holder's own work, or that of others. */
export type FullBy = 'holder' | 'others';

/** A refused place: the holder's line is full, or its wait was too long. */
export class ShareFull extends Error {
  override readonly name = 'ShareFull';

  constructor(readonly by: FullBy) {
    super(`no place is free, because of ${by}`);
  }
}

/** Frees a place; a second call does nothing. */
export type Release = () => void;

interface Waiting {
  begin: () => void;
}

interface Lane {
  readonly holder: string;
  running: number;
  readonly waiting: Waiting[];
}

/** The places of one kind of work. */
export class Share {
  readonly #size: ShareSize;
  readonly #perTurn: boolean;
  readonly #sizeOf: NonNullable<ShareOptions['sizeOf']>;
  readonly #goesFirst: (holder: string) => boolean;
  readonly #clock: ShareClock;
  /** Holders with work; the order of this map is the order of their turns. */
  readonly #lanes = new Map<string, Lane>();
  #running = 0;
  #isScheduled = false;

  constructor(size: ShareSize, options: ShareOptions = {}) {
    this.#size = size;
    this.#perTurn = options.perTurn ?? false;
    this.#sizeOf = options.sizeOf ?? (() => size);
    this.#goesFirst = options.goesFirst ?? (() => false);
    this.#clock = options.clock ?? processClock;
  }

  /** True while waiting work could begin. */
  get hasNext(): boolean {
    return this.#nextLane() !== undefined;
  }

  /** Returns the number of waiting pieces of a holder's work. */
  waitingOf(holder: string): number {
    return this.#lanes.get(holder)?.waiting.length ?? 0;
  }

  /**
   * Takes a place, at once or when the holder's turn has come.
   * @param signal ends the wait
   * @throws ShareFull; the signal's reason
   */
  take(holder: string, signal?: AbortSignal): Promise<Release> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const lane = this.#laneOf(holder);
    const isFree = lane.waiting.length === 0 && this.#mayBegin(lane);
    if (isFree && !this.#perTurn) {
      this.#lanes.set(holder, lane);
      return Promise.resolve(this.#begin(lane));
    }
    if (lane.waiting.length >= this.#sizeOf(holder).waiting)
      return Promise.reject(this.#full(lane));
    this.#lanes.set(holder, lane);
    return this.#wait(lane, signal);
  }

  /**
   * Takes a free place at once.
   * @throws ShareFull
   */
  takeNow(holder: string): Release {
    const lane = this.#laneOf(holder);
    if (lane.waiting.length > 0 || !this.#mayBegin(lane)) throw this.#full(lane);
    this.#lanes.set(holder, lane);
    return this.#begin(lane);
  }

  /**
   * Runs work with a place and frees it at the end.
   * @throws as `take`
   */
  async run<T>(
    holder: string,
    signal: AbortSignal | undefined,
    work: () => T,
  ): Promise<Awaited<T>> {
    const release = await this.take(holder, signal);
    try {
      return await work();
    } finally {
      release();
    }
  }

  #laneOf(holder: string): Lane {
    return this.#lanes.get(holder) ?? { holder, running: 0, waiting: [] };
  }

  #wait(lane: Lane, signal: AbortSignal | undefined): Promise<Release> {
    return new Promise((resolve, reject) => {
      const leave = (reason: Error) => {
        const at = lane.waiting.indexOf(waiting);
        if (at < 0) return;
        lane.waiting.splice(at, 1);
        settled();
        this.#dropIdle(lane);
        reject(reason);
      };
      const abandon = () => leave(signal?.reason as Error);
      const cancel = this.#clock.after(this.#size.withinMs, () => leave(this.#full(lane)));
      const settled = () => {
        cancel();
        signal?.removeEventListener('abort', abandon);
      };
      const waiting: Waiting = {
        begin: () => {
          settled();
          resolve(this.#begin(lane));
        },
      };
      signal?.addEventListener('abort', abandon, { once: true });
      lane.waiting.push(waiting);
      if (this.#perTurn) this.#schedule();
    });
  }

  #begin(lane: Lane): Release {
    lane.running += 1;
    this.#running += 1;
    let isFreed = false;
    return () => {
      if (isFreed) return;
      isFreed = true;
      lane.running -= 1;
      this.#running -= 1;
      this.#dropIdle(lane);
      if (this.#perTurn) this.#schedule();
      else while (this.#beginNext());
    };
  }

  #schedule(): void {
    if (this.#isScheduled || !this.hasNext) return;
    this.#isScheduled = true;
    this.#clock.nextTurn(() => {
      this.#isScheduled = false;
      this.#beginNext();
      this.#schedule();
    });
  }

  #beginNext(): boolean {
    const lane = this.#nextLane();
    const next = lane?.waiting.shift();
    if (!lane || !next) return false;
    // Behind all other holders.
    this.#lanes.delete(lane.holder);
    this.#lanes.set(lane.holder, lane);
    next.begin();
    return true;
  }

  #nextLane(): Lane | undefined {
    let next: Lane | undefined;
    for (const lane of this.#lanes.values()) {
      if (lane.waiting.length === 0 || !this.#mayBegin(lane)) continue;
      if (this.#goesFirst(lane.holder)) return lane;
      next ??= lane;
    }
    return next;
  }

  #mayBegin(lane: Lane): boolean {
    return lane.running < this.#sizeOf(lane.holder).each && this.#running < this.#size.all;
  }

  #full(lane: Lane): ShareFull {
    const isOwn = lane.running >= this.#sizeOf(lane.holder).each || lane.running >= this.#running;
    return new ShareFull(isOwn ? 'holder' : 'others');
  }

  #dropIdle(lane: Lane): void {
    if (lane.running === 0 && lane.waiting.length === 0) this.#lanes.delete(lane.holder);
  }
}
