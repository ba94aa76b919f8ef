import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ResourceDeclaration } from './admin/declaration/resource.js';
import type { Assets } from './admin/panels/assets.js';
import { leaveBundlerOut } from './admin/panels/without-bundler.js';
import { createPipeline, loadPanels } from './app.js';
import type { Config } from './config.js';
import type { Context } from './context.js';
import { migrateUp, readMigrations, refuseUnmigrated } from './db/migrations/migrator.js';
import { DomainError } from './errors.js';
import { migrationsFolder } from './paths.js';
import { openContext } from './secrets.js';
import { purgeAttempts } from './services/accounts/login-throttle.js';
import { hasActiveAdministrator } from './services/accounts/reads.js';
import { purgeSessions } from './services/accounts/sessions.js';
import type { BulkRunner } from './services/bulk-runs/runner.js';
import { verifyDataKeys } from './services/encryption/keys.js';
import type { StatsSchedule } from './services/stats/schedule.js';

/** A server from its configuration: context → migrations → demo book → pipeline → listen. */

const PURGE_EVERY_MS = 60 * 60_000;
/** How long requests may take to finish once the server is asked to stop. */
const STOP_WITHIN_MS = 10_000;
/** A request has to arrive within this, body included. */
const REQUEST_WITHIN_MS = 30_000;

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:3000`. */
  address: string;
  /** What people should know: where the data is, who can sign in. */
  notes: string[];
  /** Resolved once the panels are there; the sign-in page does not wait for them. */
  panels: Promise<unknown>;
  /** Takes no new requests, finishes those that run, closes the database. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** Loaded while the sign-in page is served already. */
  loadResources: () => Promise<readonly ResourceDeclaration[]>;
  /** The browser's files of `npm run dev`, in the place of those built; refused in production. */
  loadDevelopmentAssets?: () => Promise<Assets>;
  /** Told while it takes long. */
  say: (text: string) => void;
}

/**
 * Starts a server.
 * @throws DomainError `configuration` or `unavailable`: what is wrong, and the way out; nothing
 * stays open
 */
export async function serve(config: Config, options: ServeOptions): Promise<RunningServer> {
  const { loadResources, loadDevelopmentAssets } = options;
  if (config.production && loadDevelopmentAssets) {
    throw new DomainError('configuration', 'npm run dev does not run in production', {
      hint: 'use npm start, or set NODE_ENV=development',
    });
  }
  const context = await openContext(config);
  try {
    await prepareDatabase(context);
    const notes = [
      `Database: ${context.engine.location}`,
      ...(await prepareBook(context, options)),
    ];
    let begin: () => void = () => undefined;
    const panels = new Promise<void>((resolve) => (begin = resolve))
      .then(() => {
        leaveBundlerOut();
        return Promise.all([loadResources(), loadDevelopmentAssets?.()]);
      })
      .then(([resources, assets]) => loadPanels(context, resources, { ...(assets && { assets }) }));
    panels.catch(() => undefined);
    const server = http.createServer(createPipeline(context, panels));
    server.requestTimeout = REQUEST_WITHIN_MS;
    const unused = unusedConnections(server);
    await listen(server, config);
    const purge = purgeRegularly(context);
    // What the sign-in page does not need is loaded once it is served.
    const { bulkRunnerOf } = await import('./admin/bulk/runner.js');
    const runner = bulkRunnerOf(context);
    resumeBulkRuns(context, runner);
    const schedule = await startSchedule(context);
    // AdminJS takes a second to load: whoever asks for the sign-in page now comes first.
    setImmediate(begin);
    return {
      address: addressOf(server),
      notes,
      panels,
      stop: async () => {
        clearInterval(purge);
        try {
          await close(server, unused);
          await runner.stop();
          await schedule?.stop();
        } finally {
          await context.close();
        }
      },
    };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** Loaded only where it is set: a server starts sooner without. */
async function startSchedule(context: Context): Promise<StatsSchedule | null> {
  if (context.config.statsSchedule === null) return null;
  const { startStatsSchedule } = await import('./services/stats/schedule.js');
  return startStatsSchedule(context);
}

/** Bulk runs that were under way when the last process ended go on. */
function resumeBulkRuns(context: Context, runner: BulkRunner): void {
  runner.resume().catch((error: unknown) => {
    context.log.warn({ err: error }, 'interrupted bulk runs were not taken up; they will be');
  });
}

/** In production somebody decides when a database is migrated; elsewhere it happens at start. */
async function prepareDatabase(context: Context): Promise<void> {
  const migrations = readMigrations(migrationsFolder);
  if (context.config.production) {
    await refuseUnmigrated(context.database, migrations);
    const { refuseDemoLogins } = await import('./services/demo-book/production.js');
    await refuseDemoLogins(context);
  } else {
    await migrateUp(context.database, migrations);
  }
  await verifyDataKeys(context);
}

/** The demo book on an empty database outside production; answers what people should know. */
async function prepareBook(context: Context, { say }: ServeOptions): Promise<string[]> {
  const { production } = context.config;
  if (!production && context.engine.name === 'embedded') {
    const { isEmptyBook, seedDemoBook } = await import('./services/demo-book/seed.js');
    if (await isEmptyBook(context)) {
      say('The database is empty: making the demo book …');
      const { logins, password } = await seedDemoBook(context);
      return [
        `Demo logins, all with the password "${password}":`,
        ...logins.map(({ role, username }) => `  ${role.padEnd(8)}  ${username}`),
      ];
    }
  }
  return (await hasActiveAdministrator(context))
    ? []
    : ['Nobody can sign in yet: make an administrator with `npm run cli -- user create`'];
}

function listen(server: http.Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenProblem(error, host, port)),
    );
    server.listen(port, host, resolve);
  });
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): DomainError {
  const told: Record<string, [string, string] | undefined> = {
    EADDRINUSE: [`port ${port} on ${host} is taken`, 'stop the other program, or set PORT'],
    EACCES: [`port ${port} on ${host} is not open to this user`, 'set PORT to 1024 or above'],
    EADDRNOTAVAIL: [`${host} is not an address of this machine`, 'set HOST'],
    ENOTFOUND: [`${host} is not an address of this machine`, 'set HOST'],
  };
  const [message, hint] = told[error.code ?? ''] ?? [`cannot listen on ${host}:${port}`, undefined];
  return new DomainError('configuration', message, { hint, cause: error });
}

function addressOf(server: http.Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Connections on which nothing has ever come: browsers open some in advance. */
function unusedConnections(server: http.Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }) => sockets.delete(socket));
  return sockets;
}

/**
 * Connections that browsers keep open for later are closed as soon as they are idle; Node counts
 * those that have not been used yet as busy.
 */
async function close(server: http.Server, unused: ReadonlySet<Socket>): Promise<void> {
  const idle = setInterval(() => {
    server.closeIdleConnections();
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  }, 50);
  const late = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(late);
}

function purgeRegularly(context: Context): NodeJS.Timeout {
  const purge = () => {
    Promise.all([purgeSessions(context), purgeAttempts(context)]).catch((error: unknown) => {
      context.log.warn({ err: error }, 'old sessions and sign-in attempts were not removed');
    });
  };
  purge();
  return setInterval(purge, PURGE_EVERY_MS).unref();
}
