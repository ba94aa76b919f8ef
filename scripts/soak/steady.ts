import { createHash } from 'node:crypto';
import { timingOf } from '../bench/measure.js';
import { inMB } from './watch.js';

/** Compares each minute of a soak with its first: what grows with time shows here. */

export interface Timed {
  /** Ms since the start of the soak. */
  at: number;
  ms: number;
}

export interface Minutes {
  lists: readonly Timed[];
  /** Times of a fixed piece of work beside the server. */
  work: readonly Timed[];
  memory: readonly { at: number; rss: number }[];
  lastedMs: number;
}

/** Lists may take this many times the p95 of the first minute. */
const SLOWER_AT_MOST = 2;
/** Memory of the last minute may be this many times that of the second, after the caches filled. */
const LARGER_AT_MOST = 1.15;
const MINUTE_MS = 60_000;

/** Returns the p95 of each minute, ms; a minute that the end cut short is left out. */
function minutesOf(timed: readonly Timed[], lastedMs: number): number[] {
  const whole = Math.max(1, Math.floor(lastedMs / MINUTE_MS));
  return Array.from({ length: whole }, (_, minute) => {
    const within = timed.filter(({ at }) => Math.floor(at / MINUTE_MS) === minute);
    return timingOf(within.map(({ ms }) => ms)).p95;
  });
}

/** Returns the median memory of each minute, bytes. */
function memoryOf(samples: Minutes['memory']): number[] {
  const last = samples.at(-1)?.at ?? 0;
  return Array.from({ length: Math.floor(last / MINUTE_MS) + 1 }, (_, minute) => {
    const within = samples.filter(({ at }) => Math.floor(at / MINUTE_MS) === minute);
    return timingOf(within.map(({ rss }) => rss)).p50;
  });
}

/** Prints the minutes, and returns whether lists stay fast and the memory flat. */
export function isSteady(
  { lists, memory, work, lastedMs }: Minutes,
  print: (line: string) => void,
): boolean {
  const inMs = (values: readonly number[]) => values.map((ms) => ms.toFixed(0)).join(', ');
  print(`lists, p95 of each minute: ${inMs(minutesOf(lists, lastedMs))} ms`);
  print(`a fixed piece of work, p95 of each minute: ${inMs(minutesOf(work, lastedMs))} ms`);
  const rss = memoryOf(memory);
  print(`memory of each minute: ${rss.map(inMB).join(', ')}`);
  const p95 = (timed: readonly Timed[]) => timingOf(timed.map(({ ms }) => ms)).p95;
  const first = p95(lists.filter(({ at }) => at < MINUTE_MS));
  const later = p95(lists.filter(({ at }) => at >= MINUTE_MS));
  const slower = ratio(later, first);
  const larger = ratio(rss.at(-1) ?? 0, rss[1] ?? 0);
  print(`lists after the first minute ${slower.toFixed(2)} times it, ${SLOWER_AT_MOST} allowed`);
  print(
    `memory at the end ${larger.toFixed(2)} times the second minute, ${LARGER_AT_MOST} allowed`,
  );
  return slower <= SLOWER_AT_MOST && larger <= LARGER_AT_MOST;
}

/** Times the same piece of work every second: a busy machine shows here, whatever the server does. */
export function timeFixedWork(): { times: Timed[]; stop(): void } {
  const times: Timed[] = [];
  const piece = Buffer.alloc(16e6);
  const timer = setInterval(() => {
    const at = performance.now();
    createHash('sha256').update(piece).digest();
    times.push({ at, ms: performance.now() - at });
  }, 1000);
  return { times, stop: () => clearInterval(timer) };
}

const ratio = (value: number, of: number) => (of === 0 ? 1 : value / of);
