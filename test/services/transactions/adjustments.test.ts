import { expect, it } from 'vitest';
import { adjustBalance } from '../../../src/services/transactions/transactions.js';
import { addLogin, balanceOf, openBookOfAnn, query } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

describeOnEngines('adjustments of a balance', (engine) => {
  it('write a completed row with the reason and the operation', async () => {
    const { context, admin, ann } = await openBookOfAnn(engine);
    await adjustBalance(context, admin, {
      operationId: 'adjust-1',
      customerId: ann,
      amount: '250.25',
      reason: 'opening balance',
    });
    await adjustBalance(context, admin, {
      operationId: 'adjust-2',
      customerId: ann,
      amount: -250.25,
      reason: 'typed twice',
    });
    expect(
      await query(
        context,
        'SELECT type, amount, status, reference, description FROM transactions ORDER BY id',
      ),
    ).toEqual([
      {
        type: 'deposit',
        amount: 250.25,
        status: 'completed',
        reference: 'ADJ-adjust-1',
        description: 'Adjustment: opening balance',
      },
      {
        type: 'withdrawal',
        amount: 250.25,
        status: 'completed',
        reference: 'ADJ-adjust-2',
        description: 'Adjustment: typed twice',
      },
    ]);
    expect(await balanceOf(context, ann)).toBe(0);
    expect(await query(context, 'SELECT action, reason FROM audit_log ORDER BY seq')).toEqual([
      { action: 'transaction.adjusted', reason: 'opening balance' },
      { action: 'transaction.adjusted', reason: 'typed twice' },
    ]);
  });

  it('go below zero only after a confirmation', async () => {
    const { context, admin, ann } = await openBookOfAnn(engine, 10);
    const adjust = (allowNegative: boolean) =>
      adjustBalance(context, admin, {
        operationId: 'adjust',
        customerId: ann,
        amount: -10.01,
        reason: 'fee',
        allowNegative,
      });
    await expect(adjust(false)).rejects.toMatchObject({
      code: 'conflict',
      field: 'amount',
      message: 'the balance of Ann would be -0.01, below zero',
    });
    await adjust(true);
    expect(await balanceOf(context, ann)).toBe(-0.01);
  });

  it('need an amount, a reason and an administrator', async () => {
    const { context, admin, ann, agentId } = await openBookOfAnn(engine);
    const agent = await addLogin(context, 'agent', { agentId });
    const input = { operationId: 'adjust', customerId: ann, amount: 5, reason: 'x' };
    await expect(adjustBalance(context, admin, { ...input, amount: 0 })).rejects.toMatchObject({
      field: 'amount',
    });
    await expect(adjustBalance(context, admin, { ...input, reason: '' })).rejects.toMatchObject({
      field: 'reason',
    });
    await expect(
      adjustBalance(context, admin, { ...input, customerId: 'nobody' }),
    ).rejects.toMatchObject({ code: 'not_found', field: 'customerId' });
    await expect(adjustBalance(context, agent, input)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
