import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { periodOf, type Calendar } from '../../domain/period.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { auditWrite } from '../audit.js';
import type { FigureChange } from './stored-periods.js';

/**
 * Stray weeks do not begin on the first day of the book's week: a change of WEEK_START leaves them. Nothing
 * computes them any more, so a recompute of everything removes them.
 */

/** Lists the stored values of stray weeks, as removals. */
export async function findStrayWeeks(
  context: Context,
  calendar: Calendar,
): Promise<FigureChange[]> {
  const rows = await context.longDb.all<Omit<FigureChange, 'after' | 'period'>>(
    sql`SELECT 'weekly_stats' AS "table", week_start AS periodStart, 'total_handle' AS name,
        total_handle AS before FROM weekly_stats
      UNION ALL SELECT 'kpi_metrics', period_start, metric_name, metric_value
        FROM kpi_metrics WHERE +period = 'weekly' ORDER BY 2, 1, 3`,
  );
  // Asks the calendar once a start, not once a row: it is slow, and others wait meanwhile.
  const starts = new Set(rows.map(({ periodStart }) => periodStart));
  const strays = new Set([...starts].filter((start) => !isFirstDay(calendar, start)));
  return rows
    .filter(({ periodStart }) => strays.has(periodStart))
    .map((row) => ({ ...row, period: 'weekly' as const, after: null }));
}

/** Deletes stray weeks, with one audit row. */
export async function removeStrayWeeks(
  context: Context,
  actor: Actor,
  strays: readonly FigureChange[],
): Promise<void> {
  const starts = [...new Set(strays.map(({ periodStart }) => periodStart))];
  if (starts.length === 0) return;
  await commitBatch(context.database, [
    sql`DELETE FROM weekly_stats WHERE week_start IN ${inList(starts)}`,
    sql`DELETE FROM kpi_metrics WHERE +period = 'weekly' AND period_start IN ${inList(starts)}`,
    sql`DELETE FROM period_states WHERE period = 'weekly' AND period_start IN ${inList(starts)}`,
    auditWrite(context, actor, {
      action: 'stats.removed',
      tableName: 'weekly_stats',
      reason: render(message('figures.stray_weeks_removed'), 'en'),
      before: { weeks: starts },
    }),
  ]);
}

/** Returns true when a week of the book begins on this day. */
export function isFirstDay(calendar: Calendar, start: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(start) && periodOf(calendar, 'weekly', start).start === start;
}
