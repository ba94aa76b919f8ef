import type { Message } from '../../../messages/message.js';

/**
 * Fails fast while a peer cannot be reached: after some failures in a row it sends nothing for a
 * while, then tries one request at a time.
 */

export interface CircuitOptions {
  /** Failures in a row that open it. */
  threshold: number;
  firstPauseMs: number;
  /** The pause doubles with every failed trial, up to this. */
  longestPauseMs: number;
}

/** Counts failures in a row and refuses requests during a pause. */
export class Circuit {
  readonly #options: CircuitOptions;
  readonly #now: () => number;
  #failures = 0;
  #pauseMs = 0;
  #openUntil = 0;
  #lastReason: Message | undefined;
  #trialUnderWay = false;

  constructor(options: CircuitOptions, now: () => number = Date.now) {
    this.#options = options;
    this.#now = now;
  }

  /** Returns null when a request may be sent, else the reason of the last failure and the time left. */
  refusal(): { reason: Message; retryInMs: number } | null {
    const reason = this.#lastReason;
    if (reason === undefined || this.#failures < this.#options.threshold) return null;
    const left = this.#openUntil - this.#now();
    if (left > 0) return { reason, retryInMs: left };
    if (this.#trialUnderWay) return { reason, retryInMs: this.#pauseMs };
    this.#trialUnderWay = true;
    return null;
  }

  /** Notes an answer of the peer, whatever it says. */
  succeeded(): void {
    this.#failures = 0;
    this.#pauseMs = 0;
    this.#trialUnderWay = false;
  }

  /** Notes a request without an answer of the peer. */
  failed(reason: Message): void {
    this.#failures += 1;
    this.#lastReason = reason;
    this.#trialUnderWay = false;
    if (this.#failures < this.#options.threshold) return;
    const { firstPauseMs, longestPauseMs } = this.#options;
    this.#pauseMs = Math.min(Math.max(this.#pauseMs * 2, firstPauseMs), longestPauseMs);
    this.#openUntil = this.#now() + this.#pauseMs;
  }
}
