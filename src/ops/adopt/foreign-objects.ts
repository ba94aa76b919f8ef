import type { ForeignFile } from '../../db/engines/embedded/foreign-file.js';
import { introspect } from '../../db/introspection/introspect.js';
import { folded, quoted } from '../../db/names.js';

export { folded, quoted };

/** Objects of a foreign file, as its catalogue has them. */

export type ObjectType = 'table' | 'index' | 'view' | 'trigger';

export interface ForeignObject {
  type: ObjectType;
  name: string;
  /** Name in the book's database. */
  as: string;
  /** The table or view of an index or trigger; its own name for the others. */
  tableName: string;
  sql: string;
  /** Statement that makes it in the book's database. */
  sqlAs: string;
}

export interface ForeignTable {
  name: string;
  /** Name in the book's database. */
  as: string;
  kind: 'table' | 'virtual' | 'shadow';
  /** Virtual table whose module keeps its rows here. */
  parent: string | null;
  /** Stored columns; generated ones are computed again. */
  columns: string[];
  /** A name by which SQL reaches the rowid; null without one. */
  rowid: string | null;
  /** Columns of the primary key, in its order. */
  key: string[];
  /** Tables that its foreign keys name. */
  parents: string[];
  /** Null for a virtual table: its shadow tables hold its rows. */
  rows: number | null;
}

export interface ForeignSchema {
  objects: ForeignObject[];
  tables: ForeignTable[];
}

const ROWIDS = ['rowid', '_rowid_', 'oid'];

/** Quotes a text for SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const ORDER = ['table', 'index', 'view', 'trigger'] as const;

/** Sorts objects so that each comes after those that its statement needs. */
export function inOrder<T extends Pick<ForeignObject, 'type'>>(objects: readonly T[]): T[] {
  return ORDER.flatMap((type) => objects.filter((object) => object.type === type));
}

/** Reads all objects in the order of their making, except those of SQLite itself. */
export function readObjects(file: ForeignFile): ForeignObject[] {
  const rows = file.rows(`SELECT type, name, tbl_name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid`);
  return rows.map(([type, name, tableName, sql]) => ({
    type: type as ObjectType,
    name: String(name),
    as: String(name),
    tableName: String(tableName),
    sql: String(sql),
    sqlAs: String(sql),
  }));
}

/** Reads the objects and counts the rows of each table, except those that stay behind. */
export async function readForeignSchema(
  file: ForeignFile,
  skipped: readonly string[],
): Promise<ForeignSchema> {
  const infos = await introspect(file.database);
  const named = new Set(skipped.map(folded));
  const parents = new Map(infos.map(({ name, parent }) => [folded(name), parent]));
  const isLeft = (name: string) => {
    const parent = parents.get(folded(name));
    return named.has(folded(name)) || (typeof parent === 'string' && named.has(folded(parent)));
  };
  const objects = readObjects(file).filter(
    ({ name, tableName }) => !isLeft(name) && !isLeft(tableName),
  );
  const tables = objects.flatMap(({ type, name }): ForeignTable[] => {
    const info = infos.find((one) => one.name === name);
    if (type !== 'table' || !info || info.kind === 'view') return [];
    const { kind, parent, problem } = info;
    const columns = info.columns.filter(({ isGenerated }) => !isGenerated).map((one) => one.name);
    const taken = new Set(info.columns.map((column) => folded(column.name)));
    const rowid = info.withoutRowid ? undefined : ROWIDS.find((alias) => !taken.has(alias));
    const relations = {
      key: info.primaryKey,
      parents: info.foreignKeys.map(({ target }) => target),
    };
    const isCounted = kind !== 'virtual' && problem === null;
    const rows = isCounted ? file.rows(`SELECT count(*) FROM ${quoted(name)} NOT INDEXED`) : [];
    const count = isCounted ? Number(rows[0]?.[0]) : null;
    return [
      { name, as: name, kind, parent, columns, rowid: rowid ?? null, rows: count, ...relations },
    ];
  });
  return { objects, tables };
}
