import { describe, expect, it } from 'vitest';
import { inTurns, turnsAfter } from '../../src/services/in-turns.js';

describe('work in turns', () => {
  it('lets other work in after a number of pieces, and returns results in order', async () => {
    const order: string[] = [];
    const others = () => {
      order.push('others');
      if (order.length < 9) setImmediate(others);
    };
    setImmediate(others);
    const results = await inTurns([1, 2, 3, 4, 5], turnsAfter(2), (item) => {
      order.push(String(item));
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30, 40, 50]);
    expect(order.slice(0, 7)).toEqual(['1', '2', 'others', '3', '4', 'others', '5']);
  });

  it('counts nested pieces together', async () => {
    let others = 0;
    let isOver = false;
    const count = () => {
      others += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const turn = turnsAfter(4);
    // Three groups of two lines each, and a line of their own: nine.
    await inTurns([1, 2, 3], turn, () => inTurns([1, 2], turn, () => undefined));
    isOver = true;
    expect(others).toBe(2);
  });

  it('waits for each piece before the next', async () => {
    const running: number[] = [];
    await inTurns([1, 2], turnsAfter(1), async (item) => {
      running.push(item);
      await Promise.resolve();
      running.push(-item);
    });
    expect(running).toEqual([1, -1, 2, -2]);
  });
});
