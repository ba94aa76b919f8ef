import type { ResourceDeclaration } from './admin/declaration/resource.js';
import type { Assets } from './admin/panels/assets.js';
import { leaveBundlerOut } from './admin/panels/without-bundler.js';
import { createPipeline, loadPanels } from './app.js';
import type { Config } from './config.js';
import { inBackground, type Context } from './context.js';
import { migrateUp, readMigrations, refuseUnmigrated } from './db/migrations/migrator.js';
import { makeDoor } from './door.js';
import { DomainError } from './errors.js';
import { closeFilesToOthers } from './file-modes.js';
import { message, type Message } from './messages/message.js';
import { migrationsFolder } from './paths.js';
import { openContext } from './secrets.js';
import { purgeCodes } from './services/accounts/code-attempts.js';
import { purgeAttempts } from './services/sign-in/counters.js';
import { purgeDevices } from './services/sign-in/devices.js';
import { purgeNotices } from './services/accounts/notices.js';
import { hasActiveAdministrator } from './services/accounts/reads.js';
import { purgeSessions } from './services/accounts/sessions.js';
import type { BulkRunner } from './services/bulk-runs/runner.js';
import { verifyDataKeys } from './services/encryption/keys.js';
import type { StatsSchedule } from './services/stats/schedule.js';
import { purgeRefusals } from './services/value-refusals.js';
import { waitingRoom } from './waiting-room.js';

/** Starts a server from its configuration: context → migrations → demo book → pipeline → listen. */

const PURGE_EVERY_MS = 60 * 60_000;

export interface RunningServer {
  /** Address on which it listens: `http://127.0.0.1:3000`. */
  address: string;
  /** Lines for the operator: the database, the demo logins. */
  notes: Message[];
  /** Resolves once the panels are loaded; the sign-in page does not wait for them. */
  panels: Promise<unknown>;
  /** Accepts no new requests, finishes the running ones, closes the database. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** Runs while the sign-in page is already served. */
  loadResources: () => Promise<readonly ResourceDeclaration[]>;
  /** Loads the browser's files of `npm run dev` instead of the built ones; refused in production. */
  loadDevelopmentAssets?: () => Promise<Assets>;
  /** Receives a line before a slow step. */
  say: (text: Message) => void;
}

/**
 * Starts a server.
 * @throws DomainError `configuration` or `unavailable`, with the way out; nothing stays open
 */
export async function serve(config: Config, options: ServeOptions): Promise<RunningServer> {
  const { loadResources, loadDevelopmentAssets } = options;
  if (config.production && loadDevelopmentAssets) {
    throw new DomainError('configuration', message('setup.dev_in_production'), {
      hint: message('setup.dev_in_production_hint'),
    });
  }
  const door = makeDoor(config);
  const stopping = new AbortController();
  const wait = waitingRoom(config, door, { say: options.say, signal: stopping.signal });
  const { context, notes } = await wait(() => openBook(config, options));
  try {
    let begin: () => void = () => undefined;
    const panels = new Promise<void>((resolve) => (begin = resolve))
      .then(() => {
        leaveBundlerOut();
        return Promise.all([loadResources(), loadDevelopmentAssets?.()]);
      })
      .then(([resources, assets]) =>
        wait(() => loadPanels(context, resources, { ...(assets && { assets }) }), pipeline),
      );
    panels.catch(() => undefined);
    const pipeline = createPipeline(context, panels);
    door.answerBy(pipeline);
    await door.listen();
    const purge = purgeRegularly(context);
    // Loads after the start whatever the sign-in page does not need.
    const { bulkRunnerOf } = await import('./admin/bulk/runner.js');
    const runner = bulkRunnerOf(context);
    resumeBulkRuns(context, runner);
    void bringSearchIndexesBack(context);
    const schedule = await startSchedule(context);
    const { startKeeper } = await import('./ops/backup/keeper.js');
    const keeper = startKeeper(context);
    const { startMaintainer } = await import('./ops/maintenance/maintainer.js');
    const maintainer = startMaintainer(context, { keeper });
    // AdminJS takes a second to load: requests for the sign-in page that have arrived come first.
    setImmediate(begin);
    return {
      address: door.address(),
      notes,
      panels,
      stop: async () => {
        stopping.abort();
        clearInterval(purge);
        try {
          await door.close();
          await runner.stop();
          await schedule?.stop();
          await Promise.all([maintainer.stop(), keeper?.stop()]);
        } finally {
          await context.close();
        }
      },
    };
  } catch (error) {
    await door.close();
    await context.close();
    throw error;
  }
}

