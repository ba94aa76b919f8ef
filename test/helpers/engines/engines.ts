import fs from 'node:fs';
import path from 'node:path';
import { describe, inject } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../src/db/types.js';
import { whenDone } from '../run/shared-world.js';
import { freshD1, type FreshOptions } from './d1.js';

/** Engines for suites, each with a fresh database for every test. */

export interface TestEngine {
  name: Engine['name'];
  /** An engine on a fresh database, closed and removed after the test. */
  open: (options?: FreshOptions) => Promise<Engine>;
  /** Engines on one fresh database, as several server processes have them. */
  openShared: (count: number, options?: FreshOptions) => Promise<Engine[]>;
}

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(inject('runFolder'), 'test-'));
  whenDone(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const severally = (count: number, open: () => Engine | Promise<Engine>): Promise<Engine[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const engine = await open();
      whenDone(() => engine.close());
      return engine;
    }),
  );

const one = async (engines: Promise<Engine[]>): Promise<Engine> => {
  const [engine] = await engines;
  if (!engine) throw new Error('no engine was opened');
  return engine;
};

function embeddedEngine(threads: boolean): TestEngine {
  const openShared: TestEngine['openShared'] = (count, options = {}) => {
    const file = path.join(temporaryFolder(), 'test.db');
    if (!options.empty) fs.copyFileSync(options.copyOf ?? inject('migratedDatabase'), file);
    return severally(count, () => openEmbedded({ file, enforceD1Limits: true, threads }));
  };
  return { name: 'embedded', openShared, open: (options) => one(openShared(1, options)) };
}

/** Does all its work on the calling thread: to start threads takes longer than most tests do. */
export const embedded = embeddedEngine(false);

/** As servers have it, for tests of its threads. */
export const embeddedWithThreads = embeddedEngine(true);

export const d1: TestEngine = {
  name: 'd1',
  open: (options) => one(d1.openShared(1, options)),
  openShared: async (count, options) => {
    const address = await freshD1(options);
    return severally(count, () => openD1(address));
  },
};

/** Engines of this run: `TEST_ENGINE=embedded` or `TEST_ENGINE=d1` picks one. */
export const testEngines: TestEngine[] = [embedded, d1].filter(
  ({ name }) => (process.env['TEST_ENGINE'] ?? name) === name,
);

/** Declares a suite for every engine: it brings a new SQL text, or a rule that engines share. */
export function describeOnEngines(title: string, body: (engine: TestEngine) => void): void {
  describe.each(testEngines)(`${title} ($name)`, body);
}

/**
 * Declares a suite for SQLite alone. Its texts were sent on D1 by other tests: `npm test` fails
 * otherwise (test/helpers/sql/record-check.ts).
 */
export function describeOnSqlite(title: string, body: (engine: TestEngine) => void): void {
  describe.runIf(testEngines.includes(embedded))(title, () => body(embedded));
}

/** Declares a suite for D1 alone: its gateway, its network, its counts. */
export function describeOnD1(title: string, body: (engine: TestEngine) => void): void {
  describe.runIf(testEngines.includes(d1))(title, () => body(d1));
}
