import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';

/**
 * A table in ranges of its primary key: each query then fits D1's limits, and other requests get their
 * turn.
 */

export interface KeyRange {
  /** Returns the condition on `column`, the key or a reference to it. */
  of(column: SQL): SQL;
  count: number;
}

type Table = 'agents' | 'customers' | 'wagers' | 'transactions' | 'activities';

/** Yields the ranges of a table, `size` rows each, in the order of its key. */
export async function* keyRanges(
  context: Context,
  table: Table,
  size: number,
): AsyncGenerator<KeyRange> {
  const name = sql.raw(table);
  let last: string | null = null;
  for (;;) {
    const after: string | null = last;
    const lower = (column: SQL): SQL => (after === null ? sql`1` : sql`${column} > ${after}`);
    const [row] = await context.longDb.all<{ last: string | null; count: number }>(
      sql`SELECT max(id) AS last, count(*) AS count
        FROM (SELECT id FROM ${name} WHERE ${lower(sql`id`)} ORDER BY id LIMIT ${size})`,
    );
    const upTo = row?.last ?? null;
    if (upTo === null) return;
    yield {
      of: (column) => sql`${lower(column)} AND ${column} <= ${upTo}`,
      count: row?.count ?? 0,
    };
    last = upTo;
  }
}
