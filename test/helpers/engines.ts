import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, inject, onTestFinished } from 'vitest';
import { openEmbedded } from '../../src/db/engines/embedded.js';
import type { Engine } from '../../src/db/types.js';
import { openFreshD1 } from './d1.js';

/** The engines that a suite runs on, each with a fresh database per test. */

export interface TestEngine {
  name: Engine['name'];
  /** An engine on a fresh migrated (or empty) database, closed and removed after the test. */
  open: (options?: { empty?: boolean }) => Promise<Engine>;
}

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-'));
  onTestFinished(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export const embedded: TestEngine = {
  name: 'embedded',
  open: async (options = {}) => {
    const file = path.join(temporaryFolder(), 'test.db');
    if (!options.empty) fs.copyFileSync(inject('migratedDatabase'), file);
    const engine = openEmbedded({ file, enforceD1Limits: true });
    onTestFinished(() => engine.close());
    return Promise.resolve(engine);
  },
};

export const d1: TestEngine = { name: 'd1', open: openFreshD1 };

/** `TEST_ENGINE=embedded` or `TEST_ENGINE=d1` picks one. */
export const testEngines: TestEngine[] = [embedded, d1].filter(
  ({ name }) => (process.env['TEST_ENGINE'] ?? name) === name,
);

/** The same suite on every engine. */
export function describeOnEngines(title: string, body: (engine: TestEngine) => void): void {
  describe.each(testEngines)(`${title} ($name)`, body);
}
