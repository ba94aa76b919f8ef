import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows, type Query } from '../../db/batch.js';

/**
 * The open liability: profit that the book would owe if every wager open at a moment won. The wagers
 * give the one of now; an earlier one is that, less everything that happened since.
 */

/** A time after every timestamp. */
const NEVER = '9999-12-31 23:59:59';

const isOpen = (column: string) => `(${column} IN ('pending', 'active'))`;
const cents = (column: string) => `CAST(round(coalesce(${column}, 0) * 100) AS INTEGER)`;

interface SpanChange {
  span: number;
  changeCents: number;
}

const now: Query<Pick<SpanChange, 'changeCents'>> = rows(
  sql.raw(`SELECT coalesce(sum(${cents('potential_win')}), 0) AS changeCents
  FROM wagers INDEXED BY idx_wagers_open WHERE status IN ('pending', 'active')`),
);

/** Reads the changes by placing and by grading in each span: 2 queries for any number of spans. */
function selectChanges(
  spans: readonly { from: string; to: string }[],
): [placed: Query<SpanChange>, graded: Query<SpanChange>] {
  const list = JSON.stringify(spans.map(({ from, to }) => ({ a: from, b: to })));
  const within = (column: string) =>
    sql.raw(`${column} >= (p.value ->> '$.a') AND ${column} < (p.value ->> '$.b')`);
  return [
    rows(sql`SELECT p.key AS span, sum(${sql.raw(cents('w.potential_win'))}) AS changeCents
      FROM json_each(${list}) AS p CROSS JOIN wagers w ON ${within('w.created_at')} GROUP BY 1`),
    rows(sql`SELECT p.key AS span,
        sum((${sql.raw(`${isOpen('g.to_status')} - ${isOpen('g.from_status')}`)})
          * ${sql.raw(cents('w.potential_win'))}) AS changeCents
      FROM json_each(${list}) AS p CROSS JOIN gradings g ON ${within('g.created_at')}
        CROSS JOIN wagers w ON w.id = g.wager_id GROUP BY 1`),
  ];
}

/**
 * Returns the open liability in cents at each moment (UTC timestamps). One query takes `atOnce` of the
 * spans between them.
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
    // One snapshot for the liability of now and the newest changes of it.
    const isNewest = first === 0;
    const [placed, graded, ...standing] = await commitBatch(context.engine.longReads, [
      ...selectChanges(chunk),
      ...(isNewest ? [now] : []),
    ]);
    if (isNewest) liability = standing[0]?.[0]?.changeCents ?? 0;
    const bySpan = new Map<number, number>();
    for (const { span, changeCents } of [...placed, ...graded]) {
      bySpan.set(span, (bySpan.get(span) ?? 0) + changeCents);
    }
    for (const [index, { from }] of chunk.entries()) {
      liability -= bySpan.get(index) ?? 0;
      found.set(from, liability);
    }
  }
  return found;
}
