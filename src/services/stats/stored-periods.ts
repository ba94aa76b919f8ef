import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inList } from '../../db/batch.js';
import { kpiNames } from '../../domain/figures.js';
import type { Period, PeriodKind } from '../../domain/period.js';
import type { PeriodFigures } from './compute.js';

/** What is stored of a period, and what a recompute would change of it. */

export interface FigureChange {
  table: 'weekly_stats' | 'kpi_metrics';
  period: PeriodKind;
  periodStart: string;
  name: string;
  /** Null where nothing is stored yet. */
  before: number | null;
  /** Null where it is taken away. */
  after: number | null;
}

/** What is stored of one period: values by `table.name`, and its state. */
export interface StoredPeriod {
  values: Map<string, number>;
  end: string | null;
  state: { startsAt: string; endsAt: string; outdated: boolean; computedAt: string } | null;
}

/** What a period's row of `weekly_stats` holds. */
export function weeklyValues({ sums }: PeriodFigures): Record<string, number> {
  return {
    total_handle: sums.handleCents / 100,
    total_win: sums.winCents / 100,
    total_volume: sums.volumeCents / 100,
    total_bets: sums.bets,
  };
}

/** Everything that a recompute would store of the period, in a fixed order. */
export function storableValues(
  figures: PeriodFigures,
): (Omit<FigureChange, 'before' | 'after'> & { after: number })[] {
  const { kind: period, start: periodStart } = figures.period;
  const weekly = period === 'weekly' ? Object.entries(weeklyValues(figures)) : [];
  return [
    ...weekly.map(([name, after]) => ({
      table: 'weekly_stats' as const,
      period,
      periodStart,
      name,
      after,
    })),
    ...kpiNames.map((name) => ({
      table: 'kpi_metrics' as const,
      period,
      periodStart,
      name,
      after: figures.kpis[name],
    })),
  ];
}

export function changesOf(figures: PeriodFigures, stored: StoredPeriod): FigureChange[] {
  return storableValues(figures)
    .map((value) => ({
      ...value,
      before: stored.values.get(`${value.table}.${value.name}`) ?? null,
    }))
    .filter(({ before, after }) => before !== after);
}

/** Stored figures that are right as of `computed_at` only: something has happened since. */
export function isOutdated({ state }: StoredPeriod, period: Period): boolean {
  if (!state) return true;
  const hasMoved = state.startsAt !== period.startsAt || state.endsAt !== period.endsAt;
  return state.outdated || hasMoved || state.computedAt < period.endsAt;
}

/** What is stored of these periods (all of one kind), in their order. */
export async function readStored(
  context: Context,
  periods: readonly Period[],
): Promise<StoredPeriod[]> {
  const kind = periods[0]?.kind ?? 'daily';
  const starts = inList(periods.map(({ start }) => start));
  const found = new Map<string, StoredPeriod>(
    periods.map(({ start }) => [start, { values: new Map(), end: null, state: null }]),
  );
  const kpis = await context.longDb.all<{
    start: string;
    end: string;
    name: string;
    value: number;
  }>(sql`SELECT period_start AS start, period_end AS end, metric_name AS name,
      metric_value AS value FROM kpi_metrics WHERE +period = ${kind} AND period_start IN ${starts}`);
  for (const { start, end, name, value } of kpis) {
    const stored = found.get(start);
    stored?.values.set(`kpi_metrics.${name}`, value);
    if (stored) stored.end = end;
  }
  if (kind === 'weekly') await addWeekly(context, found);
  const states = await context.longDb.all<{
    start: string;
    startsAt: string;
    endsAt: string;
    outdated: number;
    computedAt: string;
  }>(sql`SELECT period_start AS start, starts_at AS startsAt, ends_at AS endsAt, outdated,
      computed_at AS computedAt FROM period_states
      WHERE period = ${kind} AND period_start IN ${starts}`);
  for (const { start, outdated, ...state } of states) {
    const stored = found.get(start);
    if (stored) stored.state = { ...state, outdated: outdated === 1 };
  }
  return periods.map(
    ({ start }) => found.get(start) ?? { values: new Map(), end: null, state: null },
  );
}

async function addWeekly(context: Context, found: Map<string, StoredPeriod>): Promise<void> {
  const rows = await context.longDb.all<Record<string, number> & { start: string }>(
    sql`SELECT week_start AS start, total_handle, total_win, total_volume, total_bets
      FROM weekly_stats WHERE week_start IN ${inList([...found.keys()])}`,
  );
  for (const { start, ...values } of rows) {
    for (const [name, value] of Object.entries(values)) {
      found.get(start)?.values.set(`weekly_stats.${name}`, value);
    }
  }
}
