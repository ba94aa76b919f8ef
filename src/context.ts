import fs from 'node:fs';
import type { DrizzleD1Database } from 'drizzle-orm/d1';
import type { Knex } from 'knex';
import { destination, pino, type Logger } from 'pino';
import path from 'node:path';
import { putTemporaryFilesIn, type Config } from './config.js';
import { createDrizzle } from './db/clients/drizzle.js';
import { createKnex } from './db/clients/knex.js';
import { openEmbedded } from './db/engines/embedded/embedded.js';
import { createIdSource, systemClock, type Clock, type NewId } from './db/ids.js';
import type { D1Database, Engine } from './db/types.js';
import { projectRoot } from './paths.js';

/** Everything that a function needs from outside, as its first argument: the only wiring. */
export interface Context {
  config: Config;
  engine: Engine;
  /** The seam itself, for `commitBatch` and hand-written SQL. */
  database: D1Database;
  /** Typed queries on the seam. */
  db: DrizzleD1Database;
  /** Typed queries that may take long. */
  longDb: DrizzleD1Database;
  /** Generated, dynamic queries on the seam. */
  knex: Knex;
  clock: Clock;
  newId: NewId;
  log: Logger;
  /** bcrypt's cost, as a power of two; tests take less than the default of 12. */
  passwordCost: number;
  close(): Promise<void>;
}

/** Returns the same context with its long reads behind all others: for work that no page awaits. */
export function inBackground(context: Context): Context {
  const longReads = context.engine.backgroundReads;
  // A copy would call the getter of `knex` and load it.
  return Object.create(context, {
    engine: { value: { ...context.engine, longReads } },
    longDb: { value: createDrizzle(longReads) },
  }) as Context;
}

export interface ContextOverrides {
  engine?: Engine;
  clock?: Clock;
  log?: Logger;
  passwordCost?: number;
  /** Refuse a missing database file instead of making it. */
  mustExist?: boolean;
}

const PASSWORD_COST = 12;

/**
 * Opens the configured database and puts the context together.
 * @throws DomainError `configuration` or `unavailable` when the database cannot be opened
 */
export async function createContext(
  config: Config,
  overrides: ContextOverrides = {},
): Promise<Context> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog(config);
  const engine = overrides.engine ?? (await openEngine(config, log, overrides.mustExist));
  let knex: Knex | undefined;
  return {
    config,
    engine,
    database: engine.database,
    db: createDrizzle(engine.database),
    longDb: createDrizzle(engine.longReads),
    // Only the panels use it, and it loads slowly: the sign-in page must not wait for it.
    get knex() {
      return (knex ??= createKnex(engine.database));
    },
    clock,
    newId: createIdSource(clock),
    log,
    passwordCost: overrides.passwordCost ?? PASSWORD_COST,
    close: () => engine.close(),
  };
}

async function openEngine(
  { database, production, d1ReadReplicas }: Config,
  log: Logger,
  mustExist = false,
): Promise<Engine> {
  if (database.engine === 'd1') {
    const { openD1 } = await import('./db/engines/d1/d1.js');
    return openD1({ ...database, readReplicas: d1ReadReplicas });
  }
  const file = path.resolve(projectRoot, database.file);
  if (database.isDefault && !mustExist) {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  }
  putTemporaryFilesIn(path.dirname(file));
  return openEmbedded({
    file,
    enforceD1Limits: !production,
    mustExist,
    onFailure: ({ text }) => log.fatal(text),
  });
}

/** Makes the log, which redacts secrets and personal data. */
function createLog(config: Config): Logger {
  return pino(
    {
      level: config.logLevel,
      redact: {
        paths: [
          'password',
          '*.password',
          'token',
          '*.token',
          'req.headers.cookie',
          'req.headers.authorization',
          '*.email',
          '*.phone',
          '*.username',
        ],
        censor: '[redacted]',
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
