import Sqlite from 'better-sqlite3';
import { syncBehind } from '../../copies/durable.js';
import type { Statement, StatementResult, SqlValue } from '../../types.js';

/**
 * One better-sqlite3 connection and its cached statements. The main thread, the writer thread and
 * each reader thread have one.
 */

const CACHE_SIZE = 500;
/** Time that `emptyLog` waits for readers; every write waits with it. */
const EMPTY_LOG_WITHIN_MS = 250;
/** Rows of each index that ANALYZE reads. */
const ANALYSED_ROWS = 1000;
const PAGES_A_STEP = 100;
/** Times the pages of the database that a copy reads before it reads all in one step. */
const MOST_ROUNDS = 3;
const ALL_PAGES = 0x7fffffff;

export interface ConnectionOptions {
  file: string;
  mode: 'read' | 'write';
  busyTimeoutMs: number;
  /**
   * Place of sorts and undo records that outgrow the cache. Memory (the default) never waits for
   * the disk, but the process keeps it; files need a folder with write permission.
   */
  spills?: 'memory' | 'file';
}

export interface ThreadOptions extends ConnectionOptions {
  /** Gives way to every other thread. */
  isBackground?: boolean;
  /** For threads of long reads: they begin no read while it is not 0, see `CheckpointGap`. */
  hold?: Int32Array;
  /** For the writer: device and inode of the file that it must find. */
  place?: string | undefined;
  /** For the writer: time to wait for another process's checkpoint, see `FileWatch`. */
  checkpointWithinMs?: number | undefined;
}

/** Runs SQL on one file, synchronously. Its methods throw `Sqlite.SqliteError`. */
export class Connection {
  readonly #sqlite: Sqlite.Database;
  readonly #busyTimeoutMs: number;
  #waitMs: number;
  readonly #statements = new Map<string, Sqlite.Statement>();

  /** @throws Sqlite.SqliteError when the file cannot be opened or is no database */
  constructor({ file, mode, busyTimeoutMs, spills = 'memory' }: ConnectionOptions) {
    this.#sqlite = new Sqlite(file, { readonly: mode === 'read', timeout: busyTimeoutMs });
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#waitMs = busyTimeoutMs;
    this.#sqlite.pragma('foreign_keys = ON');
    this.#sqlite.pragma(`temp_store = ${spills}`);
    // Readers share the operating system's cache of the file; this cache serves one connection.
    this.#sqlite.pragma(`cache_size = ${mode === 'write' ? -16_000 : -4_000}`);
    if (mode === 'write') {
      this.#sqlite.pragma('journal_mode = WAL');
      this.#sqlite.pragma('synchronous = FULL');
      this.#sqlite.pragma('journal_size_limit = 67108864');
      // FileWatch makes every checkpoint, because it notes each change of the file.
      this.#sqlite.pragma('wal_autocheckpoint = 0');
      // ANALYZE of a large book ends soon, and gathers no STAT4 samples, which would let the values
      // of parameters decide about plans: https://www.sqlite.org/pragma.html#pragma_analysis_limit
      this.#sqlite.pragma(`analysis_limit = ${ANALYSED_ROWS}`);
    }
  }

  /**
   * Returns true for a statement that only reads. Where SQLite cannot prepare it (yet), its first
   * word decides: a broken view is no work for the writer.
   */
  isRead(sql: string): boolean {
    try {
      const statement = this.#prepare(sql);
      // SQLite calls `PRAGMA optimize` read-only, though it runs ANALYZE.
      return statement.readonly && statement.reader && !/^\s*PRAGMA\s+optimize/i.test(sql);
    } catch {
      return /^\s*SELECT\b/i.test(sql);
    }
  }

