import { createContext, type Context } from '../../src/context.js';
import { seedDemoBook, DEMO_PASSWORD, type DemoOptions } from '../../src/services/demo-data.js';
import { steppableClock, testConfig } from './book.js';
import type { TestEngine } from './engines.js';
import { serveApp } from './serve-app.js';

/** The whole application with a demo book, on a Wednesday evening: a week with a past. */

export interface DemoSite {
  url: string;
  context: Context;
}

export { DEMO_PASSWORD };

export async function openDemoSite(
  engine: TestEngine,
  options: DemoOptions & { env?: Record<string, string>; at?: string } = {},
): Promise<DemoSite> {
  const { env, at = '2026-03-04 20:00:00', ...book } = options;
  const context = await createContext(
    testConfig({
      SESSION_SECRET: 'a secret of the tests, long enough',
      DATA_KEY: 'k1:a data key of the tests, long enough',
      ...env,
    }),
    { engine: await engine.open(), clock: steppableClock(at), passwordCost: 4 },
  );
  await seedDemoBook(context, book);
  return { url: await serveApp(context), context };
}
