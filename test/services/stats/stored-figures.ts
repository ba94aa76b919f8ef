import type { PeriodKind } from '../../../src/domain/period.js';
import { recomputeStats } from '../../../src/services/stats/recompute.js';
import type { Desk } from '../../helpers/books/betting.js';
import { query } from '../../helpers/books/book.js';

/** Stored figures of a book, for tests that ask for several periods after one recompute. */

export interface Week {
  total_volume: number;
  total_handle: number;
  total_bets: number;
  total_win: number;
}

export interface StoredFigures {
  /** The stored week that begins on this day. */
  week(start: string): Promise<Week | undefined>;
  /** Key figures, by their names, of the period that begins on this day. */
  kpis(start: string, period?: PeriodKind): Promise<Record<string, number>>;
}

/** Recomputes every period of the book. */
export async function recomputed({
  context,
  admin,
}: Pick<Desk, 'context' | 'admin'>): Promise<StoredFigures> {
  await recomputeStats(context, admin, 'all');
  return {
    week: async (start) => {
      const [week] = await query<Week>(
        context,
        `SELECT total_volume, total_handle, total_bets, total_win FROM weekly_stats
         WHERE week_start = ?`,
        start,
      );
      return week;
    },
    kpis: async (start, period = 'weekly') => {
      const rows = await query<{ name: string; value: number }>(
        context,
        `SELECT metric_name AS name, metric_value AS value FROM kpi_metrics
         WHERE period = ? AND period_start = ?`,
        period,
        start,
      );
      return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    },
  };
}
