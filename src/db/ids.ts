import { v7 } from 'uuid';

/** Time, and ids in the order of time. */

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export type NewId = () => string;

/**
 * Makes UUIDv7 ids that always increase, also within one millisecond and when the clock jumps back:
 * the ledger's order is `processed_at`, then `id`.
 */
export function createIdSource(clock: Clock): NewId {
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const nowMs = clock.now().getTime();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      sequence = 0;
    } else {
      sequence += 1;
      if (sequence > 0x7fffffff) {
        lastMs += 1;
        sequence = 0;
      }
    }
    return v7({ msecs: lastMs, seq: sequence });
  };
}

/** Formats a time as the database stores it: `YYYY-MM-DD HH:MM:SS` in UTC. */
export function toTimestamp(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
