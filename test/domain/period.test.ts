import { describe, expect, it } from 'vitest';
import {
  dateOf,
  daysOf,
  isClosed,
  parseRange,
  periodOf,
  periodsBetween,
  shiftPeriod,
  type Calendar,
} from '../../src/domain/period.js';
import { DomainError } from '../../src/errors.js';

const utc: Calendar = { timezone: 'UTC', weekStart: 'monday' };
const newYork: Calendar = { timezone: 'America/New_York', weekStart: 'monday' };
const london: Calendar = { timezone: 'Europe/London', weekStart: 'sunday' };

const hours = (from: string, to: string) =>
  (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 3_600_000;

describe('periods in UTC', () => {
  it('begins a week on Monday at midnight and ends it with Sunday', () => {
    expect(periodOf(utc, 'weekly', '2026-03-11')).toEqual({
      kind: 'weekly',
      start: '2026-03-09',
      end: '2026-03-15',
      startsAt: '2026-03-09 00:00:00',
      endsAt: '2026-03-16 00:00:00',
    });
    expect(periodOf(utc, 'weekly', '2026-03-09').start).toBe('2026-03-09');
    expect(periodOf(utc, 'weekly', '2026-03-08').start).toBe('2026-03-02');
  });

  it.each([
    ['monday', '2026-03-09'],
    ['tuesday', '2026-03-10'],
    ['wednesday', '2026-03-11'],
    ['thursday', '2026-03-05'],
    ['friday', '2026-03-06'],
    ['saturday', '2026-03-07'],
    ['sunday', '2026-03-08'],
  ] as const)('begins the week of a Wednesday on %s', (weekStart, start) => {
    expect(periodOf({ ...utc, weekStart }, 'weekly', '2026-03-11').start).toBe(start);
  });

  it('knows the lengths of months, leap years included', () => {
    expect(periodOf(utc, 'monthly', '2028-02-10')).toMatchObject({
      start: '2028-02-01',
      end: '2028-02-29',
      endsAt: '2028-03-01 00:00:00',
    });
  });

  it('lists every period that shares a day with a range, without gap or overlap', () => {
    const weeks = periodsBetween(utc, 'weekly', '2025-12-30', '2026-01-13');
    expect(weeks.map(({ start }) => start)).toEqual(['2025-12-29', '2026-01-05', '2026-01-12']);
    for (const [index, week] of weeks.entries()) {
      if (index > 0) expect(week.startsAt).toBe(weeks[index - 1]?.endsAt);
    }
    expect(periodsBetween(utc, 'monthly', '2025-12-30', '2026-01-13')).toHaveLength(2);
    expect(periodsBetween(utc, 'daily', '2026-01-13', '2026-01-13')).toHaveLength(1);
  });

  it('is closed from the instant at which the next one begins', () => {
    const week = periodOf(utc, 'weekly', '2026-03-11');
    expect(isClosed(week, '2026-03-15 23:59:59')).toBe(false);
    expect(isClosed(week, '2026-03-16 00:00:00')).toBe(true);
  });
});

describe('periods across daylight-saving changes', () => {
  it('has a week of 167 hours in spring and of 169 in autumn (New York)', () => {
    const spring = periodOf(newYork, 'weekly', '2026-03-08');
    expect(spring).toMatchObject({
      start: '2026-03-02',
      end: '2026-03-08',
      startsAt: '2026-03-02 05:00:00',
      endsAt: '2026-03-09 04:00:00',
    });
    expect(hours(spring.startsAt, spring.endsAt)).toBe(167);
    const autumn = periodOf(newYork, 'weekly', '2026-11-01');
    expect(autumn).toMatchObject({
      startsAt: '2026-10-26 04:00:00',
      endsAt: '2026-11-02 05:00:00',
    });
    expect(hours(autumn.startsAt, autumn.endsAt)).toBe(169);
  });

  it('has days of 23 and 25 hours among seven that fill the week (London)', () => {
    const lengths = (date: string) =>
      daysOf(london, periodOf(london, 'weekly', date)).map(({ startsAt, endsAt }) =>
        hours(startsAt, endsAt),
      );
    expect(lengths('2026-03-29')).toEqual([23, 24, 24, 24, 24, 24, 24]);
    expect(lengths('2026-10-25')).toEqual([25, 24, 24, 24, 24, 24, 24]);
  });

  it('puts an instant on the boundary into the later day, and the second before into the earlier', () => {
    expect(dateOf(newYork, '2026-03-09 04:00:00')).toBe('2026-03-09');
    expect(dateOf(newYork, '2026-03-09 03:59:59')).toBe('2026-03-08');
    expect(dateOf(newYork, new Date('2026-11-02T04:59:59Z'))).toBe('2026-11-01');
    expect(dateOf(newYork, new Date('2026-11-02T05:00:00Z'))).toBe('2026-11-02');
    expect(dateOf(london, '2026-03-29 00:59:59')).toBe('2026-03-29');
  });

  it('begins a day at its first instant where midnight is skipped or comes twice', () => {
    const santiago: Calendar = { timezone: 'America/Santiago', weekStart: 'monday' };
    expect(periodOf(santiago, 'daily', '2026-09-06').startsAt).toBe('2026-09-06 04:00:00');
    const havana: Calendar = { timezone: 'America/Havana', weekStart: 'monday' };
    expect(periodOf(havana, 'daily', '2026-11-01')).toMatchObject({
      startsAt: '2026-11-01 04:00:00',
      endsAt: '2026-11-02 05:00:00',
    });
  });

  it('tiles a year without gap or overlap in every kind, in five zones', () => {
    for (const timezone of [
      'America/New_York',
      'Europe/London',
      'America/Havana',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ]) {
      for (const kind of ['daily', 'weekly', 'monthly'] as const) {
        const calendar: Calendar = { timezone, weekStart: 'tuesday' };
        const all = periodsBetween(calendar, kind, '2026-01-01', '2026-12-31');
        for (const [index, period] of all.slice(1).entries()) {
          expect(period.startsAt).toBe(all[index]?.endsAt);
          expect(period.startsAt < period.endsAt).toBe(true);
          expect(dateOf(calendar, period.startsAt)).toBe(period.start);
          if (index % 30 === 0) expect(shiftPeriod(calendar, period, -1)).toEqual(all[index]);
        }
      }
    }
  });
});

describe('ranges of dates', () => {
  const now = new Date('2026-03-09T03:00:00Z');
  const refusal = (from: string, to: string) => {
    try {
      parseRange(newYork, from, to, now);
    } catch (error) {
      if (error instanceof DomainError) return { field: error.field, text: error.text };
    }
    return undefined;
  };

  it('accepts dates up to today in the book’s time zone', () => {
    expect(parseRange(newYork, '2026-03-01', '2026-03-08', now)).toEqual({
      from: '2026-03-01',
      to: '2026-03-08',
    });
    expect(refusal('2026-03-01', '2026-03-09')).toEqual({
      field: 'to',
      text: '2026-03-09 is in the future; the latest date is 2026-03-08',
    });
  });

  it.each([
    ['2026-03-02', '2026-03-01', 'from', /backwards/],
    ['2016-03-01', '2026-03-01', 'from', /more than five years/],
    ['2026-02-30', '2026-03-01', 'from', /is not a date; write it as YYYY-MM-DD/],
    ['yesterday', '2026-03-01', 'from', /is not a date/],
    ['2026-03-01', '20260302', 'to', /is not a date/],
    ['2026-03-01', '2026-03-02T00:00', 'to', /is not a date/],
    ['2026-03-01', '', 'to', /is not a date/],
  ])('refuses %s to %s', (from, to, field, text) => {
    expect(refusal(from, to)).toEqual({ field, text: expect.stringMatching(text) as string });
  });
});
