import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/helpers/run/longest-first.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/helpers/run/setup.ts'],
    globalSetup: ['test/helpers/run/global-setup.ts'],
    // Uses both cores of a small machine: by default vitest leaves one to the watcher.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files share modules only; each worker loads them once instead of once a file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
