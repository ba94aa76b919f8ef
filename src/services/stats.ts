import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import { requireRole, type Actor } from '../domain/actor.js';
import {
  dateOf,
  parseRange,
  periodKinds,
  periodsBetween,
  type Calendar,
  type DateRange,
  type Period,
} from '../domain/period.js';
import { DomainError } from '../errors.js';
import { computeFigures } from './stats-compute.js';
import { changesOf, isOutdated, readStored, type FigureChange } from './stats-plan.js';
import { findStrayWeeks, removeStrayWeeks } from './stats-strays.js';
import { claimPeriods, storeFigures } from './stats-write.js';

/** `weekly_stats` and `kpi_metrics`: recomputed by range, in the formulas of money.md. */

export type RecomputeRange = 'all' | { from: string; to: string };

export interface RecomputeReport {
  /** The days that were looked at; null for a book in which nothing has happened. */
  range: DateRange | null;
  /** How many periods were looked at. */
  periods: number;
  /** Values that change, or would: old → new. */
  changes: FigureChange[];
}

export function bookCalendar({ config }: Context): Calendar {
  return { timezone: config.bookTimezone, weekStart: config.weekStart };
}

/**
 * What a recompute of every day, week and month that shares a day with the range would change.
 * @throws DomainError `forbidden`; `invalid` on `from` or `to`
 */
export async function previewRecompute(
  context: Context,
  actor: Actor,
  range: RecomputeRange,
): Promise<RecomputeReport> {
  requireRole(actor, ['admin'], 'recomputing figures');
  const strays = await straysOf(context, range);
  return work(context, range, strays, (periods) => comparePeriods(context, periods));
}

/**
 * Recomputes and stores, period by period, while the book is in use. Run again, it changes nothing.
 * @throws DomainError `forbidden`; `invalid` on `from` or `to`
 */
export async function recomputeStats(
  context: Context,
  actor: Actor,
  range: RecomputeRange,
): Promise<RecomputeReport> {
  requireRole(actor, ['admin'], 'recomputing figures');
  const strays = await straysOf(context, range);
  await removeStrayWeeks(context, actor, strays);
  return work(context, range, strays, async (periods) => {
    const { due } = await comparePeriods(context, periods);
    if (due.length === 0) return { changes: [] };
    const token = await claimPeriods(context, due);
    const figures = await computeFigures(context, due);
    const stored = await readStored(context, due);
    const changes = figures.flatMap((one, index) => {
      const before = stored[index];
      return before ? changesOf(one, before) : [];
    });
    await storeFigures(context, actor, figures, changes, token);
    return { changes };
  });
}

/** So many periods are claimed, computed and stored at once. */
const PERIODS_AT_ONCE = { daily: 62, weekly: 27, monthly: 12 };

function straysOf(context: Context, range: RecomputeRange): Promise<FigureChange[]> {
  return range === 'all' ? findStrayWeeks(context, bookCalendar(context)) : Promise.resolve([]);
}

async function work(
  context: Context,
  asked: RecomputeRange,
  strays: readonly FigureChange[],
  step: (periods: Period[]) => Promise<{ changes: FigureChange[] }>,
): Promise<RecomputeReport> {
  const calendar = bookCalendar(context);
  const range =
    asked === 'all'
      ? await wholeRange(context, calendar)
      : parseRange(calendar, asked.from, asked.to, context.clock.now());
  const report: RecomputeReport = { range, periods: 0, changes: [...strays] };
  if (!range) return report;
  for (const kind of periodKinds) {
    const periods = periodsBetween(calendar, kind, range.from, range.to);
    report.periods += periods.length;
    for (let first = 0; first < periods.length; first += PERIODS_AT_ONCE[kind]) {
      const { changes } = await step(periods.slice(first, first + PERIODS_AT_ONCE[kind]));
      report.changes.push(...changes);
    }
  }
  return report;
}

async function comparePeriods(
  context: Context,
  periods: readonly Period[],
): Promise<{ changes: FigureChange[]; due: Period[] }> {
  const figures = await computeFigures(context, periods);
  const stored = await readStored(context, periods);
  const changes: FigureChange[] = [];
  const due: Period[] = [];
  const now = context.clock.now().toISOString().slice(0, 19).replace('T', ' ');
  for (const [index, one] of figures.entries()) {
    const before = stored[index];
    if (!before) continue;
    const own = changesOf(one, before);
    changes.push(...own);
    // An open period is never up to date for long: it is stored again when a value differs.
    const isDue = one.period.endsAt <= now ? isOutdated(before, one.period) : !before.state;
    const endMoved = before.end !== null && before.end !== one.period.end;
    if (own.length > 0 || isDue || endMoved) due.push(one.period);
  }
  return { changes, due };
}

/** From the first day on which anything happened up to today. */
async function wholeRange(context: Context, calendar: Calendar): Promise<DateRange | null> {
  const row = await context.longDb.get<{ first: string | null }>(
    sql`SELECT min(at) AS first FROM (
      SELECT min(created_at) AS at FROM wagers UNION ALL SELECT min(created_at) FROM gradings
      UNION ALL SELECT min(created_at) FROM transactions
      UNION ALL SELECT min(created_at) FROM customers)`,
  );
  const today = dateOf(calendar, context.clock.now());
  if (row.first === null) return null;
  const from = dateOf(calendar, row.first);
  if (from > today) {
    throw new DomainError('conflict', `the book begins on ${from}, the clock says ${today}`, {
      hint: 'set the server’s clock right',
    });
  }
  return { from, to: today };
}
