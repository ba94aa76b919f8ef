import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { DatabaseError, MachineError } from '../../db/errors.js';
import { migrationStatus, readMigrations } from '../../db/migrations/migrator.js';
import { message, type Message } from '../../messages/message.js';
import { migrationsFolder } from '../../paths.js';
import { copyWarnings } from './copies.js';
import { lostWork } from './lost-work.js';
import { diskFindings, freeBytesOf, type FreeBytes } from './disk.js';

/**
 * Tells whether a server can take work now, and what will soon keep it from that: for load
 * balancers and monitors. Whoever can reach the port may ask, so the words name no path, no host and
 * nothing of the book.
 */

export interface Readiness {
  /** Reasons for which the server takes no work; none when it is ready. */
  problems: Message[];
  /** Faults that do not keep it from work yet. */
  warnings: Message[];
}

export type CheckReadiness = () => Promise<Readiness>;

export interface ReadinessOptions {
  /** Settles when the panels are loaded, or cannot be. */
  panels: Promise<unknown>;
  /** Time after which an answer of the database counts as missing. */
  answerWithinMs?: number;
  /** For tests: reads the free bytes of a disk. */
  freeBytes?: FreeBytes;
}

const ANSWER_WITHIN_MS = 3_000;
/** Part of that time for the write lock, so that the answer can still name what holds the writes. */
const LOCK_SHARE = 2 / 3;
/** An answer holds for this long: anybody may ask, and each answer costs the writer a turn. */
const SHARED_MS = 1_000;

/** Returns the check of a server; questions within a second share one answer. */
export function createReadiness(context: Context, options: ReadinessOptions): CheckReadiness {
  const migrations = readMigrations(migrationsFolder);
  const panels = { state: 'loading' as 'loading' | 'loaded' | 'failed' };
  options.panels.then(
    () => (panels.state = 'loaded'),
    () => (panels.state = 'failed'),
  );
  let known: { answer: Promise<Readiness>; at: number } | undefined;
  let last = '';

  const check = async (): Promise<Readiness> => {
    const [database, disk] = await Promise.all([
      databaseProblems(context, migrations, options.answerWithinMs ?? ANSWER_WITHIN_MS),
      diskFindings(context.engine, options.freeBytes ?? freeBytesOf),
    ]);
    const readiness = {
      problems: [...database, ...disk.problems, ...lossProblems(context)],
      warnings: [...disk.warnings, ...copyWarnings(context)],
    };
    last = logChange(context, readiness, last);
    return readiness;
  };

  return async () => {
    const now = performance.now();
    if (!known || now - known.at > SHARED_MS) known = { answer: check(), at: now };
    const { problems, warnings } = await known.answer;
    if (panels.state === 'loaded') return { problems, warnings };
    return { problems: [message(`ready.panels_${panels.state}`), ...problems], warnings };
  };
}

function lossProblems(context: Context): Message[] {
  try {
    return lostWork(context) ? [message('ready.work_lost')] : [];
  } catch {
    // A folder or a file that cannot be read is a finding of its own.
    return [];
  }
}

/** Logs what is wrong when it is not what was wrong before; returns it. */
function logChange({ log }: Context, { problems, warnings }: Readiness, before: string): string {
  const keys = [...problems, ...warnings].map(({ key }) => key);
  const now = keys.join(' ');
  if (now === before) return now;
  if (problems.length > 0) log.error({ problems: keys }, 'the server is not ready');
  else if (warnings.length > 0) log.warn({ problems: keys }, 'the server is ready, with warnings');
  else log.info('the server is ready');
  return now;
}

async function databaseProblems(
  context: Context,
  migrations: ReturnType<typeof readMigrations>,
  answerWithinMs: number,
): Promise<Message[]> {
  const late = new AbortController();
  const noAnswer = pause(answerWithinMs, [message('ready.no_answer')], { signal: late.signal });
  try {
    return await Promise.race([
      askDatabase(context, migrations, answerWithinMs * LOCK_SHARE),
      noAnswer,
    ]);
  } finally {
    late.abort();
    noAnswer.catch(() => undefined);
  }
}

async function askDatabase(
  { engine, database, log }: Context,
  migrations: ReturnType<typeof readMigrations>,
  lockWithinMs: number,
): Promise<Message[]> {
  try {
    if (engine.failure()) return [message('ready.file_replaced')];
    const status = await migrationStatus(database, migrations);
    if (status.some(({ state }) => state !== 'applied')) return [message('ready.migrations')];
    if (engine.damage()) return [message('ready.damaged')];
    await engine.tryWrite(lockWithinMs);
    return [];
  } catch (error) {
    log.debug({ err: error }, 'the database is not ready');
    if (engine.failure()) return [message('ready.file_replaced')];
    if (error instanceof MachineError) return [message(`ready.${error.fault}`)];
    if (error instanceof DatabaseError && error.said.key === 'database.busy') {
      return [message('ready.busy')];
    }
    return [message(engine.copyTo === null ? 'ready.gateway' : 'ready.no_write')];
  }
}
