import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/helpers/run/longest-first.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/helpers/run/setup.ts'],
    globalSetup: ['test/helpers/run/global-setup.ts'],
    // Both of a small machine's cores: by default one is left to the watcher.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files share no state but modules, which are loaded once for each worker instead of each file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
