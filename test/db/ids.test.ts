import { describe, expect, it } from 'vitest';
import { createIdSource, toTimestamp } from '../../src/db/ids.js';

describe('ids', () => {
  it('are UUIDs of version 7 that carry the time of the clock', () => {
    const at = new Date('2026-03-04T12:00:00.123Z');
    const id = createIdSource({ now: () => at })();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at.getTime());
  });

  it('always increase: in one millisecond, later, and when the clock jumps back', () => {
    const times = [1000, 1000, 1000, 2000, 1500, 500, 2000, 2001];
    let index = 0;
    const newId = createIdSource({ now: () => new Date(times[index++ % times.length] ?? 0) });
    const ids = Array.from({ length: 8000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('differ between two sources at one time', () => {
    const clock = { now: () => new Date(0) };
    expect(createIdSource(clock)()).not.toBe(createIdSource(clock)());
  });
});

describe('timestamps', () => {
  it('are UTC to the second, and sort as text', () => {
    expect(toTimestamp(new Date('2026-03-04T23:59:59.999-05:00'))).toBe('2026-03-05 04:59:59');
  });
});
