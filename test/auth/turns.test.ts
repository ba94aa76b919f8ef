import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { beginInTurns } from '../../src/auth/turns.js';

describe('requests that arrive together', () => {
  it('begin in their order, one per turn of the event loop', async () => {
    const handle = beginInTurns() as (request: unknown, answer: unknown, next: () => void) => void;
    const begun: string[] = [];
    const arrive = (name: string) => {
      handle({}, {}, () => begun.push(name));
    };
    ['first', 'second', 'third'].forEach(arrive);
    expect(begun).toEqual([]);
    await setImmediate();
    expect(begun).toEqual(['first']);
    arrive('later');
    await setImmediate();
    expect(begun).toEqual(['first', 'second']);
    await setImmediate();
    await setImmediate();
    expect(begun).toEqual(['first', 'second', 'third', 'later']);
    arrive('alone');
    await setImmediate();
    expect(begun.at(-1)).toBe('alone');
  });
});
