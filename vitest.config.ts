import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/helpers/run/longest-first.js';

/** Settings of `vitest run --mode …`; the scripts of package.json have no other portable way. */
const settings: Partial<Record<string, Record<string, string>>> = {
  /** `npm run test:quick`, for work in between: SQLite alone, little volume, no browser. */
  quick: { TEST_ENGINE: 'embedded', TEST_VOLUME: '0.1' },
  /** `npm run test:sql` */
  sql: { TEST_SQL: 'write' },
};

export default defineConfig(({ mode }) => {
  for (const [name, value] of Object.entries(settings[mode] ?? {})) process.env[name] ??= value;
  return {
    test: {
      include: ['test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...(mode === 'quick' ? ['test/browser/**'] : [])],
      setupFiles: ['test/helpers/run/setup.ts'],
      globalSetup: ['test/helpers/run/global-setup.ts'],
      // One more than there are cores: tests wait for disks, processes and browsers a third of their time.
      maxWorkers: availableParallelism() + 1,
      // Files share modules only; each worker loads them once instead of once a file.
      isolate: false,
      sequence: { sequencer: LongestFirst },
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
});
