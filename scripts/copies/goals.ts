import { timingOf } from '../bench/measure.js';

/** The goals of a copy beside writes, for a book of 500 MB. */

const COPIED_MS = 10_000;
const PROVEN_MS = 60_000;
/** Allowed difference of the p99 of requests. */
const SLOWER_MS = 50;

export interface CopyTimes {
  /** Until the copy's file was written. */
  copiedMs: number;
  /** Until it was proven. */
  tookMs: number;
  /** Times of requests, ms. */
  before: readonly number[];
  during: readonly number[];
}

/** Prints how each goal was met; returns true when all were. */
export function isWithin(
  { copiedMs, tookMs, before, during }: CopyTimes,
  print: (line: string) => void,
): boolean {
  const slower = timingOf(during).p99 - timingOf(before).p99;
  const goals = [
    { name: 'copied', value: copiedMs, most: COPIED_MS },
    { name: 'proven', value: tookMs, most: PROVEN_MS },
    { name: 'p99 of requests later by', value: slower, most: SLOWER_MS },
  ];
  for (const { name, value, most } of goals) {
    print(`  ${value <= most ? 'reached' : 'MISSED'}: ${name} ${value.toFixed(0)} ms of ${most}`);
  }
  return goals.every(({ value, most }) => value <= most);
}
