import { describe, expect, it } from 'vitest';
import { restBetween, type RestClock } from '../../src/db/engines/rest.js';

/** A clock that moves when work is done or paused, and says how busy the main thread was. */
function clockAt(busy: number): RestClock & { pauses: number[]; pass(ms: number): void } {
  let now = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    watch: () => () => busy,
    pass: (ms) => {
      now += ms;
    },
    pause: (ms) => {
      pauses.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

const workFor = (clock: { pass(ms: number): void }, ms: number) => () => {
  clock.pass(ms);
  return Promise.resolve(ms);
};

describe('background work', () => {
  it('rests as long as it worked while people are served', async () => {
    const clock = clockAt(0.8);
    const rest = restBetween(clock);
    expect(await rest(workFor(clock, 40))).toBe(40);
    await rest(workFor(clock, 7));
    expect(clock.pauses).toEqual([40, 7]);
  });

  it('goes on at once when nobody else is there', async () => {
    const clock = clockAt(0.1);
    await restBetween(clock)(workFor(clock, 40));
    expect(clock.pauses).toEqual([]);
  });

  it('rests a second at most', async () => {
    const clock = clockAt(1);
    await restBetween(clock)(workFor(clock, 30_000));
    expect(clock.pauses).toEqual([1000]);
  });

  it('does not count as work that it waited for the work before', async () => {
    const clock = clockAt(0.8);
    const rest = restBetween(clock);
    const ends: (() => void)[] = [];
    const asked = [1, 2].map(() => rest(() => new Promise<void>((resolve) => ends.push(resolve))));
    clock.pass(500);
    ends[0]?.();
    await asked[0];
    clock.pass(20);
    ends[1]?.();
    await asked[1];
    // The second began when the first had ended, and during the rest after it.
    expect(clock.pauses).toEqual([500, 520]);
  });

  it('does not rest after a failure, and hands it on', async () => {
    const clock = clockAt(1);
    await expect(restBetween(clock)(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(clock.pauses).toEqual([]);
  });
});
