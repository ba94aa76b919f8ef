import fs from 'node:fs';
import { Cron } from 'croner';
import type { Context } from '../../context.js';
import { stampOf } from '../../db/engines/embedded/file-stamp.js';
import type { OwnerLock } from '../../db/copies/owner-lock.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { backupFolder } from '../../paths.js';
import { makeCopy, type CopyReport } from './create.js';
import { listCopies, usableCopies } from './folder.js';
import type { CopyKind } from './manifest.js';
import { ownCopies, ownedPath } from './owner.js';
import { answerRequests, ownerEnded, type CopyRequest, type RequestDesk } from './requests.js';
import type { Prepare } from './run-prepare.js';

/**
 * The server's part in the copies: it owns them, makes full copies by BACKUP_SCHEDULE and increments
 * every BACKUP_EVERY minutes, and answers the requests of commands.
 */

export interface Keeper {
  /** True while this process owns the copies, and not another server on the same file. */
  isOwner(): boolean;
  /** Makes a copy as the schedule does; resolves when it is done or its failure is logged. */
  copyNow(kind: CopyKind): Promise<CopyReport | null>;
  /** Makes an increment unless the files of the database are as they were at the last copy. */
  copyChanges(): Promise<CopyReport | null>;
  /** Returns the instant up to which the copies hold every change; null before the first copy. */
  copiedUntil(): Date | null;
  /** Returns the reason why the last scheduled copy failed; null when it was made. */
  problem(): Message | null;
  /** Ends the schedule; a copy under way is given up, and leaves the earlier ones as they are. */
  stop(): Promise<void>;
}

const OWN_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;

/** Starts the keeper; null on D1 without a folder, which leaves nothing to do. */
export function startKeeper(context: Context, prepare?: Prepare): Keeper | null {
  if (!context.engine.copyTo && context.config.backupFolder === null) return null;
  return new CopyKeeper(context, prepare);
}

/**
 * Describes a database and its write-ahead log by size and time, which every write changes; null
 * while they cannot be found.
 */
function stateOf(database: string): string | null {
  try {
    const real = fs.realpathSync(database);
    return JSON.stringify([real, `${real}-wal`].map((file) => stampOf(file)));
  } catch {
    return null;
  }
}

class CopyKeeper implements Keeper {
  readonly #context: Context;
  readonly #prepare: Prepare | undefined;
  readonly #stopping = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #lock: OwnerLock | null = null;
  #desk: RequestDesk | undefined;
  #cron: Cron | undefined;
  /** The copies so far: the next one begins behind them. */
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isWarned = false;
  /** State of the database's files before the snapshot of the last copy, and that copy's name. */
  #copied: { state: string | null; name: string } | null = null;
  #until: Date | null = null;
  #problem: Message | null = null;

  constructor(context: Context, prepare: Prepare | undefined) {
    this.#context = context;
    this.#prepare = prepare;
    this.#becomeOwner();
    if (!this.#lock) {
      this.#timers.push(setInterval(() => this.#becomeOwner(), OWN_EVERY_MS).unref());
    }
  }

  isOwner(): boolean {
    return this.#lock !== null;
  }

