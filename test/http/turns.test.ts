import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { afterOthers, beginInTurns } from '../../src/http/turns.js';

function openTurns() {
  const context = {} as Context;
  const handle = beginInTurns(context) as (
    request: unknown,
    answer: unknown,
    next: () => void,
  ) => void;
  const begun: string[] = [];
  const arrive = (...names: string[]) => {
    for (const name of names) handle({}, {}, () => begun.push(name));
  };
  return { context, begun, arrive };
}

describe('requests that arrive together', () => {
  it('begin in their order, one per turn of the event loop', async () => {
    const { begun, arrive } = openTurns();
    arrive('first', 'second', 'third');
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

  it('begin before long work continues, which continues nevertheless', async () => {
    const { context, begun, arrive } = openTurns();
    await afterOthers(context, 8);
    arrive('a', 'b', 'c');
    await afterOthers(context, 8);
    expect(begun).toEqual(['a', 'b', 'c']);
    arrive(...Array.from({ length: 20 }, (_, index) => String(index)));
    await afterOthers(context, 8);
    expect(begun.length).toBeGreaterThan(3);
    expect(begun.length).toBeLessThan(23);
  });
});
