import { createContext, type Context } from '../../src/context.js';
import type { Engine } from '../../src/db/types.js';
import { seedDemoBook, type DemoOptions } from '../../src/services/demo-data.js';
import { steppableClock, testConfig, type SteppableClock } from '../helpers/book.js';
import type { TestEngine } from '../helpers/engines.js';

/** Books for tests that want history: an empty one, or a small demo book. */

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

export async function openDemoBook(
  testEngine: Pick<TestEngine, 'open'>,
  options: BookOptions & { book?: DemoOptions } = {},
): Promise<OpenedBook> {
  const opened = await openEmptyBook(testEngine, options);
  await seedDemoBook(opened.context, { weeks: 4, customers: 40, wagers: 500, ...options.book });
  return opened;
}
