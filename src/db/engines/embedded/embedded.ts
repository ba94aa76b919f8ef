import path from 'node:path';
import { DomainError } from '../../../errors.js';
import { message } from '../../../messages/message.js';
import { databaseIsClosed, toDatabaseError, DatabaseError } from '../../errors.js';
import { inShare } from '../../../shares/in-share.js';
import { Share } from '../../../shares/share.js';
import { checkLimits, LIMITS, refuseTransactions } from '../../limits.js';
import { createDatabase } from '../../seam.js';
import { tryWrite } from '../../try-write.js';
import type { Engine, Execute, StatementResult } from '../../types.js';
import { restBetween, type RestClock } from './background-pace.js';
import { CallingThread } from './calling-thread.js';
import { CheckpointGap, type GapClock } from './checkpoint-gap.js';
import { Connection, type ThreadOptions } from './connection.js';
import { Damage } from './damage.js';
import { prepareFile, refuseMissing } from './database-file.js';
import { stampOf } from './file-stamp.js';
import { runFileTransaction } from './file-transaction.js';
import { FileReplaced } from './file-watch.js';
import { Replacement } from './replacement.js';
import { Thread } from './thread.js';

/**
 * SQLite in this process over one WAL file: short reads on the main thread, all writes on one
 * thread, long reads on another, those of background work on a third. `batch` is one immediate
 * transaction.
 */

export interface EmbeddedOptions {
  file: string;
  busyTimeoutMs?: number;
  /** Refuse statements and results that D1 would refuse. */
  enforceD1Limits?: boolean;
  /** Refuse a missing file instead of making it. */
  mustExist?: boolean;
  /**
   * Called when the file was replaced, and the engine refuses everything from then on; and when it
   * was found damaged, and the engine refuses writes.
   */
  onFailure?: (failure: DatabaseError) => void;
  /**
   * False: all work runs on the calling thread, one task after another. For tests, which open
   * thousands of databases; a server never does.
   */
  threads?: boolean;
  /** For tests: time between two looks at the file while nobody writes. */
  lookEveryMs?: number;
  /** For tests: time to wait for another process's checkpoint. */
  checkpointWithinMs?: number;
  /** For tests: clock of the rests between background reads. */
  restClock?: RestClock;
  /** For tests: clock of the gaps between long reads. */
  gapClock?: GapClock;
}

/**
 * Opens the database's file, and makes it when it does not exist.
 * @throws DomainError `configuration` for a file that is missing (`mustExist`), damaged, locked or
 * another program's
 */
export function openEmbedded(options: EmbeddedOptions): Engine {
  const file = path.resolve(options.file);
  const { busyTimeoutMs = 5000, checkpointWithinMs, threads = true } = options;
  if (options.mustExist === true) refuseMissing(file);
  prepareFile(file, busyTimeoutMs);

  const main = new Connection({ file, mode: 'read', busyTimeoutMs });
  const TaskThread = threads ? Thread : CallingThread;
  const writer = new TaskThread(
    { file, mode: 'write', busyTimeoutMs, place: stampOf(file)?.place, checkpointWithinMs },
    (bytes) => gap.noteLog(bytes),
  );
  const gap = new CheckpointGap(() => writer.emptyLog(), options.gapClock);
  const replacement = new Replacement(writer, options);
  const damage = new Damage(options.onFailure);
  let isClosed = false;
  const writes = new WriteCount();
  const counted = <T>(work: () => T | Promise<T>): Promise<T> => {
    damage.refuse();
    return writes.count(work);
  };
  const write: Execute = (statements) => counted(() => writer.execute(statements));

  const checks = {
    isClosed: () => isClosed,
    replacement,
    damage,
    enforceD1Limits: options.enforceD1Limits,
  };
  /** A database whose reads run by `read` and whose writes run on the writer's thread. */
  const databaseOf = (read: Execute) =>
    createDatabase(
      'embedded',
      checked(checks, async (statements) =>
        statements.every(({ sql }) => main.isRead(sql)) ? read(statements) : write(statements),
      ),
    );
  const reader: ThreadOptions = { file, mode: 'read', busyTimeoutMs, hold: gap.hold };
  const { longReads, backgroundReads } = openReaders(reader, gap, options);
  return {
    name: 'embedded',
    location: file,
    features: { fullTextSearch: true, unboundedReads: true },
    database: databaseOf((statements) => Promise.resolve(main.execute(statements))),
    longReads: databaseOf(longReads.read),
    backgroundReads: databaseOf(backgroundReads.read),
    inScope: (_scope, work) => work(),
    noteSeen: () => undefined,
    writes: () => writes.ended,
    withFile: (source, work) =>
      checkedWork(checks, () =>
        counted(() => runFileTransaction({ file, source, busyTimeoutMs }, work)),
      ),
    copyTo: (copy) => checkedWork(checks, () => writer.copyTo(copy)),
    bookmark: null,
    holdWrites: null,
    tryWrite: (ms) => tryWrite((all) => checkedWork(checks, () => writer.execute(all, ms))),
    failure: () => replacement.failure,
    damage: () => damage.refusal,
    // The writer closes last: only a connection that may write copies the log into the file.
    close: async () => {
      isClosed = true;
      replacement.stop();
      main.close();
      await gap.close();
      await Promise.all([longReads.close(), backgroundReads.close()]);
      await writer.close();
    },
  };
}