  async copyNow(kind: CopyKind): Promise<CopyReport | null> {
    const { log } = this.#context;
    const folder = backupFolder(this.#context.config);
    if (folder === null) return null;
    try {
      const state = stateOf(this.#context.engine.location);
      const now = this.#context.clock.now();
      const report = await this.#copy({ folder, kind });
      this.#copied = { state, name: report.name };
      this.#until = now;
      this.#problem = null;
      this.#logReport(report);
      return report;
    } catch (error) {
      if (!this.#stopping.signal.aborted) {
        log.error({ err: error }, 'the copy of the book failed');
        this.#problem = error instanceof DomainError ? error.whole : message('maintenance.failed');
      }
      return null;
    }
  }

  async copyChanges(): Promise<CopyReport | null> {
    // A snapshot writes the whole database into the folder: not for nothing every five minutes.
    const state = stateOf(this.#context.engine.location);
    const isSame = state !== null && state === this.#copied?.state && this.#hasCopied();
    if (isSame) this.#until = this.#context.clock.now();
    return isSame || this.#waiting > 0 ? null : this.copyNow('increment');
  }

  copiedUntil(): Date | null {
    return this.#until;
  }

  problem(): Message | null {
    return this.#problem;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers) clearInterval(timer);
    this.#cron?.stop();
    await this.#desk?.stop();
    await this.#last;
    this.#lock?.release();
    this.#lock = null;
  }

  /** Returns true while the last copy is the newest one that can be restored. */
  #hasCopied(): boolean {
    const folder = backupFolder(this.#context.config);
    try {
      const newest = folder === null ? undefined : usableCopies(listCopies(folder)).at(-1);
      return newest?.name === this.#copied?.name;
    } catch {
      // The copy names the folder's problem.
      return false;
    }
  }

  #becomeOwner(): void {
    if (this.#lock) return;
    const { log } = this.#context;
    try {
      const owned = ownedPath(this.#context, backupFolder(this.#context.config) ?? '');
      this.#lock = ownCopies(owned);
      if (!this.#lock) {
        if (!this.#isWarned) log.warn('another process makes the copies of this database');
        this.#isWarned = true;
        return;
      }
      this.#desk = answerRequests(owned, (request) => this.#copy(request));
      this.#schedule();
    } catch (error) {
      log.error({ err: error }, 'the lock of the copies cannot be taken');
    }
  }

  #schedule(): void {
    const { backupSchedule, backupEveryMinutes, bookTimezone } = this.#context.config;
    const folder = backupFolder(this.#context.config);
    if (folder === null) return;
    const options = { timezone: bookTimezone, unref: true };
    this.#cron = new Cron(backupSchedule, options, () => void this.copyNow('full'));
    // A copy of D1 holds writes: not at a start in the middle of a day. Time Travel covers it.
    if (!this.#context.engine.copyTo) return;
    const every = () => void this.copyChanges();
    this.#timers.push(setInterval(every, backupEveryMinutes * MINUTE_MS).unref());
    void this.copyNow(this.#missedFull(folder) ? 'full' : 'increment');
  }

  /** Returns true when the time of a full copy passed while no server ran. */
  #missedFull(folder: string): boolean {
    try {
      const newest = usableCopies(listCopies(folder)).findLast(({ kind }) => kind === 'full');
      const next = newest && this.#cron?.nextRun(new Date(newest.at));
      return !next || next <= this.#context.clock.now();
    } catch {
      // The copy names the folder's problem.
      return true;
    }
  }

  /** Makes one copy behind those that were asked for before. */
  #copy(request: CopyRequest): Promise<CopyReport> {
    this.#waiting += 1;
    const { signal } = this.#stopping;
    const copy = this.#last.then(async () => {
      try {
        signal.throwIfAborted();
        return await makeCopy(this.#context, { ...request, signal, prepare: this.#prepare });
      } catch (error) {
        throw signal.aborted ? ownerEnded() : error;
      }
    });
    this.#last = copy.catch(() => undefined).finally(() => (this.#waiting -= 1));
    return copy;
  }

  #logReport(report: CopyReport): void {
    const { log } = this.#context;
    const { name, kind, bytes, changedPages, removed, tookMs, brokenRows } = report;
    if (report.isUnchanged) {
      log.debug({ name }, 'nothing has changed since the newest copy');
      return;
    }
    const facts = { name, kind, bytes, changedPages, removed: removed.length, tookMs };
    log.info(facts, 'the book was copied and the copy proven');
    if (brokenRows > 0) {
      log.error({ name, brokenRows }, 'the book in the copy breaks its rules: run reconcile');
    }
  }
}
