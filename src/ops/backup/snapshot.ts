import fs from 'node:fs';
import path from 'node:path';
import { createContext, type Context } from '../../context.js';
import { UNHELD_TABLES } from '../../db/engines/d1/write-gate.js';
import { openEmbedded } from '../../db/engines/embedded/embedded.js';
import { readMigrations } from '../../db/migrations/migrator.js';
import type { D1Database, HoldWrites } from '../../db/types.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { migrationsFolder } from '../../paths.js';
import { keepBookmark } from '../../services/bookmarks.js';
import { copyBook } from '../copy.js';
import { SNAPSHOT } from './prepare.js';
import { folderProblem } from './problems.js';

/**
 * Makes the snapshot of a copy. An engine with a file copies it beside writes. D1 has no snapshot
 * that outlives a request: every row is read while this process's writes wait, and then read again.
 * A state that is the same both times was so at the instant between the readings, whoever writes.
 */

export interface SnapshotOrder {
  /** Folder aside. */
  aside: string;
  /** Folder of the copies, for messages. */
  folder: string;
  signal?: AbortSignal | undefined;
  /** Receives each step of a snapshot that reads all rows. */
  onStep?: ((step: Message) => void) | undefined;
}

export interface Snapshot {
  /** Instant of the book in it. */
  now: Date;
  /** Bookmark of Time Travel of the same state. */
  bookmark: string | null;
}

/** Readings after which another program at work is a reason to give up. */
const ATTEMPTS = 3;
const MINUTE_MS = 60_000;

/**
 * Makes the snapshot.
 * @throws DomainError with the way out
 */
export async function makeSnapshot(context: Context, order: SnapshotOrder): Promise<Snapshot> {
  const { copyTo, holdWrites } = context.engine;
  const file = path.join(order.aside, SNAPSHOT);
  try {
    if (holdWrites) return await readWhileHeld(context, holdWrites, file, order);
    await copyTo?.(file);
    return { now: context.clock.now(), bookmark: null };
  } catch (error) {
    const { said } = error as { said?: Message };
    // SQLite does not say which of the two disks is full: only the copy is being written.
    if (said?.key === 'database.full') {
      throw folderProblem(Object.assign(new Error('disk full'), { code: 'ENOSPC' }), order.folder);
    }
    throw error;
  }
}

async function readWhileHeld(
  context: Context,
  holdWrites: HoldWrites,
  file: string,
  { signal, onStep }: SnapshotOrder,
): Promise<Snapshot> {
  const { clock, log, config } = context;
  const minutes = config.backupHoldMinutes;
  const late = new AbortController();
  const hold = await holdWrites(minutes * MINUTE_MS, () => late.abort(tookTooLong(minutes)));
  const heldAt = Date.now();
  log.info({ minutes }, 'writes wait while the book is copied');
  try {
    const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    const kept = await keepBookmark(context, message('bookmarks.of_copy'));
    await readWhole(stoppedBy(context, stop), file, onStep);
    return { now: clock.now(), bookmark: kept?.bookmark ?? null };
  } finally {
    hold.release();
    log.info({ heldMs: Date.now() - heldAt }, 'writes go on');
  }
}

/** Reads the book until two readings are the same: the writes of other programs are not held. */
async function readWhole(
  source: Context,
  file: string,
  onStep: (step: Message) => void = () => undefined,
): Promise<void> {
  const migrations = readMigrations(migrationsFolder);
  for (let attempt = 1; ; attempt += 1) {
    const target = await openTarget(source, file);
    try {
      await copyBook(source, target, {
        ...{ migrations, isUnproven: true, without: UNHELD_TABLES },
        onProgress: onStep,
      });
      return;
    } catch (error) {
      if (!isChange(error)) throw problemIn(error);
      if (attempt === ATTEMPTS) throw changedMeanwhile(error);
    } finally {
      await target.close();
    }
    for (const end of ['', '-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
  }
}

async function openTarget({ config, clock, log }: Context, file: string): Promise<Context> {
  const engine = openEmbedded({ file, threads: false });
  const database = { engine: 'embedded' as const, file, isDefault: false };
  return createContext({ ...config, database }, { engine, clock, log });
}

/** A context whose long reads end as soon as the signal says so. */
function stoppedBy(context: Context, signal: AbortSignal): Context {
  const { longReads } = context.engine;
  const reads = Object.create(longReads) as D1Database;
  reads.prepare = (sql) => {
    signal.throwIfAborted();
    return longReads.prepare(sql);
  };
  reads.batch = (statements) => longReads.batch(statements);
  return Object.create(context, {
    engine: { value: { ...context.engine, longReads: reads } },
  }) as Context;
}

const causeOf = (error: unknown) => (error instanceof DomainError ? error.cause : undefined);

function isChange(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof DomainError && cause.said.key === 'database.copy_differs';
}

/** The target of this copy is removed anyway: the reason counts, not what to do about the target. */
function problemIn(error: unknown): unknown {
  const cause = causeOf(error);
  return cause instanceof DomainError ? cause : error;
}

function tookTooLong(minutes: number): DomainError {
  return new DomainError('unavailable', message('backup.held_too_long', { minutes }), {
    hint: message('backup.held_too_long_hint'),
  });
}

function changedMeanwhile(cause: unknown): DomainError {
  return new DomainError('conflict', message('backup.changed_meanwhile'), {
    hint: message('backup.changed_meanwhile_hint'),
    cause,
  });
}
