/**
 * Fails fast while a peer is away: after some failures in a row nothing is sent for a while, then
 * one request at a time tries again.
 */

export interface CircuitOptions {
  /** Failures in a row that open it. */
  threshold: number;
  firstPauseMs: number;
  /** The pause doubles with every failed trial up to this. */
  longestPauseMs: number;
}

export class Circuit {
  readonly #options: CircuitOptions;
  readonly #now: () => number;
  #failures = 0;
  #pauseMs = 0;
  #openUntil = 0;
  #lastReason = '';
  #trialUnderWay = false;

  constructor(options: CircuitOptions, now: () => number = Date.now) {
    this.#options = options;
    this.#now = now;
  }

  /** Null when a request may be sent, else the reason of the last failure and the time left. */
  refusal(): { reason: string; retryInMs: number } | null {
    if (this.#failures < this.#options.threshold) return null;
    const left = this.#openUntil - this.#now();
    if (left > 0) return { reason: this.#lastReason, retryInMs: left };
    if (this.#trialUnderWay) return { reason: this.#lastReason, retryInMs: this.#pauseMs };
    this.#trialUnderWay = true;
    return null;
  }

  /** The peer answered, whatever it said. */
  succeeded(): void {
    this.#failures = 0;
    this.#pauseMs = 0;
    this.#trialUnderWay = false;
  }

  failed(reason: string): void {
    this.#failures += 1;
    this.#lastReason = reason;
    this.#trialUnderWay = false;
    if (this.#failures < this.#options.threshold) return;
    const { firstPauseMs, longestPauseMs } = this.#options;
    this.#pauseMs = Math.min(Math.max(this.#pauseMs * 2, firstPauseMs), longestPauseMs);
    this.#openUntil = this.#now() + this.#pauseMs;
  }
}
