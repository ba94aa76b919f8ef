import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { toDatabaseError } from '../errors.js';

/** Reads from a file, on a connection of its own, what a copy's manifest says about its book. */

export interface NewestOperation {
  id: string;
  kind: string;
  /** UTC, as stored: `2026-03-04 12:00:00`. */
  at: string;
}

export interface SnapshotFacts {
  /** Tells this book from others: made of the first row of its migration history. */
  book: string;
  /** Names of the applied migrations, in order. */
  migrations: string[];
  newestOperation: NewestOperation | null;
  /** Rows of the tables that hold the book. */
  counts: Record<string, number>;
  /** Whole cents. */
  money: Record<string, number>;
  /** Ids of the keys with which values are encrypted. */
  dataKeys: string[];
}

const COUNTED = ['agents', 'customers', 'wagers', 'transactions', 'operations', 'audit_log'];
const SUMS = {
  balances: 'SELECT sum(round(balance * 100)) FROM customers',
  transactions: 'SELECT sum(round(amount * 100)) FROM transactions',
  stakes: 'SELECT sum(round(amount * 100)) FROM wagers',
};
const NEWEST = 'SELECT id, kind, created_at AS at FROM operations ORDER BY rowid DESC LIMIT 1';

/** Opens a file for reading only. */
export function readFacts(file: string): SnapshotFacts {
  return reading(file, (sqlite) => {
    const tables = tablesOf(sqlite);
    const value = (sql: string) => Number(sqlite.prepare(sql).pluck().get() ?? 0);
    const history = tables.has('migrations') ? historyOf(sqlite) : [];
    const counted = COUNTED.filter((name) => tables.has(name));
    return {
      book: bookOf(history[0]),
      migrations: history.map(({ name }) => name),
      newestOperation: newestIn(sqlite, tables),
      counts: Object.fromEntries(
        counted.map((name) => [name, value(`SELECT count(*) FROM "${name}"`)]),
      ),
      money: tables.has('wagers')
        ? Object.fromEntries(Object.entries(SUMS).map(([name, sql]) => [name, value(sql)]))
        : {},
      dataKeys: tables.has('data_keys')
        ? sqlite.prepare<[], string>('SELECT key_id FROM data_keys ORDER BY key_id').pluck().all()
        : [],
    };
  });
}

/** Operations of a file that are newer than an operation of a copy. */
export interface LaterOperations {
  count: number;
  /** Some of them, newest first. */
  newest: NewestOperation[];
}

/** Reads which book a file is, and its newest operation. */
export function endOf(file: string): Pick<SnapshotFacts, 'book' | 'newestOperation'> {
  return reading(file, (sqlite) => {
    const tables = tablesOf(sqlite);
    const [first] = tables.has('migrations') ? historyOf(sqlite) : [];
    return { book: bookOf(first), newestOperation: newestIn(sqlite, tables) };
  });
}

/** Lists the operations that a file has behind `known`; null when the file does not have `known`. */
export function operationsAfter(
  file: string,
  known: NewestOperation | null,
  shown: number,
): LaterOperations | null {
  return reading(file, (sqlite) => {
    if (!tablesOf(sqlite).has('operations')) return null;
    const start =
      known === null
        ? 0
        : sqlite
            .prepare<[string], number>('SELECT rowid FROM operations WHERE id = ?')
            .pluck()
            .get(known.id);
    if (start === undefined) return null;
    const count = sqlite
      .prepare<[number], number>('SELECT count(*) FROM operations WHERE rowid > ?')
      .pluck()
      .get(start);
    const newest = sqlite
      .prepare<[number, number], NewestOperation>(
        `SELECT id, kind, created_at AS at FROM operations WHERE rowid > ?
          ORDER BY rowid DESC LIMIT ?`,
      )
      .all(start, shown);
    return { count: count ?? 0, newest };
  });
}

/** Traces that a book's file has of the operations of a copy. */
export interface KnownWork {
  book: string;
  hasOperation: boolean;
  /** Time of the newest entry of the audit trail with one of the actions; null without one. */
  newestEntry: string | null;
}

/** Looks for an operation in a file, and for entries of the audit trail that explain its absence. */
export function knownWork(file: string, operation: string, actions: readonly string[]): KnownWork {
  return reading(file, (sqlite) => {
    const tables = tablesOf(sqlite);
    const history = tables.has('migrations') ? historyOf(sqlite) : [];
    const found =
      tables.has('operations') &&
      sqlite.prepare('SELECT 1 FROM operations WHERE id = ?').get(operation) !== undefined;
    const newest = tables.has('audit_log')
      ? sqlite
          .prepare<[string], string | null>(
            `SELECT max(created_at) FROM audit_log WHERE table_name = 'book'
              AND action IN (SELECT value FROM json_each(?))`,
          )
          .pluck()
          .get(JSON.stringify(actions))
      : null;
    return { book: bookOf(history[0]), hasOperation: found, newestEntry: newest ?? null };
  });
}

/** Returns the id of a customer; null in a book without any. */
export function firstCustomer(file: string): string | null {
  return reading(file, (sqlite) => {
    const first = sqlite.prepare<[], string>('SELECT id FROM customers LIMIT 1').pluck();
    return first.get() ?? null;
  });
}

/** Returns SQLite's problems of a file's structure; none when it is sound. */
export function quickCheck(file: string): string[] {
  return checkBy(file, 'quick_check');
}

/** Does what `quickCheck` does, and compares every index with its table: ten times as long. */
export function integrityCheck(file: string): string[] {
  return checkBy(file, 'integrity_check');
}

function checkBy(file: string, check: 'quick_check' | 'integrity_check'): string[] {
  return reading(file, (sqlite) => {
    const lines: string[] = [];
    try {
      // One by one: at a page that it cannot read, SQLite fails after the lines about the others.
      for (const line of sqlite.prepare<[], string>(`PRAGMA ${check}`).pluck().iterate()) {
        if (line !== 'ok') lines.push(line);
      }
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT')) throw error;
      lines.push((error as Error).message);
    }
    return lines;
  });
}

/** @throws DatabaseError for what SQLite says, with the way out of a damaged file */
function reading<T>(file: string, read: (sqlite: Sqlite.Database) => T): T {
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
    return read(sqlite);
  } catch (error) {
    throw error instanceof Sqlite.SqliteError ? toDatabaseError(error.message, error) : error;
  } finally {
    sqlite?.close();
  }
}

function historyOf(sqlite: Sqlite.Database): { name: string; hash: string; at: string }[] {
  return sqlite
    .prepare<[], { name: string; hash: string; at: string }>(
      'SELECT name, hash, applied_at AS at FROM migrations ORDER BY name',
    )
    .all();
}

function tablesOf(sqlite: Sqlite.Database): Set<string> {
  const names = sqlite
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all();
  return new Set(names);
}

function newestIn(sqlite: Sqlite.Database, tables: ReadonlySet<string>): NewestOperation | null {
  if (!tables.has('operations')) return null;
  return sqlite.prepare<[], NewestOperation>(NEWEST).get() ?? null;
}

function bookOf(first: { name: string; hash: string; at: string } | undefined): string {
  if (!first) return 'none';
  const text = `${first.name}\n${first.hash}\n${first.at}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