  /** Runs one statement, or several in one transaction: all or nothing. */
  execute(statements: readonly Statement[]): StatementResult[] {
    const [first] = statements;
    if (statements.length === 1 && first) return [this.#run(first)];
    const begin = statements.every(({ sql }) => this.isRead(sql)) ? 'BEGIN' : 'BEGIN IMMEDIATE';
    this.#sqlite.exec(begin);
    try {
      const results = statements.map((statement) => this.#run(statement));
      this.#sqlite.exec('COMMIT');
      return results;
    } catch (error) {
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  /** Sets how long the next statements wait for the lock of another connection. */
  waitForLock(ms: number): void {
    if (ms === this.#waitMs) return;
    this.#waitMs = ms;
    this.#sqlite.pragma(`busy_timeout = ${ms}`);
  }

  /** Counts the pages in the write-ahead log, and those of them that the file has already. */
  logState(): { frames: number; checkpointed: number } {
    const [, frames, checkpointed] = this.#prepare(LOG_STATE).get() as [number, number, number];
    return { frames, checkpointed };
  }

  /**
   * Copies the write-ahead log into the file as far as its readers allow; returns false while
   * another process does so.
   */
  checkpoint(): boolean {
    return this.#sqlite.pragma('wal_checkpoint(PASSIVE)', { simple: true }) === 0;
  }

  /** Returns the id of the newest operation; null without one, or before the table exists. */
  newestOperation(): string | null {
    try {
      const row = this.#prepare(NEWEST_OPERATION).get() as [string] | undefined;
      return row?.[0] ?? null;
    } catch {
      return null;
    }
  }

  /**
   * Copies the write-ahead log into the file and empties it; returns false when a reader or writer,
   * such as another process, blocked it.
   */
  emptyLog(): boolean {
    this.waitForLock(Math.min(this.#busyTimeoutMs, EMPTY_LOG_WITHIN_MS));
    try {
      // https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
      return this.#sqlite.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
    } finally {
      this.waitForLock(this.#busyTimeoutMs);
    }
  }

  /**
   * Copies the database into a new file, some pages in each turn of the event loop. Writes of this
   * connection go into the copy too; one of another connection begins the copy again, and after a
   * few times the rest follows in one step: https://www.sqlite.org/backup.html
   */
  async copyTo(file: string): Promise<void> {
    let copied = 0;
    const sync = syncBehind(file);
    try {
      await this.#sqlite.backup(file, {
        progress: ({ totalPages }) => {
          copied += PAGES_A_STEP;
          sync.next();
          return copied > MOST_ROUNDS * totalPages + PAGES_A_STEP ? ALL_PAGES : PAGES_A_STEP;
        },
      });
    } finally {
      await sync.end();
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  #run({ sql, params }: Statement): StatementResult {
    const statement = this.#prepare(sql);
    if (statement.readonly && statement.reader) {
      return { ...runReader(statement, params), changes: 0, lastRowId: 0 };
    }
    const before = this.#counters();
    const noRows = { columns: [], rows: [] };
    const result = statement.reader ? runReader(statement, params) : noRows;
    if (!statement.reader) statement.run(...params);
    const after = this.#counters();
    return { ...result, changes: after.changes - before.changes, lastRowId: after.lastRowId };
  }

  #prepare(sql: string): Sqlite.Statement {
    const cached = this.#statements.get(sql);
    if (cached) {
      this.#statements.delete(sql);
      this.#statements.set(sql, cached);
      return cached;
    }
    const statement = this.#sqlite.prepare(sql);
    if (statement.reader) statement.raw(true);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > CACHE_SIZE && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  /** Counts changes as D1 does: with rows that triggers wrote, which better-sqlite3 leaves out. */
  #counters(): { changes: number; lastRowId: number } {
    const [changes = 0, lastRowId = 0] = this.#prepare(COUNTERS).get() as number[];
    return { changes, lastRowId };
  }
}

const COUNTERS = 'SELECT total_changes(), last_insert_rowid()';
// NOOP reports the state and copies nothing: https://www.sqlite.org/c3ref/wal_checkpoint_v2.html
const LOG_STATE = 'PRAGMA wal_checkpoint(NOOP)';
const NEWEST_OPERATION = 'SELECT id FROM operations ORDER BY rowid DESC LIMIT 1';

function runReader(
  statement: Sqlite.Statement,
  params: readonly SqlValue[],
): Pick<StatementResult, 'columns' | 'rows'> {
  const rows = statement.all(...params) as SqlValue[][];
  // Read after the rows: a schema change since the preparation shows only then.
  return { rows, columns: statement.columns().map(({ name }) => name) };
}
