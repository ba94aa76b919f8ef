/**
 * Time that a write waits for another process's write lock. Writes queue on one thread: if each
 * waited from its own turn on, the last of twenty behind a held lock would fail after minutes. Each
 * waits until its own deadline, which counts from the call.
 */

/** Wait of a write that comes late because of long writes before it: nobody held the lock then. */
const LATE_MS = 250;

export class LockWait {
  readonly #busyTimeoutMs: number;
  /** True after a write that found the lock held, until one gets it. */
  #isHeld = false;

  constructor(busyTimeoutMs: number) {
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  /**
   * Returns the time that a write asked for at `askedAt` may wait, in ms.
   * @param options.withinMs a shorter wait than the usual one
   */
  of(askedAt: number, options: { now?: number; withinMs?: number | undefined } = {}): number {
    const { now = Date.now(), withinMs = this.#busyTimeoutMs } = options;
    const left = Math.min(withinMs, this.#busyTimeoutMs) - Math.max(0, now - askedAt);
    const least = this.#isHeld ? 0 : Math.min(LATE_MS, this.#busyTimeoutMs);
    return Math.max(left, least);
  }

  /** Notes the end of a write, by its error if it failed. */
  note(error: unknown): void {
    this.#isHeld = String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY');
  }
}
