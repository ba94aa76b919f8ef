import type { D1Database } from '@cloudflare/workers-types';
import type { DatabaseError } from './errors.js';

/** The seam: everything that touches the database does it through Cloudflare's `D1Database`. */
export type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';

/** What a column can hold. Blobs come back as Uint8Array. */
export type SqlValue = string | number | null | Uint8Array;

/** One statement with positional `?` parameters (`?1` is not accepted by better-sqlite3). */
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
 * What an engine has to do: run one statement, or several as one atomic batch, and answer one
 * result for each. Rejects with the typed errors of `errors.ts`.
 */
export type Execute = (statements: readonly Statement[]) => Promise<StatementResult[]>;

/** What an engine can do, asked for instead of its name. */
export interface EngineFeatures {
  /** Backups by the engine's own online backup into a file. */
  fileBackup: boolean;
  /** FTS5 tables survive the engine's export. */
  fullTextSearch: boolean;
  /** A query of any length may run on `longReads`; otherwise work goes per key range. */
  unboundedReads: boolean;
}

/** What somebody has seen of a replicated database: reads within it see at least that. */
export interface ReadScope {
  /** Kept up to date by every answer; opaque, of one database. */
  bookmark: string | undefined;
}

export interface Engine {
  readonly name: 'embedded' | 'd1';
  /** Where the data is, for people: a path or a host, never a secret. */
  readonly location: string;
  readonly features: EngineFeatures;
  readonly database: D1Database;
  /** For reads that may take long: a thread of its own where the engine has threads. */
  readonly longReads: D1Database;
  /** For long reads that nobody waits for: after everybody else's, where the engine has threads. */
  readonly backgroundReads: D1Database;
  /**
   * Runs `work` so that replicas may serve its reads, as long as they are as new as the scope's
   * bookmark. Outside of a scope, and on an engine without replicas, every read sees the newest.
   */
  inScope<T>(scope: ReadScope, work: () => T): T;
  /** Adds what another scope has seen to the scope of the caller, if it is in one. */
  noteSeen(other: ReadScope): void;
  /** How many writes of this process have ended, whether or not they did: what was read at another count may be out of date. */
  writes(): number;
  /** Why everything is refused until the process is started again; null as long as it is not. */
  failure(): DatabaseError | null;
  close(): Promise<void>;
}
