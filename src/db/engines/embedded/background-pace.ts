import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A thread for background work that rests as long as it worked while people are served: its
 * priority is lower, but it shares memory and often the very core with the thread that serves them.
 */

/** The share of the time for which the main thread had something to do. */
const BUSY = 0.5;
const LONGEST_MS = 1_000;

export interface RestClock {
  /** ms */
  now(): number;
  /** Starts measuring; the function it returns tells how busy the main thread was, 0 to 1. */
  watch(): () => number;
  pause(ms: number): Promise<unknown>;
}

const processClock: RestClock = {
  now: () => performance.now(),
  watch: () => {
    const start = performance.eventLoopUtilization();
    return () => performance.eventLoopUtilization(start).utilization;
  },
  pause: (ms) => pause(ms),
};

/** Work in the order of the calls, with a rest before the next: no result waits for one. */
export function restBetween(clock = processClock): <T>(work: () => Promise<T>) => Promise<T> {
  let rested: Promise<unknown> = Promise.resolve();
  return (work) => {
    let rest = (): unknown => undefined;
    const result = rested.then(() => {
      const startedAt = clock.now();
      const busy = clock.watch();
      rest = () =>
        busy() > BUSY ? clock.pause(Math.min(clock.now() - startedAt, LONGEST_MS)) : undefined;
      return work();
    });
    const restNow = () => rest();
    rested = result.then(restNow, restNow);
    return result;
  };
}
