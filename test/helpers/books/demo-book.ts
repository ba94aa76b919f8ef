import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../src/db/types.js';
import { seedDemoBook, type DemoOptions } from '../../../src/services/demo-book/seed.js';
import type { TestEngine } from '../engines/engines.js';
import { steppableClock, testConfig, type SteppableClock } from './book.js';

/** Books for tests of history: an empty one, or a small demo book. */

export interface OpenedBook {
  context: Context;
  clock: SteppableClock;
  engine: Engine;
}

export interface BookOptions {
  env?: Record<string, string>;
  at?: string;
}

export async function openEmptyBook(
  testEngine: Pick<TestEngine, 'open'>,
  options: BookOptions = {},
): Promise<OpenedBook> {
  const engine = await testEngine.open();
  const clock = steppableClock(options.at);
  const config = testConfig(options.env);
  return {
    context: await createContext(config, { engine, clock, passwordCost: 4 }),
    clock,
    engine,
  };
}

type DemoBookOptions = BookOptions & { book?: DemoOptions };

/** Opens a copy of a demo book, which is made once for the whole run, on the embedded engine. */
export async function openDemoBook(
  testEngine: TestEngine,
  options: DemoBookOptions = {},
): Promise<OpenedBook> {
  const copyOf = await demoBookFile(options);
  return openEmptyBook({ open: () => testEngine.open({ copyOf }) }, options);
}

async function demoBookFile(options: DemoBookOptions): Promise<string> {
  const { env, at, book } = options;
  const key = createHash('sha256')
    .update(JSON.stringify([env, at, book]))
    .digest('hex');
  const file = path.join(path.dirname(inject('migratedDatabase')), `demo-${key}.db`);
  if (fs.existsSync(file)) return file;
  const aside = `${file}.${process.pid}`;
  fs.copyFileSync(inject('migratedDatabase'), aside);
  const engine = openEmbedded({ file: aside, enforceD1Limits: true, threads: false });
  const { context } = await openEmptyBook({ open: () => Promise.resolve(engine) }, options);
  await seedDemoBook(context, { weeks: 4, customers: 40, wagers: 500, ...book });
  await engine.close();
  // The other worker may have made the same at the same time: the name is taken when it is whole.
  fs.renameSync(aside, file);
  return file;
}
