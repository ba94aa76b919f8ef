import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, jsonField, jsonTable } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { kpiNames } from '../../domain/figures.js';
import type { Period } from '../../domain/period.js';
import { auditWrite } from '../audit.js';
import type { PeriodFigures } from './compute.js';
import { weeklyValues, type FigureChange } from './stored-periods.js';

/**
 * Stores figures while the book is in use: claims a period (its state says "up to date" under a
 * token), reads its figures, then stores them. A change of the book in between marks the state
 * outdated, as the database always does; a period that another process claims meanwhile is left to it.
 */

const stateOf = sql.raw(`s.period = (j.value ->> '$.k') AND s.period_start = (j.value ->> '$.f')`);

/**
 * Claims the periods and returns the token. It sorts before every timestamp, so that an unfinished
 * claim counts as computed before the period's end: outdated.
 */
export async function claimPeriods(context: Context, periods: readonly Period[]): Promise<string> {
  const token = ` ${context.newId()}`;
  const rows = periods.map(({ kind, start, startsAt, endsAt }) => ({
    k: kind,
    f: start,
    a: startsAt,
    b: endsAt,
  }));
  await commitBatch(context.database, [
    sql`INSERT INTO period_states (period, period_start, starts_at, ends_at, outdated, computed_at)
      SELECT ${jsonField('k')}, ${jsonField('f')}, ${jsonField('a')}, ${jsonField('b')}, 0, ${token}
      FROM ${jsonTable(rows)} WHERE 1 ORDER BY j.key
      ON CONFLICT (period, period_start) DO UPDATE SET starts_at = excluded.starts_at,
        ends_at = excluded.ends_at, outdated = 0, computed_at = excluded.computed_at`,
  ]);
  return token;
}

/** Stores the figures of periods that are still claimed under the token, with one audit row. */
export async function storeFigures(
  context: Context,
  actor: Actor,
  figures: readonly PeriodFigures[],
  changes: readonly FigureChange[],
  token: string,
): Promise<void> {
  const now = toTimestamp(context.clock.now());
  const states = figures.map(({ period }) => ({ k: period.kind, f: period.start }));
  await commitBatch(context.database, [
    ...upserts(context, figures, token, now),
    ...(changes.length === 0 ? [] : [audit(context, actor, figures, changes)]),
    sql`UPDATE period_states AS s SET computed_at = ${now}
      FROM ${jsonTable(states)} WHERE ${stateOf} AND s.computed_at = ${token}`,
  ]);
}

function upserts(
  context: Context,
  figures: readonly PeriodFigures[],
  token: string,
  now: string,
): SQL[] {
  const isClaimed = sql`EXISTS (SELECT 1 FROM period_states s
    WHERE ${stateOf} AND s.computed_at = ${token})`;
  const weeks = figures
    .filter(({ period }) => period.kind === 'weekly')
    .map((one) => ({
      id: context.newId(),
      k: one.period.kind,
      f: one.period.start,
      e: one.period.end,
      ...weeklyValues(one),
    }));
  const kpis = figures.flatMap(({ period, kpis: values }) =>
    kpiNames.map((name) => ({
      id: context.newId(),
      k: period.kind,
      f: period.start,
      e: period.end,
      n: name,
      v: values[name],
    })),
  );
  return [
    sql`INSERT INTO weekly_stats (id, week_start, week_end, total_handle, total_win, total_volume,
        total_bets, created_at, updated_at)
      SELECT ${jsonField('id')}, ${jsonField('f')}, ${jsonField('e')}, round(${jsonField('total_handle')}, 2),
        round(${jsonField('total_win')}, 2), round(${jsonField('total_volume')}, 2),
        ${jsonField('total_bets')}, ${now}, ${now}
      FROM ${jsonTable(weeks)} WHERE ${isClaimed} ORDER BY j.key
      ON CONFLICT (week_start) DO UPDATE SET week_end = excluded.week_end,
        total_handle = excluded.total_handle, total_win = excluded.total_win,
        total_volume = excluded.total_volume, total_bets = excluded.total_bets,
        updated_at = excluded.updated_at
      WHERE (week_end, total_handle, total_win, total_volume, total_bets) IS NOT
        (excluded.week_end, excluded.total_handle, excluded.total_win, excluded.total_volume,
          excluded.total_bets)`,
    sql`INSERT INTO kpi_metrics (id, metric_name, metric_value, period, period_start, period_end,
        created_at)
      SELECT ${jsonField('id')}, ${jsonField('n')}, round(${jsonField('v')}, 2), ${jsonField('k')}, ${jsonField('f')},
        ${jsonField('e')}, ${now}
      FROM ${jsonTable(kpis)} WHERE ${isClaimed} ORDER BY j.key
      ON CONFLICT (metric_name, period, period_start) DO UPDATE SET
        metric_value = excluded.metric_value, period_end = excluded.period_end
      WHERE (metric_value, period_end) IS NOT (excluded.metric_value, excluded.period_end)`,
  ];
}

function audit(
  context: Context,
  actor: Actor,
  figures: readonly PeriodFigures[],
  changes: readonly FigureChange[],
): SQL {
  const [first] = figures;
  return auditWrite(context, actor, {
    action: 'stats.recomputed',
    tableName: first?.period.kind === 'weekly' ? 'weekly_stats' : 'kpi_metrics',
    after: {
      period: first?.period.kind,
      from: first?.period.start,
      to: figures.at(-1)?.period.end,
      values: changes.length,
    },
  });
}
