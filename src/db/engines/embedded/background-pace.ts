import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Rests of the background thread, as long as its work before them, while the server answers users:
 * its priority is lower, but it shares memory and often the core with the thread that serves them.
 */

/** Share of the time for which the main thread had work; above it the background thread rests. */
const BUSY = 0.5;
const LONGEST_MS = 1_000;

export interface RestClock {
  /** ms */
  now(): number;
  /** Starts to measure; the returned function reports how busy the main thread was, 0 to 1. */
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

/** Runs work in the order of the calls and rests before the next one: no result waits for a rest. */
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
