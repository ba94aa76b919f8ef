import { timingOf } from '../bench/measure.js';
import type { Timed } from './people.js';

/** The goals beside a hostile login. */

/** Allowed difference of the p95 of the others' requests, ms. */
const LATER_MS = 50;
/** Bytes of resident memory. */
const LARGEST_RSS = 400e6;

export interface Round {
  name: string;
  before: readonly Timed[];
  during: readonly Timed[];
  /** The largest resident memory, bytes. */
  rss: number;
  isAlive: boolean;
}

/** Prints how each goal was met; returns true when all were. */
export function isWithin(round: Round, print: (line: string) => void): boolean {
  const { name, before, during, rss, isAlive } = round;
  for (const kind of new Set(during.map((one) => one.kind))) {
    print(`  ${kind.padEnd(8)} ${describe(before, kind)} before; ${describe(during, kind)} during`);
  }
  const p95 = (times: readonly Timed[]) => timingOf(times.map(({ ms }) => ms)).p95;
  const failed = during.filter(({ status }) => status !== 200).length;
  const goals = [
    {
      what: 'p95 of the others later by',
      value: p95(during) - p95(before),
      most: LATER_MS,
      unit: 'ms',
    },
    { what: 'refused or failed requests of the others', value: failed, most: 0, unit: '' },
    { what: 'resident memory', value: rss / 1e6, most: LARGEST_RSS / 1e6, unit: 'MB' },
    { what: 'ends of the server', value: isAlive ? 0 : 1, most: 0, unit: '' },
  ];
  for (const { what, value, most, unit } of goals) {
    const verdict = value <= most ? 'reached' : 'MISSED';
    print(`${verdict}: ${name}: ${what} ${value.toFixed(0)} ${unit} of ${most}`);
  }
  return goals.every(({ value, most }) => value <= most);
}

function describe(times: readonly Timed[], kind: string): string {
  const { p50, p95, max, count } = timingOf(
    times.filter((one) => one.kind === kind).map(({ ms }) => ms),
  );
  const ms = (value: number) => value.toFixed(0).padStart(5);
  return `${String(count).padStart(5)}: p50 ${ms(p50)} p95 ${ms(p95)} max ${ms(max)} ms`;
}
