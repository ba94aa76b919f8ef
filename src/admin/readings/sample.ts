import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, type Row } from '../../db/batch.js';
import type { ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import { SAMPLED_LENGTH, type ColumnSample } from '../columns/column-reading.js';
import { readExact } from '../values/exact-value.js';
import { rowNumber } from '../keys/record-key.js';

/** Samples stored values: the first and the last rows of a table, which its key leads to. */

/** Rows of each end of a table. */
const AT_EACH_END = 100;
/** Tables of one batch: on D1 each batch is a round trip. */
const TABLES_A_BATCH = 40;

/** A table with the columns to sample. */
export interface TableToSample {
  info: TableInfo;
  columns: readonly ColumnInfo[];
}

/** Samples of a table's columns, by name; null for a table whose rows cannot be read. */
export type TableSample = ReadonlyMap<string, ColumnSample> | null;

/** Samples the columns of tables, in their order. */
export async function sampleTables(
  context: Context,
  tables: readonly TableToSample[],
): Promise<TableSample[]> {
  const samples: TableSample[] = [];
  for (let start = 0; start < tables.length; start += TABLES_A_BATCH) {
    samples.push(...(await sampleTogether(context, tables.slice(start, start + TABLES_A_BATCH))));
  }
  return samples;
}

/** Samples tables in one batch; one by one where one of them cannot be read. */
async function sampleTogether(
  context: Context,
  tables: readonly TableToSample[],
): Promise<TableSample[]> {
  try {
    const results = await commitBatch(context.engine.longReads, tables.map(selectSample));
    return tables.map(({ columns }, index) => toSamples(columns, results[index] ?? []));
  } catch {
    // Its own list names the reason: a missing function or collation, a module that refuses.
    if (tables.length === 1) return [null];
    const samples: TableSample[] = [];
    for (const table of tables) samples.push(...(await sampleTogether(context, [table])));
    return samples;
  }
}

function selectSample({ info, columns }: TableToSample): SQL {
  const values = columns.map(
    ({ name }, index) => sql`${selectSampled(name)} AS ${sql.identifier(`c${index}`)}`,
  );
  const rows = sql`SELECT ${sql.join(values, sql`, `)} FROM ${sql.identifier(info.name)}`;
  const number = info.kind === 'table' ? rowNumber(info) : null;
  if (number === null) return sql`${rows} LIMIT ${2 * AT_EACH_END}`;
  // The subquery is NULL for a table of fewer rows than one end has: the other end is empty.
  const last = sql`SELECT ${number} FROM ${sql.identifier(info.name)}
    ORDER BY ${number} LIMIT 1 OFFSET ${AT_EACH_END - 1}`;
  return sql`SELECT * FROM (${rows} ORDER BY ${number} LIMIT ${AT_EACH_END})
    UNION ALL SELECT * FROM (${rows} WHERE ${number} > (${last}) ORDER BY ${number} DESC LIMIT ${AT_EACH_END})`;
}

/** Selects a value for `readExact`, without the bytes of a BLOB and the end of a long text. */
function selectSampled(name: string): SQL {
  const column = sql`${sql.identifier(name)}`;
  return sql`CASE typeof(${column}) WHEN 'text' THEN 't' || substr(${column}, 1, ${sql.raw(String(SAMPLED_LENGTH))})
    WHEN 'integer' THEN 'i' || ${column} WHEN 'blob' THEN x'' ELSE ${column} END`;
}

function toSamples(columns: readonly ColumnInfo[], rows: readonly Row[]): TableSample {
  return new Map(
    columns.map(({ name }, index): [string, ColumnSample] => {
      const values = rows.map((row) => readExact(row[`c${index}`] ?? null));
      return [name, { values: values.filter((value) => value !== null) }];
    }),
  );
}
