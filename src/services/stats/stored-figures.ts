import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import type { KpiName } from '../../domain/figures.js';
import { isClosed, isDate, periodOf, type PeriodKind } from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';
import { isOutdated, readStoredPeriods } from './stored-periods.js';

/** One stored row of figures, and its state: up to date, outdated or not ended. */

export interface StoredFigures {
  /** Days of the book, both inclusive. */
  from: string;
  to: string;
  /** Dollars, percent or a count, as stored. */
  figures: { figure: KpiName; value: number }[];
  /** A period that has not ended is right as of the time at which it was computed. */
  state: 'up_to_date' | 'outdated' | 'not_ended';
  /** UTC; null when nothing recorded it. */
  computedAt: string | null;
}

export type StoredTable = 'weekly_stats' | 'kpi_metrics';

/**
 * Reads one stored row of figures by its id.
 * @throws DomainError `forbidden` unless an administrator asks, `not_found`
 */
export async function readStoredFigures(
  context: Context,
  actor: Actor,
  table: StoredTable,
  id: string,
): Promise<StoredFigures> {
  requireRole(actor, ['admin'], message('figures.reading_book'));
  const row = await (table === 'weekly_stats'
    ? readStoredWeek(context, id)
    : readStoredMetric(context, id));
  if (!row)
    throw new DomainError('not_found', message('figures.no_stored_figures'), { recordId: id });
  const { kind, ...stored } = row;
  // Another program wrote the row: no recompute ever writes these figures.
  if (!isDate(row.from)) return { ...stored, state: 'outdated', computedAt: null };
  const period = periodOf(bookCalendar(context), kind, row.from);
  const [known] = await readStoredPeriods(context, [{ ...period, start: row.from }]);
  const isOver = isClosed(period, toTimestamp(context.clock.now()));
  const isOld = !known || isOutdated(known, period);
  return {
    ...stored,
    state: isOver ? (isOld ? 'outdated' : 'up_to_date') : 'not_ended',
    computedAt: known?.state?.computedAt ?? null,
  };
}

/** Counts the closed periods whose figures changed after they were computed. */
export async function countOutdated(context: Context): Promise<number> {
  const row = await context.db.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM period_states
      WHERE outdated = 1 AND ends_at <= ${toTimestamp(context.clock.now())}`,
  );
  return row.count;
}

interface StoredRow extends Pick<StoredFigures, 'from' | 'to' | 'figures'> {
  kind: PeriodKind;
}

async function readStoredWeek(context: Context, id: string): Promise<StoredRow | null> {
  const [row] = await context.db.all<
    { from: string; to: string } & Record<'handle' | 'gross_win' | 'volume' | 'bets', number>
  >(sql`SELECT week_start AS "from", week_end AS "to", total_handle AS handle,
      total_win AS gross_win, total_volume AS volume, total_bets AS bets
    FROM weekly_stats WHERE id = ${id}`);
  if (!row) return null;
  const { from, to } = row;
  const names = ['handle', 'gross_win', 'volume', 'bets'] as const;
  const figures = names.map((figure) => ({ figure, value: row[figure] }));
  return { kind: 'weekly', from, to, figures };
}

async function readStoredMetric(context: Context, id: string): Promise<StoredRow | null> {
  const [row] = await context.db.all<{
    kind: PeriodKind;
    from: string;
    to: string;
    figure: KpiName;
    value: number;
  }>(sql`SELECT period AS kind, period_start AS "from", period_end AS "to",
      metric_name AS figure, metric_value AS value
    FROM kpi_metrics WHERE id = ${id}`);
  if (!row) return null;
  const { kind, from, to, figure, value } = row;
  return { kind, from, to, figures: [{ figure, value }] };
}
