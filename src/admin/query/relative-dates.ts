import type { Context } from '../../context.js';
import {
  dateOf,
  periodOf,
  shiftPeriod,
  type Period,
  type PeriodKind,
} from '../../domain/period.js';
import { bookCalendar } from '../../services/calendar.js';

/** Days relative to today, in the book's time zone. */

const spans: Record<string, { kind: PeriodKind; shift: 0 | -1 }> = {
  today: { kind: 'daily', shift: 0 },
  yesterday: { kind: 'daily', shift: -1 },
  this_week: { kind: 'weekly', shift: 0 },
  last_week: { kind: 'weekly', shift: -1 },
  this_month: { kind: 'monthly', shift: 0 },
  last_month: { kind: 'monthly', shift: -1 },
};

export const relativeDates: readonly string[] = Object.keys(spans);

/** Converts a word of `relativeDates` to its period; null for any other word. */
export function relativePeriod(context: Context, word: string): Period | null {
  const span = Object.hasOwn(spans, word) ? spans[word] : undefined;
  if (!span) return null;
  const calendar = bookCalendar(context);
  const now = periodOf(calendar, span.kind, dateOf(calendar, context.clock.now()));
  return span.shift === 0 ? now : shiftPeriod(calendar, now, span.shift);
}
