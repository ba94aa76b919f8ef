import Sqlite from 'better-sqlite3';
import { unreadable } from './foreign-file.js';
import type { FileTransaction, SqlValue, Statement } from '../../types.js';

/**
 * One transaction over the book's file and another one, on a connection of its own. Values go from
 * file to file within SQLite, so that each arrives byte by byte: whole numbers of 64 bits, texts
 * with NUL or broken UTF-8, rowids.
 */

export interface FileTransactionOptions {
  file: string;
  /** File that becomes the schema `source`. */
  source: string;
  busyTimeoutMs: number;
}

/**
 * Runs `work` as one transaction: everything of it or, when it throws, nothing.
 * @throws DomainError `invalid` when the source cannot be read, Sqlite.SqliteError, and what `work` throws
 */
export function runFileTransaction<T>(
  { file, source, busyTimeoutMs }: FileTransactionOptions,
  work: (transaction: FileTransaction) => T,
): T {
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: busyTimeoutMs });
  try {
    // Rows of tables that refer to each other arrive in any order; broken references come as they are.
    sqlite.pragma('foreign_keys = OFF');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('temp_store = file');
    sqlite.pragma('cache_size = -64000');
    // The engine's writer makes every checkpoint: see FileWatch.
    sqlite.pragma('wal_autocheckpoint = 0');
    beginWith(sqlite, source);
    const result = work(transactionOn(sqlite));
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    throw isDamagedSource(sqlite, error) ? unreadable(source, error) : error;
  } finally {
    sqlite.close();
  }
}

/** Returns true for damage that is the source's and not the book's. */
function isDamagedSource(sqlite: Sqlite.Database, error: unknown): boolean {
  if (!/^SQLITE_(?:CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code))) return false;
  try {
    return sqlite.pragma('source.quick_check(1)', { simple: true }) !== 'ok';
  } catch {
    return true;
  }
}

/** Begins, and holds the source as it is now. */
function beginWith(sqlite: Sqlite.Database, source: string): void {
  try {
    sqlite.prepare('ATTACH ? AS source').run(source);
    // An immediate transaction would ask for the write lock of both files.
    sqlite.exec('BEGIN');
    sqlite.prepare('SELECT count(*) FROM source.sqlite_schema').get();
  } catch (error) {
    throw unreadable(source, error);
  }
}

function transactionOn(sqlite: Sqlite.Database): FileTransaction {
  const run = ({ sql, params }: Statement) => {
    sqlite.prepare(sql).run(...params);
  };
  return {
    run,
    runOnShadow: (statement) => {
      // https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
      sqlite.unsafeMode(true);
      try {
        run(statement);
      } finally {
        sqlite.unsafeMode(false);
      }
    },
    rows: ({ sql, params }) => {
      const statement = sqlite.prepare(sql).raw(true);
      return statement.all(...params) as SqlValue[][];
    },
    each: (sql) =>
      sqlite.prepare(sql).raw(true).safeIntegers(true).iterate() as IterableIterator<
        (bigint | SqlValue)[]
      >,
  };
}
