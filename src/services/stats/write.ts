import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { kpiNames } from '../../domain/figures.js';
import type { Period } from '../../domain/period.js';
import { auditWrite } from '../audit.js';
import type { PeriodFigures } from './compute.js';
import { weeklyValues, type FigureChange } from './stored-periods.js';

/**
 * Stores figures while the book is in use. A period is claimed first (its state says "up to date"
 * under a token), then its figures are read, then stored. What happens between claiming and storing
 * marks the state outdated, as the database always does; a period that somebody else claims
 * meanwhile is left to that one.
 */

const field = (name: string) => sql.raw(`(j.value ->> '$.${name}')`);
const rowsOf = (rows: readonly object[]) => sql`json_each(${JSON.stringify(rows)}) AS j`;
const stateOf = sql.raw(`s.period = (j.value ->> '$.k') AND s.period_start = (j.value ->> '$.f')`);

/**
 * Claims the periods and answers the token. It sorts before every timestamp, so that a claim that
 * was never finished counts as computed before the period's end: out of date.
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
      SELECT ${field('k')}, ${field('f')}, ${field('a')}, ${field('b')}, 0, ${token}
      FROM ${rowsOf(rows)} WHERE 1 ORDER BY j.key
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
      FROM ${rowsOf(states)} WHERE ${stateOf} AND s.computed_at = ${token}`,
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
      SELECT ${field('id')}, ${field('f')}, ${field('e')}, round(${field('total_handle')}, 2),
        round(${field('total_win')}, 2), round(${field('total_volume')}, 2),
        ${field('total_bets')}, ${now}, ${now}
      FROM ${rowsOf(weeks)} WHERE ${isClaimed} ORDER BY j.key
      ON CONFLICT (week_start) DO UPDATE SET week_end = excluded.week_end,
        total_handle = excluded.total_handle, total_win = excluded.total_win,
        total_volume = excluded.total_volume, total_bets = excluded.total_bets,
        updated_at = excluded.updated_at
      WHERE (week_end, total_handle, total_win, total_volume, total_bets) IS NOT
        (excluded.week_end, excluded.total_handle, excluded.total_win, excluded.total_volume,
          excluded.total_bets)`,
    sql`INSERT INTO kpi_metrics (id, metric_name, metric_value, period, period_start, period_end,
        created_at)
      SELECT ${field('id')}, ${field('n')}, round(${field('v')}, 2), ${field('k')}, ${field('f')},
        ${field('e')}, ${now}
      FROM ${rowsOf(kpis)} WHERE ${isClaimed} ORDER BY j.key
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
