import { describe, expect, it } from 'vitest';
import {
  restBetween,
  type RestClock,
} from '../../../../src/db/engines/embedded/background-pace.js';

/** A clock that moves when work is done or paused, and says how busy the main thread was. */
function clockAt(busy: number): RestClock & { pass(ms: number): void } {
  let now = 0;
  return {
    now: () => now,
    watch: () => () => busy,
    pass: (ms) => {
      now += ms;
    },
    pause: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
}

/** Answers when it began. */
const workFor = (clock: RestClock & { pass(ms: number): void }, ms: number) => () => {
  const begunAt = clock.now();
  clock.pass(ms);
  return Promise.resolve(begunAt);
};

describe('background work', () => {
  it('rests as long as it worked while people are served, before the next', async () => {
    const clock = clockAt(0.8);
    const rest = restBetween(clock);
    const begun = [40, 7, 3].map((ms) => rest(workFor(clock, ms)));
    expect(await Promise.all(begun)).toEqual([0, 40 + 40, 40 + 40 + 7 + 7]);
  });

  it('answers before it rests', async () => {
    const clock = clockAt(0.8);
    const never = { ...clock, pause: () => new Promise(() => undefined) };
    expect(await restBetween(never)(workFor(clock, 40))).toBe(0);
  });

  it('goes on at once when nobody else is served', async () => {
    const clock = clockAt(0.1);
    const rest = restBetween(clock);
    const begun = [40, 5].map((ms) => rest(workFor(clock, ms)));
    expect(await Promise.all(begun)).toEqual([0, 40]);
  });

  it('rests a second at most', async () => {
    const clock = clockAt(1);
    const rest = restBetween(clock);
    const begun = [30_000, 1].map((ms) => rest(workFor(clock, ms)));
    expect(await Promise.all(begun)).toEqual([0, 31_000]);
  });

  it('hands a failure on, and goes on with the next after a rest', async () => {
    const clock = clockAt(1);
    const rest = restBetween(clock);
    const failed = rest(() => {
      clock.pass(20);
      return Promise.reject(new Error('no'));
    });
    const next = rest(workFor(clock, 5));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe(20 + 20);
  });
});
