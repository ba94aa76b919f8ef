/** Queries of SQLite's catalogue for all tables at once, and the rows that they return. */

/** A table or view of the schema. */
export interface TableRow {
  name: string;
  type: 'table' | 'view';
  sql: string | null;
}

/** A column, as `pragma_table_xinfo` names its fields. */
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

export type ColumnRow = CatalogColumn & { table_name: string };

/** A column of a foreign key. */
export interface ForeignKeyRow {
  table_name: string;
  id: number;
  seq: number;
  target: string;
  from: string;
  to: string | null;
  on_update: string;
  on_delete: string;
}

/** A column of an index without a condition. */
export interface IndexRow {
  table_name: string;
  index_name: string;
  is_unique: number;
  seqno: number;
  column_name: string | null;
  collation: string;
}

/**
 * Leaves out the tables of the engine itself (SQLite's and D1's), of an operator's search index, and
 * of an adoption that is under way or was cut off.
 */
const ownTables = `s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*'
  AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*'`;

/** Text of a query, with the type of its rows. */
export interface Query<Row> {
  sql: string;
  /** Has no value: it ties the type to the text. */
  row?: Row;
}

export const tablesQuery: Query<TableRow> = {
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

export const columnsOf = perTable<ColumnRow>(
  'x.cid, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden',
  'pragma_table_xinfo(s.name) x',
  'ORDER BY s.name, x.cid',
);

export const foreignKeysOf = perTable<ForeignKeyRow>(
  'f.id, f.seq, f."table" AS target, f."from", f."to", f.on_update, f.on_delete',
  'pragma_foreign_key_list(s.name) f',
  'ORDER BY s.name, f.id, f.seq',
);

export const indexesOf = perTable<IndexRow>(
  'l.name AS index_name, l."unique" AS is_unique, i.seqno, i.name AS column_name, i.coll AS collation',
  'pragma_index_list(s.name) l, pragma_index_xinfo(l.name) i',
  'AND l.partial = 0 AND i."key" = 1 ORDER BY s.name, l.name, i.seqno',
);
