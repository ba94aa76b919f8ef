import { createHash, createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import { refuseUnmigrated, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder, projectRoot } from '../../../src/paths.js';

/**
 * Fresh D1 databases for the whole run: the gateway Worker inside workerd in front of many databases,
 * most of them copies of the migrated one. The first test that asks starts it.
 */

export interface D1Address {
  url: string;
  token: string;
}

type Kind = 'migrated' | 'empty';

export const TEST_TOKEN = 'a-token-for-tests-of-32-characters-or-more';
const DATABASES_PER_WORKER: Record<Kind, number> = { migrated: 60, empty: 20 };

export interface D1Pool {
  /**
   * Address that hands out databases: `POST /migrated` (the body may name a closed SQLite file to copy
   * instead of the migrated one) or `POST /empty`.
   */
  url: string;
  close(): Promise<void>;
}

interface PooledWorker {
  worker: Miniflare;
  origin: string;
  /** Folder of its databases. */
  files: string;
  /** Names of databases that no test has; workerd opens a file at the first request. */
  unused: Record<Kind, string[]>;
}

/**
 * @param migratedFile a SQLite file with all migrations applied
 * @param runFolder where the databases lie
 */
export async function startD1Pool(migratedFile: string, runFolder: string): Promise<D1Pool> {
  const folder = fs.mkdtempSync(path.join(runFolder, 'd1-'));
  const workers: Promise<PooledWorker>[] = [];

  const take = async (kind: Kind, copyOf: string): Promise<D1Address> => {
    for (;;) {
      const newest = workers.at(-1) ?? startNext();
      const { origin, files, unused } = await newest;
      const name = unused[kind].pop();
      if (name !== undefined) {
        if (copyOf !== '') fs.copyFileSync(copyOf, databaseFile(files, name));
        return { url: `${origin}/${name}`, token: TEST_TOKEN };
      }
      if (workers.at(-1) === newest) void startNext();
    }
  };
  const startNext = (): Promise<PooledWorker> => {
    const next = startWorker(path.join(folder, String(workers.length)), migratedFile);
    workers.push(next);
    return next;
  };

  const server = http.createServer((request, response) => {
    text(request)
      .then((copyOf) => take(request.url === '/empty' ? 'empty' : 'migrated', copyOf))
      .then(
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
      const started = await Promise.allSettled(workers);
      for (const outcome of started) {
        if (outcome.status === 'fulfilled') await outcome.value.worker.dispose();
      }
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startWorker(folder: string, migratedFile: string): Promise<PooledWorker> {
  const names = Object.entries(DATABASES_PER_WORKER).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, index) => `${kind}_${index}`),
  );
  const files = path.join(folder, D1_OBJECT);
  fs.mkdirSync(files, { recursive: true });
  for (const name of names.filter((each) => each.startsWith('migrated'))) {
    fs.copyFileSync(migratedFile, databaseFile(files, name));
  }
  const worker = new Miniflare({
    cf: false,
    modules: true,
    script: await bundleWorker('test/gateway/worker/many-databases.ts'),
    compatibilityDate: '2026-04-01',
    bindings: { D1_TOKEN: TEST_TOKEN },
    d1Persist: folder,
    d1Databases: Object.fromEntries(names.map((name) => [name, name])),
    // Past the router of Miniflare, which costs as much as a small read.
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  });
  await worker.ready;
  const { origin } = await worker.unsafeGetDirectURL();
  const named = (kind: Kind) => names.filter((name) => name.startsWith(kind));
  const [first = '', ...migrated] = named('migrated');
  await refuseUnmigratedAt(`${origin}/${first}`);
  return { worker, origin, files, unused: { migrated, empty: named('empty') } };
}

/** Fails loudly should Miniflare keep its databases elsewhere one day. */
async function refuseUnmigratedAt(url: string): Promise<void> {
  const engine = await openD1({ url, token: TEST_TOKEN });
  await refuseUnmigrated(engine.database, readMigrations(migrationsFolder));
  await engine.close();
}

const D1_OBJECT = 'miniflare-D1DatabaseObject';

/** File of a database: workerd names it by the id of its Durable Object. */
function databaseFile(folder: string, name: string): string {
  const key = createHash('sha256').update(D1_OBJECT).digest();
  const hmac = (data: string | Buffer) => createHmac('sha256', key).update(data).digest();
  const head = hmac(name).subarray(0, 16);
  const id = Buffer.concat([head, hmac(head).subarray(0, 16)]).toString('hex');
  return path.join(folder, `${id}.sqlite`);
}

/** A Worker's source as one module. */
export async function bundleWorker(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(projectRoot, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    external: ['cloudflare:workers'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
