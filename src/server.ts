import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { openContext } from './auth/secrets.js';
import { createPipeline, loadPanels } from './app.js';
import { readProcessConfig, type Config } from './config.js';
import type { Context } from './context.js';
import { migrateUp, readMigrations, refuseUnmigrated } from './db/migrator.js';
import { DomainError, ProblemsError } from './errors.js';
import { migrationsFolder } from './paths.js';
import { verifyDataKeys } from './services/encryption-keys.js';
import { purgeAttempts } from './services/login-throttle.js';
import { purgeSessions } from './services/sessions.js';
import { hasActiveAdministrator } from './services/users.js';

/** Entry: configuration → context → migrations → demo book → pipeline → listen → graceful stop. */

const PURGE_EVERY_MS = 60 * 60_000;
/** How long requests may take to finish once the server is asked to stop. */
const STOP_WITHIN_MS = 10_000;
/** A request has to arrive within this, body included. */
const REQUEST_WITHIN_MS = 30_000;

const EXIT = { failed: 1, wrongEnvironment: 2 } as const;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function start(): Promise<void> {
  const config = readProcessConfig();
  const context = await openContext(config);
  try {
    await prepareDatabase(context);
    const notes = await prepareBook(context);
    // AdminJS takes a second to load: it does so while the sign-in page is served already.
    const panels = import('../resources/index.js').then(({ resources }) =>
      loadPanels(context, resources),
    );
    panels.catch(fail);
    const server = http.createServer(createPipeline(context, panels));
    server.requestTimeout = REQUEST_WITHIN_MS;
    stopOnSignal(server, context);
    await listen(server, config);
    const { address, port, family } = server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    say(`Fire22 Dashboard: http://${host}:${port}/admin`);
    say(`Database: ${context.engine.location}`);
    notes.forEach(say);
    purgeRegularly(context);
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** In production somebody decides when a database is migrated; elsewhere it happens at start. */
async function prepareDatabase(context: Context): Promise<void> {
  const migrations = readMigrations(migrationsFolder);
  if (context.config.production) await refuseUnmigrated(context.database, migrations);
  else await migrateUp(context.database, migrations);
  await verifyDataKeys(context);
}

/** The demo book on an empty database outside production; answers what people should know. */
async function prepareBook(context: Context): Promise<string[]> {
  const { production } = context.config;
  if (!production && context.engine.name === 'embedded') {
    const { isEmptyBook, seedDemoBook } = await import('./services/demo-data.js');
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

/** Takes no new requests, finishes those that run, closes the database, ends. */
function stopOnSignal(server: http.Server, context: Context): void {
  let stopping = false;
  const stop = () => {
    // Ctrl-C in a terminal reaches npm and this process: the second one asks for nothing new.
    if (stopping) return;
    stopping = true;
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const late = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      context.close().then(() => {
        say('Stopped.');
        process.exit(0);
      }, fail);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function purgeRegularly(context: Context): void {
  const purge = () => {
    Promise.all([purgeSessions(context), purgeAttempts(context)]).catch((error: unknown) => {
      context.log.warn({ err: error }, 'old sessions and sign-in attempts were not removed');
    });
  };
  purge();
  setInterval(purge, PURGE_EVERY_MS).unref();
}

/** What is wrong in plain words; the stack is for the log of a defect only. */
function fail(error: unknown): void {
  const text = error instanceof DomainError ? error.text : describe(error);
  process.stderr.write(`error: ${text}\n`);
  process.exit(error instanceof ProblemsError ? EXIT.wrongEnvironment : EXIT.failed);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await start().catch(fail);
