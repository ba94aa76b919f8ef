import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { resources } from '../../resources/index.js';
import { createApp } from '../../src/app.js';
import { createContext, type Context } from '../../src/context.js';
import { seedDemoBook, DEMO_PASSWORD, type DemoOptions } from '../../src/services/demo-data.js';
import { steppableClock, testConfig } from './book.js';
import type { TestEngine } from './engines.js';

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
  const server = http.createServer(await createApp(context, resources));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, context };
}
