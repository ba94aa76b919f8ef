import fs from 'node:fs';
import type { Server } from '../bench/server.js';

/** Samples a server's write-ahead log and memory several times a second, and keeps the peak. */

export interface Peak {
  /** Bytes. */
  log: number;
  rss: number;
  /** Longest delay of the event loop, ms. */
  delay: number;
}

export interface Watch {
  peak: Peak;
  /** Memory over time; `at` as `performance.now()` has it. */
  samples: { at: number; rss: number }[];
  stop(): void;
}

const EVERY_MS = 250;

export function watch(server: Server, file: string, say: (line: string) => void): Watch {
  const peak: Peak = { log: 0, rss: 0, delay: 0 };
  const samples: Watch['samples'] = [];
  const startedAt = performance.now();
  let looks = 0;
  const timer = setInterval(() => {
    const log = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    peak.log = Math.max(peak.log, log);
    void server.sample().then(({ rss, delayMax }) => {
      peak.rss = Math.max(peak.rss, rss);
      peak.delay = Math.max(peak.delay, delayMax);
      samples.push({ at: performance.now(), rss });
      looks += 1;
      if (looks % (15_000 / EVERY_MS) !== 0) return;
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      say(`${seconds} s: log ${inMiB(log)}, memory ${inMB(rss)}`);
    });
  }, EVERY_MS);
  return { peak, samples, stop: () => clearInterval(timer) };
}

export const inMiB = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
export const inMB = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
