import { expect, it } from 'vitest';
import { previewOperation } from '../../../src/services/previews/preview.js';
import { adjustBalance } from '../../../src/services/transactions/transactions.js';
import { regradeWagers, settleWagers } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, addLogin, balanceOf } from '../../helpers/books/book.js';
import { bookWithWager, counts, place } from '../../helpers/books/operation-book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';

describeOnEngines('previews of operations', (engine) => {
  it('show the effect on each row, customer and agent, and change nothing', async () => {
    const { context, admin, ann, wager } = await bookWithWager(engine);
    const agentId = await addAgent(context, { name: 'North' });
    const bob = await addCustomer(context, agentId, { name: 'Bob', limit: 100, balance: 0.5 });
    const second = await place({ context, admin }, ann, 'place-2');
    const bobs = await place({ context, admin }, bob, 'place-3');
    const before = await counts(context);
    const preview = said(
      await previewOperation(context, admin, {
        kind: 'wager.settle',
        ids: [wager, second, bobs, 'nothing'],
        result: 'win',
      }),
    );
    expect(preview.rows.map(({ text }) => text)).toEqual([
      'win pays 190.91 to Ann (balance -50.00 → 140.91)',
      'win pays 190.91 to Ann (balance 140.91 → 331.82)',
      'win pays 190.91 to Bob (balance -99.50 → 91.41)',
    ]);
    expect(preview).toMatchObject({
      changes: 3,
      refusedCount: 1,
      refusals: [{ kind: 'unknown', count: 1 }],
      refused: [{ id: 'nothing', label: 'nothing', reason: 'there is no such wager' }],
      creditedCents: 57_273,
      debitedCents: 0,
      customers: [
        { id: ann, rows: 2, effectCents: 38_182, balanceAfterCents: 33_182, isOverLimit: false },
        { id: bob, rows: 1, effectCents: 19_091, balanceAfterCents: 9141, isOverLimit: false },
      ],
      agents: [
        { rows: 2, effectCents: 38_182 },
        { id: agentId, name: 'North', rows: 1, effectCents: 19_091 },
      ],
      expectedVersions: { [wager]: 0, [second]: 0, [bobs]: 0 },
    });
    expect(await counts(context)).toEqual(before);

    await settleWagers(context, admin, { operationId: 's', ids: [bobs], result: 'win' });
    await adjustBalance(context, admin, {
      operationId: 'a',
      customerId: bob,
      amount: -91.41,
      reason: 'paid in cash',
    });
    const regrade = await previewOperation(context, admin, {
      kind: 'wager.regrade',
      ids: [bobs],
      result: 'loss',
    });
    expect(said(regrade)).toMatchObject({
      rows: [
        {
          text: 'regrade from settled as win to loss takes 190.91 from Bob (balance 0.00 → -190.91)',
        },
      ],
      debitedCents: 19_091,
      customers: [{ id: bob, isOverLimit: true }],
    });
    await regradeWagers(context, admin, {
      operationId: 'g',
      ids: [bobs],
      result: 'loss',
      reason: 'score corrected',
      expectedVersions: regrade.expectedVersions,
    });
    expect(await balanceOf(context, bob)).toBe(-190.91);
  });

  it('are open to those who may do the operation, and name rows that do not exist', async () => {
    const { context, wager } = await bookWithWager(engine);
    const agent = await addLogin(context, 'agent', { agentId: await addAgent(context) });
    await expect(
      previewOperation(context, agent, { kind: 'wager.settle', ids: [wager], result: 'win' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(
      said(await previewOperation(context, agent, { kind: 'wager.cancel', ids: [wager] })),
    ).toMatchObject({ changes: 0, refused: [{ reason: 'there is no such wager' }] });
    await expect(
      previewOperation(context, agent, { kind: 'wager.delete' as never, ids: [wager] }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'kind' });
  });
});
