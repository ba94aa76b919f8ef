import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../../config.js';
import type { Context } from '../../context.js';
import { firstCustomer } from '../../db/copies/snapshot-facts.js';
import { migrateUp, readMigrations } from '../../db/migrations/migrator.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { migrationsFolder } from '../../paths.js';
import { loadSecrets } from '../../secrets.js';
import { systemActor } from '../../services/accounts/actors.js';
import { createUser } from '../../services/accounts/users.js';
import { openProof, proofSettings } from '../backup/prove.js';
import { inScratch } from '../backup/verify.js';
import { keepDrillFailure, keepDrillReport, type DrillReport } from './drill-report.js';
import { startDrillServer, type DrillServer } from './drill-server.js';
import type { RestorePlan } from './plan.js';
import { restoreBook, type RestoreOptions } from './restore.js';

/**
 * Rehearses a restore: into a scratch folder, and with a server on the restored file that has to
 * sign a login in, show a list and a record. The book is not touched.
 */

export interface DrillOptions extends RestoreOptions {
  /** Node's arguments that start the server; the built server unless given. */
  serverProgram?: readonly string[] | undefined;
}

/**
 * Restores the plan's copy into a scratch folder and serves it. The folder keeps the report, or the
 * failure.
 * @throws DomainError of the first step that failed
 */
export async function drillRestore(
  folder: string,
  plan: RestorePlan,
  config: Config,
  options: DrillOptions,
): Promise<DrillReport> {
  try {
    const drilled = await drill(folder, plan, config, options);
    keepDrillReport(folder, drilled);
    return drilled;
  } catch (error) {
    const problem = error instanceof DomainError ? error.said : message('maintenance.failed');
    keepDrillFailure(folder, { failedAt: options.now.toISOString(), problem });
    throw error;
  }
}

async function drill(
  folder: string,
  plan: RestorePlan,
  config: Config,
  options: DrillOptions,
): Promise<DrillReport> {
  const startedAt = Date.now();
  const report = await inScratch(folder, async (scratch) => {
    const file = path.join(scratch, 'drill.db');
    const restored = await restoreBook({ ...plan, target: file, isBook: false }, config, options);
    const login = await withBook(file, config, options.now, prepareLogin);
    options.onStep?.(message('restore.starting_server'));
    const server = await startDrillServer(file, settingsOf(config), options.serverProgram);
    try {
      const served = await visit(server, login);
      return { restored, served };
    } finally {
      await server.stop();
    }
  });
  const { copy, at, reconciled, brokenRows, buildMs, proveMs } = report.restored;
  return {
    ...{ copy, at, reconciled, brokenRows, buildMs, proveMs },
    ...report.served,
    drilledAt: options.now.toISOString(),
    lostMs: Math.max(0, options.now.getTime() - Date.parse(at)),
    tookMs: Date.now() - startedAt,
  };
}

interface DrillLogin {
  username: string;
  password: string;
  customerId: string | null;
}

/** Makes an administrator in the restored file, whom nobody else knows, and finds a customer. */
async function prepareLogin(context: Context): Promise<DrillLogin> {
  await migrateUp(context.database, readMigrations(migrationsFolder));
  const password = randomBytes(24).toString('base64url');
  const username = `drill-${randomBytes(6).toString('hex')}`;
  await createUser(context, await systemActor(context), {
    username,
    email: `${username}@example.invalid`,
    password,
    role: 'admin',
    mustChangePassword: false,
  });
  return { username, password, customerId: firstCustomer(context.engine.location) };
}

async function visit(
  server: DrillServer,
  { username, password, customerId }: DrillLogin,
): Promise<Pick<DrillReport, 'startMs' | 'readyMs' | 'listMs' | 'recordMs'>> {
  const { waitedMs, answerMs: readyMs } = await server.waitReady();
  await server.signIn(username, password);
  // The first list prepares its statements: it belongs to the start.
  const firstMs = await server.ask('/resources/customers/actions/list?perPage=10');
  const listMs = await server.ask('/resources/customers/actions/list?perPage=10');
  const record = customerId === null ? null : encodeURIComponent(customerId);
  const recordMs =
    record === null ? 0 : await server.ask(`/resources/customers/records/${record}/show`);
  return { startMs: server.startMs + waitedMs + firstMs, readyMs, listMs, recordMs };
}

async function withBook<T>(
  file: string,
  config: Config,
  now: Date,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const context = await openProof(file, proofSettings(config), now.toISOString());
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** The scratch folder has no kept secrets: the server gets those of the book. */
function settingsOf(config: Config): Record<string, string> {
  const { sessionSecret, dataKey } = loadSecrets(config);
  const mode = config.production ? 'production' : 'development';
  return { NODE_ENV: mode, SESSION_SECRET: sessionSecret, DATA_KEY: dataKey };
}
