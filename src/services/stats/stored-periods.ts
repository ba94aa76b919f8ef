import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inList } from '../../db/batch.js';
import { kpiNames } from '../../domain/figures.js';
import type { Period, PeriodKind } from '../../domain/period.js';
import type { PeriodFigures } from './compute.js';

/** Stored figures of periods, and their differences from a recompute. */

export interface FigureChange {
  table: 'weekly_stats' | 'kpi_metrics';
  period: PeriodKind;
  periodStart: string;
  name: string;
  /** Null when nothing is stored yet. */
  before: number | null;
  /** Null when the recompute removes it. */
  after: number | null;
}

/** A stored value that a recompute changes, or adds. */
export type DifferingValue = FigureChange & { after: number };

/** Stored values of one period by `table.name`, and its state. */
export interface StoredPeriod {
  values: Map<string, number>;
  end: string | null;
  state: { startsAt: string; endsAt: string; outdated: boolean; computedAt: string } | null;
}

/** Returns the values of a period's row in `weekly_stats`: dollars and a count. */
export function weeklyValues({ sums }: PeriodFigures): Record<string, number> {
  return {
    total_handle: sums.handleCents / 100,
    total_win: sums.winCents / 100,
    total_volume: sums.volumeCents / 100,
    total_bets: sums.bets,
  };
}

/** Lists the values that a recompute stores for the period, in a fixed order. */
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

/** Lists the stored values that differ from the figures. */
export function changesOf(figures: PeriodFigures, stored: StoredPeriod): DifferingValue[] {
  return storableValues(figures)
    .map((value) => ({
      ...value,
      before: stored.values.get(`${value.table}.${value.name}`) ?? null,
    }))
    .filter(({ before, after }) => before !== after);
}

/** Returns true when the book changed after the figures were stored, or the period moved. */
export function isOutdated({ state }: StoredPeriod, period: Period): boolean {
  if (!state) return true;
  const hasMoved = state.startsAt !== period.startsAt || state.endsAt !== period.endsAt;
  return state.outdated || hasMoved || state.computedAt < period.endsAt;
}

/** Reads the stored figures of the periods, all of one kind, in their order. */
export async function readStoredPeriods(
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
