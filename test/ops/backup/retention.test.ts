import { describe, expect, it } from 'vitest';
import type { Copy } from '../../../src/ops/backup/manifest.js';
import { expiredCopies, KEPT } from '../../../src/ops/backup/retention.js';

const HOUR_MS = 3_600_000;

/** A copy of an instant, as far as retention looks at it. */
function copyAt(at: Date, parent: Copy | null): Copy {
  const name = `${at.toISOString()}.${parent ? 'inc' : 'full'}`;
  const kind = parent ? 'increment' : 'full';
  return { name, kind, at: at.toISOString(), parent: parent?.name ?? null } as Copy;
}

/** A full copy each day at three o'clock, and an increment every two hours after it. */
function daysOfCopies(days: number, end: Date): Copy[] {
  const copies: Copy[] = [];
  let last: Copy | null = null;
  const start = new Date(end.getTime() - days * 24 * HOUR_MS);
  start.setUTCHours(3, 0, 0, 0);
  for (let at = start.getTime(); at <= end.getTime(); at += 2 * HOUR_MS) {
    const isFull = new Date(at).getUTCHours() === 3;
    last = copyAt(new Date(at), isFull ? null : last);
    copies.push(last);
  }
  return copies;
}

const now = new Date('2026-03-04T12:00:00Z');
const calendar = { now, timezone: 'UTC' };
const kept = (copies: Copy[], usable = copies) => {
  const expired = new Set(expiredCopies(copies, usable, calendar));
  return copies.filter(({ name }) => !expired.has(name));
};

describe('retention', () => {
  it('keeps every copy of two days, and full copies of days, weeks and months before', () => {
    const copies = daysOfCopies(400, now);
    const old = kept(copies).filter(
      ({ at }) => now.getTime() - Date.parse(at) > 2 * KEPT.hourly * HOUR_MS,
    );
    expect(old.every(({ kind }) => kind === 'full')).toBe(true);
    const recent = copies.filter(({ at }) => now.getTime() - Date.parse(at) < 47 * HOUR_MS);
    expect(kept(copies)).toEqual(expect.arrayContaining(recent));
    const months = new Set(kept(copies).map(({ at }) => at.slice(0, 7)));
    expect(months.size).toBe(KEPT.monthly);
    const days = kept(copies).filter(({ kind, at }) => kind === 'full' && at > '2026-02-19');
    expect(days).toHaveLength(KEPT.daily);
  });

  it('keeps the whole chain of every copy that it keeps', () => {
    const copies = daysOfCopies(60, now);
    const names = new Set(kept(copies).map(({ name }) => name));
    const orphans = kept(copies).filter(({ parent }) => parent !== null && !names.has(parent));
    expect(orphans).toEqual([]);
  });

  it('removes an increment before the copy that it continues', () => {
    const copies = daysOfCopies(60, now);
    const expired = expiredCopies(copies, copies, calendar);
    expect(expired.length).toBeGreaterThan(100);
    expect(expired).toEqual([...expired].sort().reverse());
  });

  it('keeps the newest copies after a clock has jumped a year ahead', () => {
    const copies = daysOfCopies(3, new Date('2024-01-01T12:00:00Z'));
    const left = kept(copies);
    expect(left.at(-1)).toBe(copies.at(-1));
    expect(left[0]?.kind).toBe('full');
  });

  it('counts no damaged copy as one to keep', () => {
    const sound = copyAt(new Date('2025-01-01T03:00:00Z'), null);
    const damaged = copyAt(new Date('2025-01-02T03:00:00Z'), null);
    expect(kept([sound, damaged], [sound])).toEqual([sound]);
  });

  it('counts days in the book’s time zone', () => {
    const evening = copyAt(new Date('2026-02-27T23:30:00Z'), null);
    const morning = copyAt(new Date('2026-02-28T00:30:00Z'), null);
    const inUtc = expiredCopies([evening, morning], [evening, morning], calendar);
    expect(inUtc).toEqual([]);
    const west = { now, timezone: 'America/New_York' };
    expect(expiredCopies([evening, morning], [evening, morning], west)).toEqual([evening.name]);
  });
});
