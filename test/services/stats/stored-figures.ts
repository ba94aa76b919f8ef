import type { PeriodKind } from '../../../src/domain/period.js';
import { recomputeStats } from '../../../src/services/stats/recompute.js';
import type { Desk } from '../../helpers/books/betting.js';
import { query } from '../../helpers/books/book.js';

/** Recomputes a book and reads what is stored of a period. */

export interface Week {
  total_volume: number;
  total_handle: number;
  total_bets: number;
  total_win: number;
}

/** Recomputes everything and answers what is stored of the week and period that begins then. */
export async function weekOf(desk: Desk, start: string): Promise<Week | undefined> {
  await recomputeStats(desk.context, desk.admin, 'all');
  const [week] = await query<Week>(
    desk.context,
    `SELECT total_volume, total_handle, total_bets, total_win FROM weekly_stats
     WHERE week_start = ?`,
    start,
  );
  return week;
}

export async function kpisOf(
  desk: Desk,
  start: string,
  period: PeriodKind = 'weekly',
): Promise<Record<string, number>> {
  await recomputeStats(desk.context, desk.admin, 'all');
  const rows = await query<{ name: string; value: number }>(
    desk.context,
    `SELECT metric_name AS name, metric_value AS value FROM kpi_metrics
     WHERE period = ? AND period_start = ?`,
    period,
    start,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
