import { sql, type SQL } from 'drizzle-orm';
import { commitBatch } from '../batch.js';
import type { D1Database } from '../types.js';
import { engineText } from './catalog.js';
import type { ColumnInfo, TableInfo } from './table-info.js';

/**
 * Finds tables and columns whose description is right and whose rows cannot be read: a virtual table
 * on a dropped one, a generated column of a missing function, a view's column of a missing
 * collation. Only tables that may have such a fault are read, so a plain schema costs nothing.
 */

/** Adds to the tables the faults that reading them shows. */
export async function probeTables(
  database: D1Database,
  tables: readonly TableInfo[],
): Promise<TableInfo[]> {
  const isCollated = tables.some(({ columns }) => columns.some(isIncomparable));
  const probes = tables.flatMap((table) => {
    const probe = table.problem === null ? probeOf(table, isCollated) : null;
    return probe === null ? [] : [{ table, probe }];
  });
  if (probes.length === 0) return [...tables];
  try {
    await commitBatch(
      database,
      probes.map(({ table, probe }) => probe(table, table.columns)),
    );
    return [...tables];
  } catch {
    const found = new Map<TableInfo, TableInfo>();
    for (const { table, probe } of probes)
      found.set(table, await probeTable(database, table, probe));
    return tables.map((table) => found.get(table) ?? table);
  }
}

/** SELECT that fails where the columns have a fault. */
type Probe = (table: TableInfo, columns: readonly ColumnInfo[]) => SQL;

const isIncomparable = ({ missingCollation }: ColumnInfo) => missingCollation !== null;

/** Recognises a virtual table, and one that is the index of a key which nothing can walk. */
function isUnreadableAsAWhole({ kind, withoutRowid, columns }: TableInfo): boolean {
  const isKeyLost = columns.some((column) => column.keyPosition > 0 && isIncomparable(column));
  return kind === 'virtual' || (withoutRowid && isKeyLost);
}

function probeOf(table: TableInfo, isCollated: boolean): Probe | null {
  if (isUnreadableAsAWhole(table)) return firstRow;
  if (table.kind === 'view') return isCollated ? orderOnly : null;
  return table.columns.some(({ isGenerated }) => isGenerated) ? firstRow : null;
}

const names = (columns: readonly ColumnInfo[]) =>
  sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );

/** Reads the columns of one row: a missing function shows only then. */
const firstRow: Probe = ({ name }, columns) =>
  sql`SELECT ${names(columns)} FROM ${sql.identifier(name)} LIMIT 1`;

/** Plans an order, and reads nothing: a view may take long. */
const orderOnly: Probe = ({ name }, columns) =>
  sql`EXPLAIN QUERY PLAN SELECT 1 FROM ${sql.identifier(name)} ORDER BY ${names(columns)}`;

async function probeTable(
  database: D1Database,
  table: TableInfo,
  probe: Probe,
): Promise<TableInfo> {
  const fault = async (columns: readonly ColumnInfo[]): Promise<string | null> => {
    try {
      await commitBatch(database, [probe(table, columns)]);
      return null;
    } catch (error) {
      return engineText(error);
    }
  };
  const problem = await fault(table.columns);
  if (problem === null) return table;
  if (isUnreadableAsAWhole(table)) return { ...table, problem };
  const columns: ColumnInfo[] = [];
  for (const column of table.columns) {
    const own = table.kind === 'view' || column.isGenerated ? await fault([column]) : null;
    columns.push(own === null ? column : { ...column, ...faultOf(table, own) });
  }
  return { ...table, columns };
}

function faultOf(
  { kind }: TableInfo,
  text: string,
): Partial<Pick<ColumnInfo, 'missingCollation' | 'problem'>> {
  if (kind !== 'view') return { problem: text };
  return { missingCollation: /collation sequence: (.+)$/.exec(text)?.[1] ?? text };
}
