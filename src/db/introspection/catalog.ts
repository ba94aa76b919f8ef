import type { D1Database } from '../types.js';

/**
 * SQLite's own catalogue, in one round trip for all tables. One unreadable table (a view on a
 * dropped table, a missing module) must not hide the others: the tables are then read one by one.
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

export interface CatalogTable {
  name: string;
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  sql: string | null;
  columns: CatalogColumn[];
  foreignKeys: { columns: string[]; table: string; references: (string | null)[] }[];
  uniques: string[][];
  indexes: string[][];
  problem: string | null;
}

interface ForeignKeyRow {
  table_name: string;
  id: number;
  seq: number;
  target: string;
  from: string;
  to: string | null;
}

interface IndexRow {
  table_name: string;
  index_name: string;
  is_unique: number;
  seqno: number;
  column_name: string | null;
}

type ColumnRow = CatalogColumn & { table_name: string };

/** Leaves out the tables of the engine itself (SQLite's and D1's) and of an operator's search index. */
const ownTables = `s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*'
  AND s.name NOT GLOB 'search_index_*'`;

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
    WHERE s.type IN ('table', 'view') AND ${ownTables}${only ? ' AND s.name = ?' : ''} ${suffix}`,
  });

const columnsOf = perTable<ColumnRow>(
  'x.cid, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden',
  'pragma_table_xinfo(s.name) x',
  'ORDER BY s.name, x.cid',
);

const foreignKeysOf = perTable<ForeignKeyRow>(
  'f.id, f.seq, f."table" AS target, f."from", f."to"',
  'pragma_foreign_key_list(s.name) f',
  'ORDER BY s.name, f.id, f.seq',
);

const indexesOf = perTable<IndexRow>(
  'l.name AS index_name, l."unique" AS is_unique, i.seqno, i.name AS column_name',
  'pragma_index_list(s.name) l, pragma_index_info(l.name) i',
  'AND l.partial = 0 ORDER BY s.name, l.name, i.seqno',
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
    const [columnsOfTable, keysOfTable, indexesOfTable] = [
      byTable(columns),
      byTable(foreignKeys),
      byTable(indexes),
    ];
    return tables.map((table) =>
      assemble(table, tables, {
        columns: columnsOfTable.get(table.name) ?? [],
        foreignKeys: keysOfTable.get(table.name) ?? [],
        indexes: indexesOfTable.get(table.name) ?? [],
      }),
    );
  } catch {
    return readOneByOne(database);
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

async function readOneByOne(database: D1Database): Promise<CatalogTable[]> {
  const { results: tables } = await database.prepare(tablesQuery.sql).all<TableRow>();
  const read = async <Row>(query: TableQuery<Row>, table: string): Promise<Row[]> =>
    (await database.prepare(query(true).sql).bind(table).all<Row>()).results;
  const catalog: CatalogTable[] = [];
  for (const table of tables) {
    try {
      catalog.push(
        assemble(table, tables, {
          columns: await read(columnsOf, table.name),
          foreignKeys: await read(foreignKeysOf, table.name),
          indexes: await read(indexesOf, table.name),
        }),
      );
    } catch (error) {
      const nothing = { columns: [], foreignKeys: [], indexes: [] };
      catalog.push({ ...assemble(table, tables, nothing), problem: causeOf(error) });
    }
  }
  return catalog;
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

/** Builds a table from its own rows of each kind. */
function assemble(
  table: TableRow,
  tables: readonly TableRow[],
  rows: { columns: ColumnRow[]; foreignKeys: ForeignKeyRow[]; indexes: IndexRow[] },
): CatalogTable {
  const foreignKeys = groupBy(rows.foreignKeys, ({ id }) => String(id)).map((group) => ({
    columns: group.map(({ from }) => from),
    table: group[0]?.target ?? '',
    references: group.map(({ to }) => to),
  }));
  const indexes = groupBy(rows.indexes, ({ index_name }) => index_name);
  const uniques = indexes
    .filter(([first]) => first?.is_unique === 1)
    .filter((group) => group.every(({ column_name }) => column_name !== null))
    .map((group) => group.map(({ column_name }) => column_name ?? ''));
  return {
    name: table.name,
    kind: tableKind(table, tables),
    sql: table.sql,
    columns: rows.columns.filter(({ hidden }) => hidden !== 1),
    foreignKeys,
    uniques,
    indexes: indexes.map(columnsBeforeExpression),
    problem: null,
  };
}

/** Cuts an index at its first expression: a look-up by columns uses the columns before it. */
function columnsBeforeExpression(group: readonly IndexRow[]): string[] {
  const end = group.findIndex(({ column_name }) => column_name === null);
  return (end === -1 ? group : group.slice(0, end)).map(({ column_name }) => column_name ?? '');
}

const isVirtual = ({ sql }: TableRow) => /^\s*CREATE\s+VIRTUAL\s/i.test(sql ?? '');

/** Virtual tables keep their data in tables with their name (`search_data`, `search_idx`, …). */
const shadowSuffix = /^_(data|idx|content|docsize|config|node|parent|rowid|segments|segdir|stat)$/;

function tableKind(table: TableRow, tables: readonly TableRow[]): CatalogTable['kind'] {
  if (table.type === 'view') return 'view';
  if (isVirtual(table)) return 'virtual';
  const isShadow = tables.some(
    (other) =>
      isVirtual(other) &&
      table.name.startsWith(other.name) &&
      shadowSuffix.test(table.name.slice(other.name.length)),
  );
  return isShadow ? 'shadow' : 'table';
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

/** The engine's own words, which the typed error has as its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
