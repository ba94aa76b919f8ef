import { sql } from 'drizzle-orm';
import { inBackground, type Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import {
  dateOf,
  isClosed,
  parseRange,
  periodKinds,
  periodsBetween,
  type Calendar,
  type DateRange,
  type Period,
} from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';
import { computeFigures, type PeriodFigures } from './compute.js';
import { changesOf, isOutdated, readStoredPeriods, type FigureChange } from './stored-periods.js';
import { findStrayWeeks, removeStrayWeeks } from './strays.js';
import { claimPeriods, storeFigures } from './write.js';

/** Recomputes `weekly_stats` and `kpi_metrics` over a range, by the formulas of money.md. */

export type RecomputeRange = 'all' | { from: string; to: string };

export interface RecomputeReport {
  /** Days of the recompute; null for a book in which nothing has happened. */
  range: DateRange | null;
  /** Number of the periods in the range. */
  periods: number;
  /** Changed values, of a preview too: old → new. */
  changes: FigureChange[];
}

/**
 * Previews a recompute of every day, week and month that shares a day with the range.
 * @throws DomainError `forbidden`; `invalid` on `from` or `to`
 */
export async function previewRecompute(
  people: Context,
  actor: Actor,
  range: RecomputeRange,
): Promise<RecomputeReport> {
  requireRole(actor, ['admin'], message('figures.recomputing'));
  const context = inBackground(people);
  const strays = await straysOf(context, range);
  return work(context, range, strays, async (periods) => {
    const compared = await comparePeriods(context, periods);
    return { changes: compared.flatMap(({ changes }) => changes) };
  });
}

/**
 * Recomputes and stores, period by period, while the book is in use. A second run changes nothing.
 * @throws DomainError `forbidden`; `invalid` on `from` or `to`
 */
export async function recomputeStats(
  people: Context,
  actor: Actor,
  range: RecomputeRange,
): Promise<RecomputeReport> {
  requireRole(actor, ['admin'], message('figures.recomputing'));
  const context = inBackground(people);
  const strays = await straysOf(context, range);
  await removeStrayWeeks(context, actor, strays);
  return work(context, range, strays, async (periods) => {
    const due = await duePeriods(context, periods);
    if (due.length === 0) return { changes: [] };
    const token = await claimPeriods(context, due);
    const compared = await comparePeriods(context, due);
    const changes = compared.flatMap((one) => one.changes);
    const figures = compared.map((one) => one.figures);
    await storeFigures(context, actor, figures, changes, token);
    return { changes };
  });
}

/** Periods that one batch claims, computes and stores. */
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

/** Lists the periods to store: by their state, or because a value differs. */
async function duePeriods(context: Context, periods: readonly Period[]): Promise<Period[]> {
  const stored = await readStoredPeriods(context, periods);
  const now = toTimestamp(context.clock.now());
  const due = new Set<Period>();
  for (const [index, period] of periods.entries()) {
    const before = stored[index];
    if (!before) continue;
    // An open period is never up to date for long: it is stored again when a value differs.
    const isDue = isClosed(period, now) ? isOutdated(before, period) : !before.state;
    const hasMoved = before.end !== null && before.end !== period.end;
    if (isDue || hasMoved) due.add(period);
  }
  const others = periods.filter((period) => !due.has(period));
  for (const { figures, changes } of await comparePeriods(context, others)) {
    if (changes.length > 0) due.add(figures.period);
  }
  return periods.filter((period) => due.has(period));
}

async function comparePeriods(
  context: Context,
  periods: readonly Period[],
): Promise<{ figures: PeriodFigures; changes: FigureChange[] }[]> {
  const computed = await computeFigures(context, periods);
  const stored = await readStoredPeriods(context, periods);
  return computed.flatMap((figures, index) => {
    const before = stored[index];
    return before ? [{ figures, changes: changesOf(figures, before) }] : [];
  });
}

/** Returns the range from the first day on which anything happened up to today. */
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
    throw new DomainError('conflict', message('figures.book_in_future', { first: from, today }), {
      hint: message('operations.set_clock'),
    });
  }
  return { from, to: today };
}
