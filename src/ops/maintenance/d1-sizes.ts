import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { MeasuredObject } from '../../db/copies/table-sizes.js';

/**
 * Sizes on D1, which shows no pages: rows only, as the last ANALYZE estimated them. An exact count
 * is billed as a read of every row; it is made where there is no estimate.
 */

const COUNTS_A_TRIP = 20;

/** Lists the tables of a database on D1 with their rows, the largest first. */
export async function measureRows(context: Context): Promise<MeasuredObject[]> {
  const [tables] = await commitBatch(context.database, [
    rows<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table'
      AND name NOT GLOB '_cf_*' ORDER BY name`),
  ]);
  const names = tables.map(({ name }) => name);
  const estimates = names.includes('sqlite_stat1')
    ? await readEstimates(context)
    : new Map<string, number>();
  const uncounted = names.filter((name) => !estimates.has(name));
  const counts = new Map<string, number>();
  for (let from = 0; from < uncounted.length; from += COUNTS_A_TRIP) {
    const some = uncounted.slice(from, from + COUNTS_A_TRIP);
    const counted = await commitBatch(context.database, some.map(countOf));
    some.forEach((name, index) => counts.set(name, Number(counted[index]?.[0]?.['total'] ?? 0)));
  }
  return names
    .map((name) => ({
      ...{ name, table: name, isIndex: false, bytes: null },
      rows: estimates.get(name) ?? counts.get(name) ?? 0,
      isEstimate: estimates.has(name),
    }))
    .sort((one, other) => other.rows - one.rows || (one.name < other.name ? -1 : 1));
}

async function readEstimates(context: Context): Promise<Map<string, number>> {
  const [found] = await commitBatch(context.database, [
    rows<{ name: string; stat: string }>(sql`SELECT tbl AS name, stat FROM sqlite_stat1
      WHERE idx IS NOT NULL`),
  ]);
  return new Map(found.map(({ name, stat }) => [name, Number.parseInt(stat, 10)]));
}

function countOf(name: string): SQL {
  return sql`SELECT count(*) AS total FROM ${sql.identifier(name)}`;
}
