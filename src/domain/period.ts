import { DateTime } from 'luxon';
import { DomainError } from '../errors.js';
import { message } from '../messages/message.js';

/**
 * Days, weeks and months of the book: dates in its time zone, and the instants (UTC) at which they
 * begin and end, right across daylight-saving changes.
 */

export type PeriodKind = 'daily' | 'weekly' | 'monthly';
export const periodKinds: readonly PeriodKind[] = ['daily', 'weekly', 'monthly'];

const weekDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export interface Calendar {
  /** IANA name. */
  timezone: string;
  weekStart: (typeof weekDays)[number];
}

export interface Period {
  kind: PeriodKind;
  /** First day, `YYYY-MM-DD` in the book's time zone. */
  start: string;
  /** Last day, inclusive. */
  end: string;
  /** `YYYY-MM-DD HH:MM:SS` in UTC, inclusive. */
  startsAt: string;
  /** `YYYY-MM-DD HH:MM:SS` in UTC, exclusive. */
  endsAt: string;
}

/** Returns the day of an instant in the book's time zone. */
export function dateOf(calendar: Calendar, instant: Date | string): string {
  const moment = typeof instant === 'string' ? `${instant.replace(' ', 'T')}Z` : instant;
  const utc = DateTime.fromMillis(new Date(moment).getTime());
  return utc.setZone(calendar.timezone).toISODate() ?? '';
}

/** Returns the period of this kind that holds the day. */
export function periodOf(calendar: Calendar, kind: PeriodKind, date: string): Period {
  return periodHolding(calendar, kind, asDay(date));
}

function periodHolding(
  calendar: Calendar,
  kind: PeriodKind,
  day: DateTime,
  /** Undefined when the caller does not know it yet. */
  startsAt?: string,
): Period {
  switch (kind) {
    case 'daily':
      return toPeriod(calendar, kind, [day, day], startsAt);
    case 'weekly': {
      const offset = (day.weekday - 1 - weekDays.indexOf(calendar.weekStart) + 7) % 7;
      const start = day.minus({ days: offset });
      return toPeriod(calendar, kind, [start, start.plus({ days: 6 })], startsAt);
    }
    case 'monthly':
      return toPeriod(calendar, kind, [day.startOf('month'), day.endOf('month')], startsAt);
  }
}

/** Returns the period `count` periods later; earlier when negative. */
export function shiftPeriod(calendar: Calendar, period: Period, count: number): Period {
  const start = asDay(period.start);
  switch (period.kind) {
    case 'daily':
      return periodHolding(calendar, period.kind, start.plus({ days: count }));
    case 'weekly':
      return periodHolding(calendar, period.kind, start.plus({ weeks: count }));
    case 'monthly':
      return periodHolding(calendar, period.kind, start.plus({ months: count }));
  }
}

/** Lists the periods of this kind that share a day with `from` to `to` (dates, both inclusive). */
export function periodsBetween(
  calendar: Calendar,
  kind: PeriodKind,
  from: string,
  to: string,
): Period[] {
  const found: Period[] = [];
  let day = asDay(from);
  for (;;) {
    const period = periodHolding(calendar, kind, day, found.at(-1)?.endsAt);
    if (period.start > to) return found;
    found.push(period);
    day = asDay(period.end).plus({ days: 1 });
  }
}

/** Lists the days of a period, in order. */
export function daysOf(calendar: Calendar, period: Period): Period[] {
  return periodsBetween(calendar, 'daily', period.start, period.end);
}

/** Returns true once the period's last instant has passed. */
export function isClosed(period: Pick<Period, 'endsAt'>, now: string): boolean {
  return period.endsAt <= now;
}

/** The longest range of one recompute or report, in days. */
export const MAX_RANGE_DAYS = 5 * 366;

export interface DateRange {
  from: string;
  to: string;
}

/**
 * Checks a typed range: two dates of the calendar, in order, not in the future, at
 * most five years.
 * @throws DomainError with the field `from` or `to`
 */
export function parseRange(calendar: Calendar, from: string, to: string, now: Date): DateRange {
  const range = { from: parseDate(from, 'from'), to: parseDate(to, 'to') };
  const today = dateOf(calendar, now);
  if (range.from > range.to) {
    throw new DomainError('invalid', message('figures.range_backwards', { from, to }), {
      field: 'from',
      hint: message('figures.earlier_first'),
    });
  }
  for (const field of ['from', 'to'] as const) {
    if (range[field] > today) {
      throw new DomainError('invalid', message('figures.future_day', { day: range[field] }), {
        field,
        hint: message('figures.latest_day', { day: today }),
      });
    }
  }
  if (asDay(range.to).diff(asDay(range.from), 'days').days > MAX_RANGE_DAYS) {
    throw new DomainError('invalid', message('figures.range_too_long', { from, to }), {
      field: 'from',
      hint: message('figures.shorten_range'),
    });
  }
  return range;
}

/** Returns true for a date `YYYY-MM-DD` that exists. */
export function isDate(text: string): boolean {
  const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isWritten && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/**
 * Returns the text when it is a date `YYYY-MM-DD` that exists.
 * @throws DomainError `invalid` on the field
 */
export function parseDate(text: string, field: string): string {
  if (!isDate(text)) {
    throw new DomainError(
      'invalid',
      message('figures.not_a_date', { typed: JSON.stringify(text) }),
      {
        field,
        hint: message('figures.write_date'),
      },
    );
  }
  return text;
}

function toPeriod(
  calendar: Calendar,
  kind: PeriodKind,
  [first, last]: [DateTime, DateTime],
  startsAt = beginningOf(calendar, first),
): Period {
  return {
    kind,
    start: first.toISODate() ?? '',
    end: last.toISODate() ?? '',
    startsAt,
    endsAt: beginningOf(calendar, last.plus({ days: 1 })),
  };
}

/**
 * Returns the first instant of a day: the first that exists where clocks go forward at midnight, the
 * earlier of the two where they go back over midnight.
 */
function beginningOf({ timezone }: Calendar, day: DateTime): string {
  const { year, month } = day;
  const midnight = DateTime.fromObject({ year, month, day: day.day }, { zone: timezone });
  const atMs = midnight.toMillis();
  const changeMinutes = midnight.zone.offset(atMs - 1000) - midnight.offset;
  const isTwice = changeMinutes > 0 && midnight.minus({ seconds: 1 }).day === day.day;
  const firstMs = isTwice ? atMs - changeMinutes * 60_000 : atMs;
  return new Date(firstMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads a date in UTC: calendar arithmetic is on dates alone. */
function asDay(date: string): DateTime {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return DateTime.utc(year, month, day);
}
