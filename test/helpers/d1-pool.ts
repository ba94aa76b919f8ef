import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { openD1 } from '../../src/db/engines/d1.js';
import { migrateUp, readMigrations } from '../../src/db/migrator.js';
import { migrationsFolder, projectRoot } from '../../src/paths.js';

/**
 * Fresh D1 databases for the whole test run: the gateway Worker inside workerd, started when the
 * first test asks, before many databases of which some are always migrated ahead.
 */

export interface D1Address {
  url: string;
  token: string;
}

export const TEST_TOKEN = 'a-token-for-tests-of-32-characters-or-more';
const DATABASES_PER_WORKER = 80;
const MIGRATED_AHEAD = 6;

export interface D1Pool {
  /** Where tests ask for a database: `POST /migrated` or `POST /empty`. */
  url: string;
  close(): Promise<void>;
}

export async function startD1Pool(): Promise<D1Pool> {
  const workers: Miniflare[] = [];
  let unused: Promise<string[]> | undefined;
  const ahead: Promise<D1Address>[] = [];

  const takeEmpty = async (): Promise<D1Address> => {
    for (;;) {
      const batch = unused ?? startWorker(workers);
      unused = batch;
      const url = (await batch).pop();
      if (url !== undefined) return { url, token: TEST_TOKEN };
      if (unused === batch) unused = undefined;
    }
  };
  const prepare = (): Promise<D1Address> => {
    const next = takeEmpty().then(migrate);
    next.catch(() => undefined);
    return next;
  };
  const takeMigrated = (): Promise<D1Address> => {
    const taken = ahead.shift() ?? prepare();
    ahead.push(...Array.from({ length: MIGRATED_AHEAD - ahead.length }, prepare));
    return taken;
  };

  const server = http.createServer((request, response) => {
    const take = request.url === '/empty' ? takeEmpty : takeMigrated;
    take().then(
      (address) => response.end(JSON.stringify(address)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await Promise.allSettled(ahead);
      await Promise.all(workers.map((worker) => worker.dispose()));
    },
  };
}

/** Starts a Worker and answers the addresses of its databases. */
async function startWorker(workers: Miniflare[]): Promise<string[]> {
  const names = Array.from({ length: DATABASES_PER_WORKER }, (_, index) => `DB${index}`);
  const worker = new Miniflare({
    cf: false,
    modules: true,
    script: await bundleWorker('test/gateway/worker/many-databases.ts'),
    compatibilityDate: '2026-04-01',
    bindings: { D1_TOKEN: TEST_TOKEN },
    d1Databases: Object.fromEntries(names.map((name) => [name, name])),
  });
  workers.push(worker);
  const { origin } = await worker.ready;
  return names.map((name) => `${origin}/${name}`);
}

/** A Worker's source as one module. */
export async function bundleWorker(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(projectRoot, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function migrate(address: D1Address): Promise<D1Address> {
  const engine = await openD1(address);
  await migrateUp(engine.database, readMigrations(migrationsFolder));
  await engine.close();
  return address;
}
