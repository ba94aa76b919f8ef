import { expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { shareResult } from '../../src/services/shared-results.js';
import { addAgent, openBook } from '../helpers/books/book.js';
import { describeOnEngines } from '../helpers/engines/engines.js';

/** A computation that the test ends by hand, with a count of its runs. */
function byHand(context: Context) {
  const ends: ((outcome: 'done' | 'failed') => void)[] = [];
  const ask = (...key: unknown[]) =>
    shareResult(
      context,
      key,
      () =>
        new Promise<number>((resolve, reject) => {
          const run = ends.length + 1;
          ends.push((outcome) => {
            if (outcome === 'done') resolve(run);
            else reject(new Error(`run ${run} failed`));
          });
        }),
    );
  const end = async (run: number, outcome: 'done' | 'failed' = 'done') => {
    ends[run - 1]?.(outcome);
    await new Promise(setImmediate);
  };
  return { ask, end, runs: () => ends.length };
}

const settled = () => new Promise(setImmediate);

describeOnEngines('a shared result', (engine) => {
  it('is computed once for all callers of the same second', async () => {
    const { context, clock } = await openBook(engine);
    const { ask, end, runs } = byHand(context);
    const asked = Array.from({ length: 20 }, () => ask('week', 'a'));
    await settled();
    await end(1);
    expect(await Promise.all(asked)).toEqual(asked.map(() => 1));
    expect(await ask('week', 'a')).toBe(1);
    clock.advance(1);
    const later = ask('week', 'a');
    await settled();
    await end(2);
    expect(await later).toBe(2);
    expect(runs()).toBe(2);
  });

  it('is never returned for another key', async () => {
    const { context } = await openBook(engine);
    const { ask, end } = byHand(context);
    const [first, second] = [ask('week', 'a'), ask('week', 'b')];
    await settled();
    await end(2);
    expect(await second).toBe(2);
    await end(1);
    expect(await first).toBe(1);
  });

  it('is not kept after a failure', async () => {
    const { context } = await openBook(engine);
    const { ask, end } = byHand(context);
    const outcomes = Promise.allSettled([ask('week'), ask('week')]);
    await settled();
    await end(1, 'failed');
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = ask('week');
    await settled();
    await end(2);
    expect(await again).toBe(2);
  });

  it('is computed again after a write of this process', async () => {
    const { context } = await openBook(engine);
    const { ask, end } = byHand(context);
    const before = ask('week');
    await settled();
    await end(1);
    expect(await before).toBe(1);
    await addAgent(context);
    const after = ask('week');
    await settled();
    await end(2);
    expect(await after).toBe(2);
  });

  it('is computed once more for all callers after a write, even while the first computation runs', async () => {
    const { context } = await openBook(engine);
    const { ask, end, runs } = byHand(context);
    const before = ask('week');
    await settled();
    await addAgent(context);
    const after = [ask('week'), ask('week')];
    await addAgent(context);
    after.push(ask('week'));
    await settled();
    expect(runs()).toBe(1);
    await end(1);
    expect(await before).toBe(1);
    await end(2);
    expect(await Promise.all(after)).toEqual([2, 2, 2]);
  });

  it('is computed even when the one that it waited for fails', async () => {
    const { context } = await openBook(engine);
    const { ask, end } = byHand(context);
    const before = Promise.allSettled([ask('week')]);
    await settled();
    await addAgent(context);
    const after = ask('week');
    await end(1, 'failed');
    expect((await before)[0].status).toBe('rejected');
    await end(2);
    expect(await after).toBe(2);
  });
});
