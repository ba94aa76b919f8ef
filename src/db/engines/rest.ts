import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Background work that rests as long as it worked while people are served: its thread has a lower
 * priority, but shares memory and often the very core with the thread that serves them.
 */

/** The share of the time for which the main thread had something to do. */
const BUSY = 0.5;
const LONGEST_MS = 1_000;

export interface RestClock {
  /** ms */
  now(): number;
  /** Starts to look; what it answers says how busy the main thread was since then, 0 to 1. */
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

/** For the works of one thread, which does them one after the other, in the order of the calls. */
export function restBetween(clock = processClock): <T>(work: () => Promise<T>) => Promise<T> {
  let endedAt = 0;
  return async (work) => {
    const askedAt = clock.now();
    const busy = clock.watch();
    const result = await work();
    // It was not worked on while it waited for the one before.
    const ms = clock.now() - Math.max(askedAt, endedAt);
    endedAt = clock.now();
    if (busy() > BUSY) await clock.pause(Math.min(ms, LONGEST_MS));
    return result;
  };
}
