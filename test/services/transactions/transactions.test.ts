import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/actor.js';
import {
  cancelTransactions,
  createTransaction,
  failTransactions,
  processTransactions,
  reverseTransactions,
} from '../../../src/services/transactions/transactions.js';
import {
  addAgent,
  addCustomer,
  addLogin,
  balanceOf,
  openBookOfAnn,
  query,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';

/** The life of a payment from its request to its reversal. */

let operations = 0;
const op = () => `op-${(operations += 1)}`;

async function create(
  context: Context,
  actor: Actor,
  customerId: string,
  type: 'deposit' | 'withdrawal',
  amount: number | string = 50,
): Promise<string> {
  const input = { operationId: op(), customerId, type, amount };
  const [line] = (await createTransaction(context, actor, input)).done;
  if (!line) throw new Error('nothing was created');
  return line.id;
}

async function statusOf(context: Context, id: string): Promise<string> {
  const [row] = await query<{ state: string }>(
    context,
    `SELECT concat_ws(' ', status, processed_at) AS state FROM transactions WHERE id = ?`,
    id,
  );
  return row?.state ?? 'nothing';
}

describeOnEngines('transactions', (engine) => {
  it('are created pending, and move the balance when they are processed', async () => {
    const { context, admin, clock, ann } = await openBookOfAnn(engine);
    const id = await create(context, admin, ann, 'deposit', '1,250.50');
    expect(await statusOf(context, id)).toBe('pending');
    expect(await balanceOf(context, ann)).toBe(0);
    clock.advance(60);
    const result = await processTransactions(context, admin, { operationId: op(), ids: [id] });
    expect(said(result.done)).toEqual([
      {
        id,
        label: 'deposit of 1,250.50',
        text: 'deposit of 1,250.50 processed: 1,250.50 credited to Ann',
      },
    ]);
    expect(await statusOf(context, id)).toBe('completed 2026-03-04 12:01:00');
    expect(await balanceOf(context, ann)).toBe(1250.5);
    expect(
      await query(context, 'SELECT type, action, amount FROM activities ORDER BY created_at, id'),
    ).toEqual([
      { type: 'payment', action: 'created', amount: 1250.5 },
      { type: 'payment', action: 'processed', amount: 1250.5 },
    ]);
    expect(await query(context, 'SELECT action, record_id FROM audit_log ORDER BY seq')).toEqual([
      { action: 'transaction.created', record_id: id },
      { action: 'transaction.processed', record_id: id },
    ]);
    expect(await query(context, 'SELECT last_activity FROM customers')).toEqual([
      { last_activity: '2026-03-04 12:01:00' },
    ]);
  });

  it('leave pending once: they are processed, failed with a reason, or cancelled', async () => {
    const { context, admin, ann } = await openBookOfAnn(engine);
    const ids = [
      await create(context, admin, ann, 'deposit'),
      await create(context, admin, ann, 'deposit'),
      await create(context, admin, ann, 'deposit'),
    ] as const;
    await processTransactions(context, admin, { operationId: op(), ids: [ids[0]] });
    await expect(
      failTransactions(context, admin, { operationId: op(), ids: [ids[1]] }),
    ).rejects.toMatchObject({ field: 'reason' });
    await failTransactions(context, admin, { operationId: op(), ids: [ids[1]], reason: 'bounced' });
    await cancelTransactions(context, admin, { operationId: op(), ids: [ids[2]] });
    const states = ['completed', 'failed', 'cancelled'];
    for (const [index, id] of ids.entries()) {
      expect(await statusOf(context, id)).toBe(`${states[index] ?? ''} 2026-03-04 12:00:00`);
      for (const verb of [processTransactions, failTransactions, cancelTransactions]) {
        await expect(
          verb(context, admin, { operationId: op(), ids: [id], reason: 'x' }),
        ).rejects.toThrow(`is already ${states[index] ?? ''}`);
      }
    }
    expect(await balanceOf(context, ann)).toBe(50);
    expect(
      await query(context, `SELECT reason FROM audit_log WHERE action = 'transaction.failed'`),
    ).toEqual([{ reason: 'bounced' }]);
  });

  it('refuse a withdrawal beyond the balance, which stays pending', async () => {
    const { context, admin, ann } = await openBookOfAnn(engine, 100);
    const id = await create(context, admin, ann, 'withdrawal', 100.01);
    await expect(
      processTransactions(context, admin, { operationId: op(), ids: [id] }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: 'the withdrawal of 100.01 is more than the balance of Ann, 100.00',
      hint: 'it stays pending',
    });
    expect(await statusOf(context, id)).toBe('pending');
    const all = await create(context, admin, ann, 'withdrawal', 100);
    await processTransactions(context, admin, { operationId: op(), ids: [all] });
    expect(await balanceOf(context, ann)).toBe(0);
  });

  it('process deposits first in bulk, then withdrawals in order, each against the rest of the balance', async () => {
    const { context, admin, clock, agentId, ann } = await openBookOfAnn(engine);
    const bob = await addCustomer(context, agentId, { name: 'Bob', balance: 10 });
    const first = await create(context, admin, ann, 'withdrawal', 60);
    clock.advance(1);
    const tooMuch = await create(context, admin, ann, 'withdrawal', 50);
    clock.advance(1);
    const last = await create(context, admin, ann, 'withdrawal', 40);
    const bobs = await create(context, admin, bob, 'withdrawal', 10);
    clock.advance(1);
    const deposit = await create(context, admin, ann, 'deposit', 100);
    const result = await processTransactions(context, admin, {
      operationId: op(),
      ids: [last, tooMuch, bobs, first, deposit],
    });
    expect(result.done.map(({ id }) => id)).toEqual([deposit, first, last, bobs]);
    expect(said(result.refused)).toEqual([
      {
        id: tooMuch,
        label: 'withdrawal of 50.00',
        reason: 'the withdrawal of 50.00 is more than the balance of Ann, 40.00; it stays pending',
      },
    ]);
    expect(await balanceOf(context, ann)).toBe(0);
    expect(await balanceOf(context, bob)).toBe(0);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('are reversed once, by an opposite row that cannot be reversed itself', async () => {
    const { context, admin, ann } = await openBookOfAnn(engine);
    const deposit = await create(context, admin, ann, 'deposit', 80);
    await processTransactions(context, admin, { operationId: op(), ids: [deposit] });
    const withdrawal = await create(context, admin, ann, 'withdrawal', 80);
    await processTransactions(context, admin, { operationId: op(), ids: [withdrawal] });
    const reverse = (id: string) =>
      reverseTransactions(context, admin, { operationId: op(), ids: [id], reason: 'mistake' });
    await reverse(deposit);
    expect(await balanceOf(context, ann)).toBe(-80);
    await reverse(withdrawal);
    expect(await balanceOf(context, ann)).toBe(0);
    await expect(reverse(deposit)).rejects.toThrow('is already reversed');
    const reversals = await query<{ id: string }>(
      context,
      `SELECT id, type, amount, status, reference, description FROM transactions
       WHERE reference GLOB 'REV-*' ORDER BY id`,
    );
    expect(reversals).toMatchObject([
      {
        type: 'withdrawal',
        amount: 80,
        status: 'completed',
        reference: `REV-${deposit}`,
        description: 'Reversal of a deposit: mistake',
      },
      { type: 'deposit', amount: 80, status: 'completed', reference: `REV-${withdrawal}` },
    ]);
    await expect(reverse(reversals[0]?.id ?? '')).rejects.toThrow('is itself a reversal');
    expect(await statusOf(context, deposit)).toBe('completed 2026-03-04 12:00:00');
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('refuse withdrawals of a suspended customer, and take its deposits', async () => {
    const { context, admin, ann } = await openBookOfAnn(engine, 100);
    const withdrawal = await create(context, admin, ann, 'withdrawal');
    await query(context, `UPDATE customers SET status = 'suspended'`);
    await expect(create(context, admin, ann, 'withdrawal')).rejects.toThrow(
      'Ann is suspended and cannot withdraw',
    );
    await expect(
      processTransactions(context, admin, { operationId: op(), ids: [withdrawal] }),
    ).rejects.toThrow('Ann is suspended and cannot withdraw');
    const deposit = await create(context, admin, ann, 'deposit');
    await processTransactions(context, admin, { operationId: op(), ids: [deposit] });
    expect(await balanceOf(context, ann)).toBe(150);
  });

  it('are created by agents and customers for themselves, and decided by administrators', async () => {
    const { context, agentId, ann } = await openBookOfAnn(engine, 100);
    const zoe = await addCustomer(context, await addAgent(context), { name: 'Zoe' });
    const agent = await addLogin(context, 'agent', { agentId });
    const customer = await addLogin(context, 'customer', { customerId: ann });
    for (const actor of [agent, customer]) {
      const id = await create(context, actor, ann, 'withdrawal', 10);
      const administrators = [processTransactions, failTransactions, reverseTransactions];
      for (const verb of [...administrators, ...(actor === agent ? [cancelTransactions] : [])]) {
        await expect(
          verb(context, actor, { operationId: op(), ids: [id], reason: 'x' }),
        ).rejects.toMatchObject({ code: 'forbidden' });
      }
      const answers: unknown[] = [];
      for (const other of [zoe, 'nobody']) {
        const failure = await create(context, actor, other, 'deposit').catch(
          (error: unknown) => error,
        );
        const { code, message } = failure as { code: string; message: string };
        answers.push({ code, message: message.replace(other, '…') });
      }
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  it.each([
    ['a negative amount', { amount: -5 }, 'amount'],
    ['text', { amount: 'ten' }, 'amount'],
    ['an over-precise amount', { amount: 0.001 }, 'amount'],
    ['a type of the book’s own', { type: 'settlement' }, 'type'],
    ['no customer', { customerId: '' }, 'customerId'],
    ['a description that is not text', { description: 7 }, 'description'],
  ])('%s is refused on its field and nothing is written', async (_title, values, field) => {
    const { context, admin, ann } = await openBookOfAnn(engine);
    const input = {
      operationId: op(),
      customerId: ann,
      type: 'deposit' as const,
      amount: 5,
      ...values,
    } as Parameters<typeof createTransaction>[2];
    await expect(createTransaction(context, admin, input)).rejects.toMatchObject({ field });
    expect(await query(context, 'SELECT * FROM transactions')).toEqual([]);
    expect(await query(context, 'SELECT * FROM operations')).toEqual([]);
  });

  it('refuse a clock that jumped back', async () => {
    const { context, admin, clock, ann } = await openBookOfAnn(engine, 10);
    const id = await create(context, admin, ann, 'deposit');
    clock.advance(-3600);
    await expect(
      processTransactions(context, admin, { operationId: op(), ids: [id] }),
    ).rejects.toThrow('has entries of 2026-03-04 12:00:00 UTC');
    await expect(create(context, admin, ann, 'deposit')).rejects.toThrow('has entries of');
    expect(await statusOf(context, id)).toBe('pending');
  });
});
