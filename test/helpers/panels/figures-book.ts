import type { Context } from '../../../src/context.js';
import { DEMO_PASSWORD } from '../../../src/services/passwords/demo-password.js';
import type { DemoOptions } from '../../../src/services/demo-book/seed.js';
import { openDemoBook } from '../books/demo-book.js';
import type { TestEngine } from '../engines/engines.js';
import { openPanels, type Person } from './driver.js';

/** A demo book on a Wednesday evening, behind its panels. */
export async function openFigures(
  engine: TestEngine,
  { env, ...book }: DemoOptions & { env?: Record<string, string> } = {},
): Promise<{ context: Context; signIn: (username: string, language?: string) => Promise<Person> }> {
  const { context } = await openDemoBook(engine, {
    book: { weeks: 4, customers: 16, wagers: 220, ...book },
    at: '2026-03-04 20:00:00',
    env: {
      SESSION_SECRET: 'a secret of the tests, long enough',
      DATA_KEY: 'k1:a data key of the tests, long enough',
      ...env,
    },
  });
  const server = await openPanels(context);
  return {
    context,
    signIn: (username, language) => server.signIn(username, DEMO_PASSWORD, language),
  };
}
