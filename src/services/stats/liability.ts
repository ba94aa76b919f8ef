import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';

/**
 * What the book would owe if every wager that was open at a moment won. It is known of now; of an
 * earlier moment it is that, less everything that has happened since.
 */

/** After every timestamp. */
const NEVER = '9999-12-31 23:59:59';

const isOpen = (column: string) => `(${column} IN ('pending', 'active'))`;
const cents = (column: string) => `CAST(round(coalesce(${column}, 0) * 100) AS INTEGER)`;

const now: SQL = sql.raw(`SELECT coalesce(sum(${cents('potential_win')}), 0) AS changeCents
  FROM wagers INDEXED BY idx_wagers_open WHERE status IN ('pending', 'active')`);

/** How placing and grading changed it in each span: 2 queries, whatever the number of spans. */
function changes(spans: readonly { from: string; to: string }[]): SQL[] {
  const list = JSON.stringify(spans.map(({ from, to }) => ({ a: from, b: to })));
  const within = (column: string) =>
    sql.raw(`${column} >= (p.value ->> '$.a') AND ${column} < (p.value ->> '$.b')`);
  return [
    sql`SELECT p.key AS span, sum(${sql.raw(cents('w.potential_win'))}) AS changeCents
      FROM json_each(${list}) AS p CROSS JOIN wagers w ON ${within('w.created_at')} GROUP BY 1`,
    sql`SELECT p.key AS span,
        sum((${sql.raw(`${isOpen('g.to_status')} - ${isOpen('g.from_status')}`)})
          * ${sql.raw(cents('w.potential_win'))}) AS changeCents
      FROM json_each(${list}) AS p CROSS JOIN gradings g ON ${within('g.created_at')}
        CROSS JOIN wagers w ON w.id = g.wager_id GROUP BY 1`,
  ];
}

/**
 * The open liability in cents at each of these moments (UTC timestamps); `atOnce` of the spans
 * between them go into one query.
 */
export async function readOpenLiability(
  context: Context,
  moments: readonly string[],
  atOnce: number,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const descending = [...new Set(moments)].sort().reverse();
  const spans = descending.map((from, index) => ({ from, to: descending[index - 1] ?? NEVER }));
  let liability = 0;
  for (let first = 0; first < spans.length; first += atOnce) {
    const chunk = spans.slice(first, first + atOnce);
    // What it is now and how the newest spans changed it are read as of one moment.
    const isNewest = first === 0;
    const changed = await commitBatch(context.engine.longReads, [
      ...changes(chunk),
      ...(isNewest ? [now] : []),
    ]);
    if (isNewest) liability = Number(changed.pop()?.[0]?.['changeCents'] ?? 0);
    const bySpan = new Map<number, number>();
    for (const { span, changeCents } of changed.flat() as { span: number; changeCents: number }[]) {
      bySpan.set(span, (bySpan.get(span) ?? 0) + changeCents);
    }
    for (const [index, { from }] of chunk.entries()) {
      liability -= bySpan.get(index) ?? 0;
      found.set(from, liability);
    }
  }
  return found;
}
