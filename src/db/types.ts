import type { D1Database } from '@cloudflare/workers-types';
import type { DatabaseError } from './errors.js';

/** The seam: Cloudflare's `D1Database` is the only way to the database. */
export type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';

/** Values of a column. Blobs are read as Uint8Array. */
export type SqlValue = string | number | null | Uint8Array;

/** One statement with positional `?` parameters (better-sqlite3 does not accept `?1`). */
export interface Statement {
  sql: string;
  params: readonly SqlValue[];
}

export interface StatementResult {
  columns: string[];
  rows: SqlValue[][];
  /** Rows written, trigger writes included: not a test of whether an update hit its row. */
  changes: number;
  lastRowId: number;
}

/**
 * The one job of an engine: it runs one statement, or several as one atomic batch, and returns one
 * result for each. Rejects with the typed errors of `errors.ts`.
 */
export type Execute = (statements: readonly Statement[]) => Promise<StatementResult[]>;

/** Statements of one transaction over two files: the book's, and another one as the schema `source`. */
export interface FileTransaction {
  run(statement: Statement): void;
  /** Writes a table in which a virtual table keeps its rows; SQLite refuses it otherwise. */
  runOnShadow(statement: Statement): void;
  rows(statement: Statement): SqlValue[][];
  /** Reads rows one by one; whole numbers are `bigint`, exact. */
  each(sql: string): Iterable<(bigint | SqlValue)[]>;
}

/** Runs `work` as one transaction, all or nothing; nobody else writes meanwhile. */
export type WithFile = <T>(source: string, work: (transaction: FileTransaction) => T) => Promise<T>;

/** Abilities of an engine, which code checks instead of its name. */
export interface EngineFeatures {
  /** FTS5 tables survive the engine's export. */
  fullTextSearch: boolean;
  /** A query of any length may run on `longReads`; without it, work goes by key range. */
  unboundedReads: boolean;
}

/** A user's view of a replicated database: reads within the scope see at least as much. */
export interface ReadScope {
  /** Opaque, of one database; each answer updates it. */
  bookmark: string | undefined;
}

/** Writes that wait. */
export interface WriteHold {
  /** Lets the writes go on. */
  release(): void;
}

/**
 * Waits for the writes under way and holds the next ones, for at most `withinMs`; then `onExpired`
 * is called and they go on. Each waits for a moment and is refused then. Writes of sessions pass.
 */
export type HoldWrites = (withinMs: number, onExpired: () => void) => Promise<WriteHold>;

export interface Engine {
  readonly name: 'embedded' | 'd1';
  /** Place of the data, for messages: a path or a host, never a secret. */
  readonly location: string;
  readonly features: EngineFeatures;
  readonly database: D1Database;
  /** Runs reads that may take long, on a thread of its own where the engine has threads. */
  readonly longReads: D1Database;
  /** Runs long reads that no user waits for, behind all others where the engine has threads. */
  readonly backgroundReads: D1Database;
  /**
   * Runs `work` so that replicas may serve its reads, as long as they are as new as the scope's
   * bookmark. Outside of a scope, and on an engine without replicas, every read sees the newest.
   */
  inScope<T>(scope: ReadScope, work: () => T): T;
  /** Makes the caller's scope, if any, at least as new as another scope. */
  noteSeen(other: ReadScope): void;
  /** Counts the ended writes of this process, failed ones too: a read at another count may be out of date. */
  writes(): number;
  /** Writes from another SQLite file into this database; null on an engine without files. */
  readonly withFile: WithFile | null;
  /**
   * Copies the database, as it is at the end of the call, into a new file, while reads and writes
   * go on; null on an engine that keeps no file and copies by means of its own.
   */
  readonly copyTo: ((file: string) => Promise<void>) | null;
  /**
   * Reads the bookmark of the newest state, to which Time Travel can go back; null on an engine
   * without Time Travel.
   */
  readonly bookmark: (() => Promise<string>) | null;
  /**
   * Makes this process's writes wait, so that a copy reads one state; null on an engine that copies
   * beside writes.
   */
  readonly holdWrites: HoldWrites | null;
  /**
   * Begins a write and takes it back; `writes` does not count it. Waits for another program's write
   * lock for `withinMs` at most, where the engine has such a lock.
   * @throws DatabaseError when the database takes no write now
   */
  readonly tryWrite: (withinMs?: number) => Promise<void>;
  /** Reason for which the engine refuses everything until a restart; null while it works. */
  failure(): DatabaseError | null;
  /** Damage for which the engine refuses writes until a restart; null while none was found. */
  readonly damage: () => DatabaseError | null;
  close(): Promise<void>;
}