/** The threads of long reads: of those that a user waits for, and of the others. */
function openReaders(
  reader: ThreadOptions,
  gap: CheckpointGap,
  { threads = true, restClock }: EmbeddedOptions,
): Record<'longReads' | 'backgroundReads', LazyReader> {
  const TaskThread = threads ? Thread : CallingThread;
  return {
    longReads: lazyReader(() => new TaskThread(reader), gap),
    backgroundReads: lazyReader(
      () => new TaskThread({ ...reader, isBackground: true }),
      gap,
      // A rest gives way to the calling thread, which has nothing else to do without threads.
      threads ? restBetween(restClock) : undefined,
    ),
  };
}

/** Counts writes at their end, failed ones too. */
class WriteCount {
  ended = 0;

  async count<T>(write: () => T | Promise<T>): Promise<T> {
    try {
      return await write();
    } finally {
      this.ended += 1;
    }
  }
}

interface Checks {
  isClosed: () => boolean;
  replacement: Replacement;
  damage: Damage;
  enforceD1Limits: boolean | undefined;
}

/** Checks statements before they run, and turns SQLite's errors into typed ones. */
function checked(checks: Checks, run: Execute): Execute {
  const { damage, replacement, enforceD1Limits = false } = checks;
  const work: Execute = async (statements) => {
    const results = await run(statements);
    replacement.refuse();
    if (enforceD1Limits) refuseWideOrDoubled(results);
    return results;
  };
  return async (statements) => {
    try {
      return await checkedWork(
        checks,
        () => work(statements),
        () => statements.forEach(enforceD1Limits ? checkLimits : refuseTransactions),
      );
    } catch (error) {
      damage.note(error);
      throw error;
    }
  };
}

/** Runs work on the open file, and turns SQLite's errors into typed ones. */
async function checkedWork<T>(
  { isClosed, replacement }: Pick<Checks, 'isClosed' | 'replacement'>,
  work: () => T | Promise<T>,
  check: () => void = () => undefined,
): Promise<T> {
  if (isClosed()) throw databaseIsClosed();
  replacement.refuse();
  check();
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileReplaced) throw replacement.fail(error);
    if (error instanceof DomainError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    const problem = toDatabaseError(text, error);
    // A replaced file may have caused the error.
    if (problem instanceof DatabaseError) await replacement.look();
    replacement.refuse();
    throw problem;
  }
}

interface LazyReader {
  read: Execute;
  close: () => Promise<void>;
}

/**
 * Reads of a login that a thread may have at a time and in line, and those of all: a login's next
 * read waits until the others have had their turn.
 */
const READS = { each: 1, all: 4, waiting: 32, withinMs: 30_000 } as const;

/** A thread of its own for reads, started by the first of them. */
function lazyReader(
  start: () => Pick<Thread, 'execute' | 'close'>,
  gap: CheckpointGap,
  rest: ReturnType<typeof restBetween> = (work) => work(),
  share = new Share(READS),
): LazyReader {
  let thread: Pick<Thread, 'execute' | 'close'> | undefined;
  const lane = gap.lane();
  return {
    read: (statements) => {
      const reader = (thread ??= start());
      return inShare(share, () => rest(() => lane(() => reader.execute(statements))));
    },
    close: async () => thread?.close(),
  };
}

/** Refuses results that D1 would refuse (too many columns) or cut (columns that share a name). */
function refuseWideOrDoubled(results: readonly StatementResult[]): void {
  for (const { columns } of results) {
    if (columns.length > LIMITS.resultColumns) {
      const limit = LIMITS.resultColumns;
      throw new DomainError('invalid', message('database.result_columns', { limit }));
    }
    if (results.length > 1 && new Set(columns).size < columns.length) {
      throw new DomainError('invalid', message('database.doubled_columns'));
    }
  }
}
