import { expect, it } from 'vitest';
import {
  cancelRun,
  createRun,
  MOST_RUNS,
  startRun,
} from '../../../src/services/bulk-runs/bulk-runs.js';
import { getRun } from '../../../src/services/bulk-runs/records.js';
import { addLogin } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { bookWith, runAll } from './book.js';

/** Bulk runs of one login at a time. */

describeOnEngines('the bulk runs of a login', (engine) => {
  it('are refused beyond five under way, of which none is lost', async () => {
    const { context, admin, ids } = await bookWith(engine, MOST_RUNS + 1);
    const runs = [];
    for (const id of ids) {
      const rows = { ids: [id] };
      runs.push(
        (await createRun(context, admin, { kind: 'wager.settle', result: 'win', rows })).run,
      );
    }
    // All at once: the rule holds in the batch that starts a run.
    const started = await Promise.allSettled(runs.map(({ id }) => startRun(context, admin, id)));
    const refused = runs.filter((_, index) => started[index]?.status === 'rejected');
    expect(refused).toHaveLength(1);
    const [{ id: sixth } = { id: '' }] = refused;
    await expect(startRun(context, admin, sixth)).rejects.toMatchObject({
      code: 'conflict',
      text: 'this login has 5 bulk runs under way already; wait until one of them has ended, or stop it',
    });
    expect((await getRun(context, admin, sixth)).status).toBe('previewed');
    const other = await addLogin(context, 'admin');
    expect((await startRun(context, other, sixth)).status).toBe('running');
    const [first = ''] = runs.map(({ id }) => id).filter((id) => id !== sixth);
    await cancelRun(context, admin, first);
    await runAll(context);
    expect((await getRun(context, admin, sixth)).status).toBe('finished');
  });
});
