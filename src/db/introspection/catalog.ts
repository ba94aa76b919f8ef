import type { D1Database } from '../types.js';
import { moduleOf, tableKind, type TableKind } from './table-kind.js';

/**
 * SQLite's own catalogue, in one round trip for all tables. One unreadable table (a view on a
 * dropped table, a missing module) must not hide the others: the list of tables is then halved
 * until each unreadable one stands alone.
 */

export interface CatalogColumn {
  cid: number;
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
  /** 1: hidden column of a virtual table; 2 and 3: generated */
  hidden: number;
}

export interface CatalogTable extends TableKind {
  name: string;
  sql: string | null;
  columns: CatalogColumn[];
  foreignKeys: CatalogReference[];
  uniques: string[][];
  indexes: CatalogIndex[];
  problem: string | null;
}

/** A foreign key as written, and what the engine does to its rows (`NO ACTION`, `CASCADE`, …). */
export interface CatalogReference {
  columns: string[];
  table: string;
  references: (string | null)[];
  onUpdate: string;
  onDelete: string;
}

/** The columns of an index up to its first expression, each with its collation. */
export type CatalogIndex = { column: string; collation: string }[];

interface ForeignKeyRow {
  table_name: string;
  id: number;
  seq: number;
  target: string;
  from: string;
  to: string | null;
  on_update: string;
  on_delete: string;
}

interface IndexRow {
  table_name: string;
  index_name: string;
  is_unique: number;
  seqno: number;
  column_name: string | null;
  collation: string;
}

type ColumnRow = CatalogColumn & { table_name: string };

/**
 * Leaves out the tables of the engine itself (SQLite's and D1's), of an operator's search index, and
 * of an adoption that is under way or was cut off.
 */
const ownTables = `s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*'
  AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*'`;

/** Text of a query, with the type of its rows. */
interface Query<Row> {
  sql: string;
  /** Has no value: it ties the type to the text. */
  row?: Row;
}

const tablesQuery: Query<TableRow> = {
  sql: `SELECT s.name, s.type, s.sql FROM sqlite_schema s
  WHERE s.type IN ('table', 'view') AND ${ownTables} ORDER BY s.name`,
};

type TableQuery<Row> = (only: boolean) => Query<Row>;

const perTable =
  <Row>(columns: string, source: string, suffix: string): TableQuery<Row> =>
  (only) => ({
    sql: `SELECT s.name AS table_name, ${columns} FROM sqlite_schema s, ${source}
    WHERE s.type IN ('table', 'view') AND ${ownTables}${only ? ' AND s.name IN (SELECT value FROM json_each(?))' : ''} ${suffix}`,
  });

const columnsOf = perTable<ColumnRow>(
  'x.cid, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden',
  'pragma_table_xinfo(s.name) x',
  'ORDER BY s.name, x.cid',
);

const foreignKeysOf = perTable<ForeignKeyRow>(
  'f.id, f.seq, f."table" AS target, f."from", f."to", f.on_update, f.on_delete',
  'pragma_foreign_key_list(s.name) f',
  'ORDER BY s.name, f.id, f.seq',
);

const indexesOf = perTable<IndexRow>(
  'l.name AS index_name, l."unique" AS is_unique, i.seqno, i.name AS column_name, i.coll AS collation',
  'pragma_index_list(s.name) l, pragma_index_xinfo(l.name) i',
  'AND l.partial = 0 AND i."key" = 1 ORDER BY s.name, l.name, i.seqno',
);

interface TableRow {
  name: string;
  type: 'table' | 'view';
  sql: string | null;
}

/**
 * Reads every table and view, by name.
 * @throws the database's error when not even the list of tables can be read
 */
export async function readCatalog(database: D1Database): Promise<CatalogTable[]> {
  try {
    const [tables, columns, foreignKeys, indexes] = await readBatch<
      [TableRow, ColumnRow, ForeignKeyRow, IndexRow]
    >(database, [tablesQuery, columnsOf(false), foreignKeysOf(false), indexesOf(false)]);
    return assembleAll(tables, { columns, foreignKeys, indexes });
  } catch {
    return readInParts(database);
  }
}

/** Runs queries as one batch, and returns the rows of each. */
async function readBatch<Rows extends unknown[]>(
  database: D1Database,
  queries: { [Index in keyof Rows]: Query<Rows[Index]> },
): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
  const results = await database.batch(queries.map(({ sql }) => database.prepare(sql)));
  return results.map((result) => result.results) as { [Index in keyof Rows]: Rows[Index][] };
}

