import Sqlite from 'better-sqlite3';

/**
 * Empty database in memory, in which objects of another program are made before anything is
 * written: it lacks the same modules, collations and functions as the engine.
 */
export interface Rehearsal {
  /** Makes an object, or prepares any other statement; returns the engine's words when it refuses. */
  make(sql: string): string | null;
  prepare(sql: string): string | null;
  rows(sql: string): unknown[][];
  close(): void;
}

/** Opens an empty database in memory. */
export function openRehearsal(): Rehearsal {
  const sqlite = new Sqlite(':memory:');
  sqlite.pragma('foreign_keys = OFF');
  const problemOf = (work: () => unknown): string | null => {
    try {
      work();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    make: (sql) => problemOf(() => sqlite.prepare(sql).run()),
    prepare: (sql) => problemOf(() => sqlite.prepare(sql)),
    rows: (sql) => sqlite.prepare(sql).raw(true).all() as unknown[][],
    close: () => sqlite.close(),
  };
}