/** Opens the database and prepares it; leaves nothing open when that fails. */
async function openBook(
  config: Config,
  options: ServeOptions,
): Promise<{ context: Context; notes: Message[] }> {
  const closed = closeFilesToOthers(config);
  const context = await openContext(config);
  if (closed.length > 0) {
    context.log.warn({ files: closed }, 'files were closed to other users of this machine');
  }
  try {
    await prepareDatabase(context);
    await refuseLoss(context);
    const notes = [
      message('setup.database', { location: context.engine.location }),
      ...(await prepareBook(context, options)),
      ...noteWithoutCopies(context),
      ...noteAnyHost(context),
    ];
    return { context, notes };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** Refuses a book that has lost operations, as the newest of its copies knows. */
async function refuseLoss(context: Context): Promise<void> {
  if (context.config.backupFolder === null) return;
  const { refuseLostWork } = await import('./ops/readiness/lost-work.js');
  try {
    refuseLostWork(context);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') throw error;
    // The first copy names the problem of the folder.
    context.log.warn({ err: error }, 'the copies could not be compared with the book');
  }
}

/** Loads the scheduler only when a schedule is set: a server starts sooner without it. */
async function startSchedule(context: Context): Promise<StatsSchedule | null> {
  if (context.config.statsSchedule === null) return null;
  const { startStatsSchedule } = await import('./services/stats/schedule.js');
  return startStatsSchedule(context);
}

/** Builds the search indexes of an export of D1 that was killed. */
async function bringSearchIndexesBack(context: Context): Promise<void> {
  try {
    const indexes = await import('./services/lists/search-index.js');
    const tables = await indexes.bringSearchIndexesBack(inBackground(context));
    if (tables.length > 0) context.log.info({ tables }, 'search indexes were built again');
  } catch (error) {
    context.log.warn({ err: error }, 'a search index was not built again; the next start will');
  }
}

/** Continues bulk runs that the end of the last process interrupted. */
function resumeBulkRuns(context: Context, runner: BulkRunner): void {
  runner.resume().catch((error: unknown) => {
    context.log.warn({ err: error }, 'interrupted bulk runs were not taken up; they will be');
  });
}

/** Migrates the database, except in production, where the operator decides when. */
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

/** Makes the demo book in an empty database outside production; returns notes for the operator. */
async function prepareBook(context: Context, { say }: ServeOptions): Promise<Message[]> {
  const { production } = context.config;
  if (!production && context.engine.name === 'embedded') {
    const { isEmptyBook, seedDemoBook } = await import('./services/demo-book/seed.js');
    if (await isEmptyBook(context)) {
      say(message('setup.making_demo_book'));
      const { logins, password } = await seedDemoBook(context);
      return [
        message('setup.demo_logins', { password }),
        ...logins.map(({ role, username }) =>
          message('setup.demo_login', { username, role: `role.${role}` }),
        ),
      ];
    }
  }
  return (await hasActiveAdministrator(context)) ? [] : [message('setup.no_administrator')];
}

/** Notes that nobody copies the book; during development that is no news. */
function noteWithoutCopies({ config }: Context): Message[] {
  const isUncopied = config.backupFolder === null;
  return config.production && isUncopied ? [message('backup.no_copies_made')] : [];
}

/** Notes that any host name opens the pages; during development only those of the machine do. */
function noteAnyHost({ config }: Context): Message[] {
  const isAny = config.production && config.publicOrigins === null;
  return isAny ? [message('setup.any_host')] : [];
}

function purgeRegularly(context: Context): NodeJS.Timeout {
  const purge = () => {
    Promise.all([
      purgeSessions(context),
      purgeAttempts(context),
      purgeCodes(context),
      purgeRefusals(context),
      purgeDevices(context),
      purgeNotices(context),
    ]).catch((error: unknown) => {
      context.log.warn({ err: error }, 'old sessions and sign-in attempts were not removed');
    });
  };
  purge();
  return setInterval(purge, PURGE_EVERY_MS).unref();
}