/** Reads the catalogue where some table has no readable columns. */
async function readInParts(database: D1Database): Promise<CatalogTable[]> {
  const [tables, foreignKeys, indexes] = await readBatch<[TableRow, ForeignKeyRow, IndexRow]>(
    database,
    [tablesQuery, foreignKeysOf(false), indexesOf(false)],
  );
  const { columns, problems } = await readColumns(database, tables);
  return assembleAll(tables, { columns, foreignKeys, indexes }).map((table) => ({
    ...table,
    problem: problems.get(table.name) ?? null,
  }));
}

interface ReadColumns {
  columns: ColumnRow[];
  /** The engine's words by the name of the table. */
  problems: Map<string, string>;
}

/** Reads the columns of tables at once; where that fails, of each half of them. */
async function readColumns(
  database: D1Database,
  tables: readonly TableRow[],
): Promise<ReadColumns> {
  if (tables.length === 0) return { columns: [], problems: new Map() };
  try {
    const names = JSON.stringify(tables.map(({ name }) => name));
    const query = database.prepare(columnsOf(true).sql).bind(names);
    return { columns: (await query.all<ColumnRow>()).results, problems: new Map() };
  } catch (error) {
    const [only] = tables;
    if (only && tables.length === 1) {
      return { columns: [], problems: new Map([[only.name, engineText(error)]]) };
    }
    const middle = Math.ceil(tables.length / 2);
    const first = await readColumns(database, tables.slice(0, middle));
    const second = await readColumns(database, tables.slice(middle));
    return {
      columns: [...first.columns, ...second.columns],
      problems: new Map([...first.problems, ...second.problems]),
    };
  }
}

/** Groups rows by their table: to search all of them for each table takes too long with hundreds. */
function byTable<Row extends { table_name: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.table_name);
    if (own) own.push(row);
    else groups.set(row.table_name, [row]);
  }
  return groups;
}

interface CatalogRows {
  columns: ColumnRow[];
  foreignKeys: ForeignKeyRow[];
  indexes: IndexRow[];
}

/** Builds tables from the rows of all of them. */
function assembleAll(tables: readonly TableRow[], rows: CatalogRows): CatalogTable[] {
  const columns = byTable(rows.columns);
  const foreignKeys = byTable(rows.foreignKeys);
  const indexes = byTable(rows.indexes);
  const virtual = tables.filter((table) => moduleOf(table) !== null);
  return tables.map((table) =>
    assemble(table, virtual, {
      columns: columns.get(table.name) ?? [],
      foreignKeys: foreignKeys.get(table.name) ?? [],
      indexes: indexes.get(table.name) ?? [],
    }),
  );
}

/** Builds a table from its own rows of each kind. */
function assemble(table: TableRow, virtual: readonly TableRow[], rows: CatalogRows): CatalogTable {
  const foreignKeys = groupBy(rows.foreignKeys, ({ id }) => String(id)).map((group) => ({
    columns: group.map(({ from }) => from),
    table: group[0]?.target ?? '',
    references: group.map(({ to }) => to),
    onUpdate: group[0]?.on_update ?? '',
    onDelete: group[0]?.on_delete ?? '',
  }));
  const indexes = groupBy(rows.indexes, ({ index_name }) => index_name);
  const uniques = indexes
    .filter(([first]) => first?.is_unique === 1)
    .filter((group) => group.every(({ column_name }) => column_name !== null))
    .map((group) => group.map(({ column_name }) => column_name ?? ''));
  return {
    name: table.name,
    ...tableKind(table, virtual),
    sql: table.sql,
    columns: rows.columns.filter(({ hidden }) => hidden !== 1),
    foreignKeys,
    uniques,
    indexes: indexes.map(columnsBeforeExpression),
    problem: null,
  };
}

/** Cuts an index at its first expression: a look-up by columns uses the columns before it. */
function columnsBeforeExpression(group: readonly IndexRow[]): CatalogIndex {
  const end = group.findIndex(({ column_name }) => column_name === null);
  return (end === -1 ? group : group.slice(0, end)).map(({ column_name, collation }) => ({
    column: column_name ?? '',
    collation,
  }));
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

/** Returns the engine's own words, which the typed error has as its cause. */
export function engineText(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
