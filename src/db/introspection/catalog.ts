import type { D1Database } from '../types.js';
import {
  columnsOf,
  foreignKeysOf,
  indexesOf,
  tablesQuery,
  type CatalogColumn,
  type ColumnRow,
  type ForeignKeyRow,
  type IndexRow,
  type Query,
  type TableRow,
} from './catalog-queries.js';
import { moduleOf, tableKind, type TableKind } from './table-kind.js';

/**
 * SQLite's own catalogue, in one round trip for all tables. One unreadable table (a view on a
 * dropped table, a missing module) must not hide the others: the list of tables is then halved
 * until each unreadable one stands alone.
 */

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
