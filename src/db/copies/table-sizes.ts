import Sqlite from 'better-sqlite3';

/** Measures tables and indexes of a file, on a connection of its own: it reads every page. */

export interface MeasuredObject {
  name: string;
  /** Table of an index; the object's own name otherwise. */
  table: string;
  isIndex: boolean;
  /** Null where SQLite was compiled without `dbstat`. */
  bytes: number | null;
  /** Null for an index. */
  rows: number | null;
  /** True when `rows` is the estimate of the last ANALYZE. */
  isEstimate: boolean;
}

/** Tables with more bytes are not counted when ANALYZE has an estimate. */
const LARGE_BYTES = 1e9;

/** https://www.sqlite.org/dbstat.html */
const BYTES = 'SELECT name, pgsize AS bytes FROM dbstat WHERE aggregate = 1';
const OBJECTS = `SELECT name, tbl_name AS "table", type = 'index' AS isIndex FROM sqlite_schema
  WHERE type IN ('table', 'index') AND rootpage > 0 ORDER BY name`;

/** Measures all tables and indexes with pages of their own, the largest first. */
export function measureObjects(file: string): MeasuredObject[] {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const bytes = bytesOf(sqlite);
    const estimates = estimatesOf(sqlite);
    const objects = sqlite
      .prepare<[], { name: string; table: string; isIndex: number }>(OBJECTS)
      .all();
    return objects
      .map(({ name, table, isIndex }) => {
        const size = bytes?.get(name) ?? (bytes ? 0 : null);
        const estimate = (size ?? 0) > LARGE_BYTES ? estimates.get(name) : undefined;
        const rows = isIndex ? null : (estimate ?? countOf(sqlite, name));
        return {
          ...{ name, table, bytes: size, rows },
          isIndex: isIndex === 1,
          isEstimate: estimate !== undefined && isIndex === 0,
        };
      })
      .sort(
        (one, other) => (other.bytes ?? 0) - (one.bytes ?? 0) || (one.name < other.name ? -1 : 1),
      );
  } finally {
    sqlite.close();
  }
}

function bytesOf(sqlite: Sqlite.Database): Map<string, number> | null {
  try {
    const rows = sqlite.prepare<[], { name: string; bytes: number }>(BYTES).all();
    return new Map(rows.map(({ name, bytes }) => [name, bytes]));
  } catch (error) {
    if (/no such table: dbstat/.test((error as Error).message)) return null;
    throw error;
  }
}

/** Reads the numbers of rows that the last ANALYZE estimated, by table. */
function estimatesOf(sqlite: Sqlite.Database): Map<string, number> {
  try {
    const rows = sqlite
      .prepare<[], { tbl: string; stat: string }>('SELECT tbl, stat FROM sqlite_stat1')
      .all();
    return new Map(rows.map(({ tbl, stat }) => [tbl, Number.parseInt(stat, 10)]));
  } catch (error) {
    if (/no such table: sqlite_stat1/.test((error as Error).message)) return new Map();
    throw error;
  }
}

/** Counts the rows of a table; null for a table of a module that this program lacks. */
function countOf(sqlite: Sqlite.Database, table: string): number | null {
  try {
    const count = sqlite.prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`);
    return Number(count.pluck().get());
  } catch {
    return null;
  }
}
