import type { D1Database } from '../types.js';

/**
 * SQLite's own catalogue, read in one round trip for all tables. One table that cannot be read (a
 * view on a dropped table, a missing module) must not hide the others: then they are read one by
 * one.
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

/** Not those of the engine itself (SQLite's, and D1's), nor what an operator's search index is made of. */
const ownTables = `s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*'
  AND s.name NOT GLOB 'search_index_*'`;

const tablesSql = `SELECT s.name, s.type, s.sql FROM sqlite_schema s
  WHERE s.type IN ('table', 'view') AND ${ownTables} ORDER BY s.name`;

const perTable = (columns: string, source: string, suffix: string) => (only: boolean) =>
  `SELECT s.name AS table_name, ${columns} FROM sqlite_schema s, ${source}
    WHERE s.type IN ('table', 'view') AND ${ownTables}${only ? ' AND s.name = ?' : ''} ${suffix}`;

const columnsSql = perTable(
  'x.cid, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden',
  'pragma_table_xinfo(s.name) x',
  'ORDER BY s.name, x.cid',
);

const foreignKeysSql = perTable(
  'f.id, f.seq, f."table" AS target, f."from", f."to"',
  'pragma_foreign_key_list(s.name) f',
  'ORDER BY s.name, f.id, f.seq',
);

const indexesSql = perTable(
  'l.name AS index_name, l."unique" AS is_unique, i.seqno, i.name AS column_name',
  'pragma_index_list(s.name) l, pragma_index_info(l.name) i',
  'AND l.partial = 0 ORDER BY s.name, l.name, i.seqno',
);

interface TableRow {
  name: string;
  type: 'table' | 'view';
  sql: string | null;
}

export async function readCatalog(database: D1Database): Promise<CatalogTable[]> {
  const statements = [columnsSql, foreignKeysSql, indexesSql].map((sql) => sql(false));
  try {
    const [tables, columns, foreignKeys, indexes] = await database.batch(
      [tablesSql, ...statements].map((sql) => database.prepare(sql)),
    );
    const names = (tables?.results ?? []) as TableRow[];
    return names.map((table) =>
      assemble(table, names, {
        columns: (columns?.results ?? []) as ColumnRow[],
        foreignKeys: (foreignKeys?.results ?? []) as ForeignKeyRow[],
        indexes: (indexes?.results ?? []) as IndexRow[],
      }),
    );
  } catch {
    return readOneByOne(database);
  }
}

/** @throws what the database throws when not even the list of tables can be read */
async function readOneByOne(database: D1Database): Promise<CatalogTable[]> {
  const { results: tables } = await database.prepare(tablesSql).all<TableRow>();
  const read = async <Row>(sql: (only: boolean) => string, table: string): Promise<Row[]> =>
    (await database.prepare(sql(true)).bind(table).all<Row>()).results;
  const catalog: CatalogTable[] = [];
  for (const table of tables) {
    try {
      catalog.push(
        assemble(table, tables, {
          columns: await read<ColumnRow>(columnsSql, table.name),
          foreignKeys: await read<ForeignKeyRow>(foreignKeysSql, table.name),
          indexes: await read<IndexRow>(indexesSql, table.name),
        }),
      );
    } catch (error) {
      const nothing = { columns: [], foreignKeys: [], indexes: [] };
      catalog.push({ ...assemble(table, tables, nothing), problem: reasonOf(error) });
    }
  }
  return catalog;
}

function assemble(
  table: TableRow,
  tables: readonly TableRow[],
  rows: { columns: ColumnRow[]; foreignKeys: ForeignKeyRow[]; indexes: IndexRow[] },
): CatalogTable {
  const own = <Row extends { table_name: string }>(all: readonly Row[]) =>
    all.filter((row) => row.table_name === table.name);
  const foreignKeys = groupBy(own(rows.foreignKeys), ({ id }) => String(id)).map((group) => ({
    columns: group.map(({ from }) => from),
    table: group[0]?.target ?? '',
    references: group.map(({ to }) => to),
  }));
  const indexes = groupBy(own(rows.indexes), ({ index_name }) => index_name);
  const uniques = indexes
    .filter(([first]) => first?.is_unique === 1)
    .filter((group) => group.every(({ column_name }) => column_name !== null))
    .map((group) => group.map(({ column_name }) => column_name ?? ''));
  return {
    name: table.name,
    kind: kindOf(table, tables),
    sql: table.sql,
    columns: own(rows.columns).filter(({ hidden }) => hidden !== 1),
    foreignKeys,
    uniques,
    indexes: indexes.map(columnsBeforeExpression),
    problem: null,
  };
}

/** An index on an expression is one on the columns before it, as far as a look-up by columns goes. */
function columnsBeforeExpression(group: readonly IndexRow[]): string[] {
  const end = group.findIndex(({ column_name }) => column_name === null);
  return (end === -1 ? group : group.slice(0, end)).map(({ column_name }) => column_name ?? '');
}

const isVirtual = ({ sql }: TableRow) => /^\s*CREATE\s+VIRTUAL\s/i.test(sql ?? '');

/** Virtual tables keep their data in tables named after them (`search_data`, `search_idx`, …). */
const shadowSuffix = /^_(data|idx|content|docsize|config|node|parent|rowid|segments|segdir|stat)$/;

function kindOf(table: TableRow, tables: readonly TableRow[]): CatalogTable['kind'] {
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

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
