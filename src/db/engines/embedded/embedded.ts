import path from 'node:path';
import { DomainError } from '../../../errors.js';
import {
  databaseIsClosed,
  databaseWasReplaced,
  toDatabaseError,
  DatabaseError,
} from '../../errors.js';
import { checkLimits, LIMITS, refuseTransactions } from '../../limits.js';
import { createDatabase } from '../../seam.js';
import type { D1Database, Engine, Execute, Statement, StatementResult } from '../../types.js';
import { restBetween, type RestClock } from './background-pace.js';
import { CallingThread } from './calling-thread.js';
import { CheckpointGap, type GapClock } from './checkpoint-gap.js';
import { Connection } from './connection.js';
import { prepareFile, refuseMissing } from './database-file.js';
import { stampOf } from './file-stamp.js';
import { FileReplaced } from './file-watch.js';
import { Thread } from './thread.js';

const LOOK_EVERY_MS = 1_000;

/**
 * SQLite in this process over one WAL file: short reads on the main thread, all writes on one
 * thread, long reads on another, those of background work on a third. `batch` is one immediate transaction.
 */

export interface EmbeddedOptions {
  file: string;
  busyTimeoutMs?: number;
  /** Refuse what D1 would refuse. */
  enforceD1Limits?: boolean;
  /** A file that is not there is refused instead of made. */
  mustExist?: boolean;
  /** Told once, when the file was replaced and everything is refused from then on. */
  onFailure?: (failure: DatabaseError) => void;
  /**
   * False: all work on the calling thread, one task after another. For tests, which open thousands
   * of databases; a server never does.
   */
  threads?: boolean;
  /** For tests: how often the file is looked at while nobody writes. */
  lookEveryMs?: number;
  /** For tests: how long another process's checkpoint is waited for. */
  checkpointWithinMs?: number;
  /** For tests: when background reads rest, and for how long. */
  restClock?: RestClock;
  /** For tests: how long a gap between long reads waits for those that run. */
  gapClock?: GapClock;
}

export function openEmbedded(options: EmbeddedOptions): Engine {
  const file = path.resolve(options.file);
  const busyTimeoutMs = options.busyTimeoutMs ?? 5000;
  if (options.mustExist === true) refuseMissing(file);
  prepareFile(file, busyTimeoutMs);

  const main = new Connection({ file, mode: 'read', busyTimeoutMs });
  const { checkpointWithinMs, threads = true } = options;
  const TaskThread = threads ? Thread : CallingThread;
  const writer = new TaskThread(
    { file, mode: 'write', busyTimeoutMs, place: stampOf(file)?.place, checkpointWithinMs },
    (bytes) => gap.noteLog(bytes),
  );
  const gap = new CheckpointGap(() => writer.emptyLog(), options.gapClock);
  const readers: InstanceType<typeof TaskThread>[] = [];
  let closed = false;
  let writes = 0;
  let failure: DatabaseError | null = null;
  const fail = ({ path: where, isAfterWrite }: FileReplaced): DatabaseError => {
    if (!failure) {
      failure = databaseWasReplaced(where);
      clearInterval(looks);
      options.onFailure?.(failure);
    }
    return isAfterWrite ? databaseWasReplaced(where, 'unknown_outcome') : failure;
  };
  const refuseFailed = () => {
    if (failure) throw failure;
  };
  let looking: Promise<void> | undefined;
  /** One at a time; where the writer is at work, that has looked before. */
  const look = () =>
    (looking ??= writer
      .look()
      .catch((error: unknown) => {
        if (error instanceof FileReplaced) fail(error);
      })
      .finally(() => (looking = undefined)));
  const looks = setInterval(() => void look(), options.lookEveryMs ?? LOOK_EVERY_MS).unref();
  const typed =
    (run: (statements: readonly Statement[]) => Promise<StatementResult[]>): Execute =>
    async (statements) => {
      if (closed) throw databaseIsClosed();
      refuseFailed();
      statements.forEach(options.enforceD1Limits === true ? checkLimits : refuseTransactions);
      try {
        const results = await run(statements);
        refuseFailed();
        if (options.enforceD1Limits === true) refuseWideOrDoubled(results);
        return results;
      } catch (error) {
        if (error instanceof FileReplaced) throw fail(error);
        if (error instanceof DomainError) throw error;
        const problem = toDatabaseError(
          error instanceof Error ? error.message : String(error),
          error,
        );
        // Perhaps the file does not hold any more what it should.
        if (problem instanceof DatabaseError) await look();
        refuseFailed();
        throw problem;
      }
    };

  const write = async (statements: readonly Statement[]) => {
    try {
      return await writer.execute(statements);
    } finally {
      writes += 1;
    }
  };
  const onlyReads = (statements: readonly Statement[]) =>
    statements.every(({ sql }) => main.isRead(sql));
  /** On a thread of its own, started when it is first asked. */
  const readsApart = (isBackground: boolean): D1Database => {
    let reader: InstanceType<typeof TaskThread> | undefined;
    // A rest gives way to the calling thread, which has nothing else to do without threads.
    const rest = isBackground && threads ? restBetween(options.restClock) : undefined;
    const lane = gap.lane();
    const read = (statements: readonly Statement[]) => {
      if (!reader) {
        reader = new TaskThread({
          file,
          mode: 'read',
          busyTimeoutMs,
          isBackground,
          hold: gap.hold,
        });
        readers.push(reader);
      }
      const thread = reader;
      const execute = () => lane(() => thread.execute(statements));
      return rest ? rest(execute) : execute();
    };
    return createDatabase(
      'embedded',
      typed(async (statements) => (onlyReads(statements) ? read(statements) : write(statements))),
    );
  };

  return {
    name: 'embedded',
    location: file,
    features: { fileBackup: true, fullTextSearch: true, unboundedReads: true },
    database: createDatabase(
      'embedded',
      typed(async (statements) =>
        onlyReads(statements) ? main.execute(statements) : write(statements),
      ),
    ),
    longReads: readsApart(false),
    backgroundReads: readsApart(true),
    inScope: (_scope, work) => work(),
    noteSeen: () => undefined,
    writes: () => writes,
    failure: () => failure,
    // The writer closes last: only a connection that may write takes the WAL back into the file.
    close: async () => {
      closed = true;
      clearInterval(looks);
      main.close();
      await gap.close();
      await Promise.all(readers.map((reader) => reader.close()));
      await writer.close();
    },
  };
}

/** What D1 would do with the results: refuse too many columns, lose those that share a name. */
function refuseWideOrDoubled(results: readonly StatementResult[]): void {
  for (const { columns } of results) {
    if (columns.length > LIMITS.resultColumns) {
      throw new DomainError('invalid', `a result of more than ${LIMITS.resultColumns} columns`);
    }
    if (results.length > 1 && new Set(columns).size < columns.length) {
      throw new DomainError('invalid', 'columns of a batch share a name: give each an alias');
    }
  }
}
