import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/actor.js';
import { DomainError } from '../../../src/errors.js';
import { render } from '../../../src/messages/render.js';
import {
  adjustBalance,
  cancelTransactions,
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import {
  addCustomer,
  addLogin,
  balanceOf,
  openBookOfAnn,
  query,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';

/** Bounds of requests: what customers and agents may have pending, also when many ask at once. */

let operations = 0;
const op = () => `op-${(operations += 1)}`;

async function bookOfRequests(engine: TestEngine, balance = 100) {
  const book = await openBookOfAnn(engine, balance);
  const { context, agentId, ann } = book;
  return {
    ...book,
    agent: await addLogin(context, 'agent', { agentId }),
    customer: await addLogin(context, 'customer', { customerId: ann }),
  };
}

function request(
  context: Context,
  actor: Actor,
  customerId: string,
  type: 'deposit' | 'withdrawal',
  amount = 10,
): Promise<string> {
  const input = { operationId: op(), customerId, type, amount };
  return createTransaction(context, actor, input).then(
    ({ done }) => done[0]?.id ?? '',
    (error: unknown) => {
      if (error instanceof DomainError && error.code === 'conflict') return error.text;
      throw error;
    },
  );
}

const pendingOf = (context: Context, type: string) =>
  query<{ count: number; sum: number }>(
    context,
    `SELECT count(*) AS count, coalesce(sum(amount), 0) AS sum FROM transactions
     WHERE status = 'pending' AND type = ?`,
    type,
  );

describeOnEngines('requests', (engine) => {
  it('sum to the balance at most, whether the customer or its agent asks', async () => {
    const { context, agentId, ann, agent, customer, admin } = await bookOfRequests(engine);
    const bob = await addCustomer(context, agentId, { name: 'Bob' });
    expect(await request(context, agent, bob, 'withdrawal', 1)).toBe(
      'pending withdrawals of Bob would sum to 1.00, more than the balance of 0.00; a deposit has to be processed first',
    );
    await request(context, customer, ann, 'withdrawal', 60);
    const tooMuch =
      'pending withdrawals of Ann would sum to 100.01, more than the balance of 100.00; request 40.00 at most';
    expect(await request(context, customer, ann, 'withdrawal', 40.01)).toBe(tooMuch);
    expect(await request(context, agent, ann, 'withdrawal', 40.01)).toBe(tooMuch);
    await request(context, agent, ann, 'withdrawal', 40);
    expect(await request(context, customer, ann, 'withdrawal', 0.01)).toBe(
      'pending withdrawals of Ann would sum to 100.01, more than the balance of 100.00; nothing is left to request: a pending withdrawal has to be processed or cancelled, or a deposit processed, first',
    );
    expect(await pendingOf(context, 'withdrawal')).toEqual([{ count: 2, sum: 100 }]);
    // An administrator answers for the bounds.
    await request(context, admin, ann, 'withdrawal', 500);
    expect(await pendingOf(context, 'withdrawal')).toEqual([{ count: 3, sum: 600 }]);
  });

  it('are ten deposits and ten withdrawals at most, and one that leaves makes room', async () => {
    const { context, ann, agent, customer, admin } = await bookOfRequests(engine);
    const ids = [];
    for (let count = 0; count < 10; count += 1) {
      ids.push(await request(context, count % 2 ? agent : customer, ann, 'deposit'));
      await request(context, customer, ann, 'withdrawal', 1);
    }
    const full = (type: string) =>
      `Ann has 10 pending ${type}, and 10 are the most; wait until one of them is processed, or let the customer cancel one`;
    expect(await request(context, customer, ann, 'deposit')).toBe(full('deposits'));
    expect(await request(context, agent, ann, 'withdrawal', 1)).toBe(full('withdrawals'));
    await processTransactions(context, admin, { operationId: op(), ids: [ids[0] ?? ''] });
    await request(context, customer, ann, 'deposit');
    expect(await pendingOf(context, 'deposit')).toEqual([{ count: 10, sum: 100 }]);
  });

  it('do not count those of other customers', async () => {
    const { context, agentId, ann, agent } = await bookOfRequests(engine);
    const bob = await addCustomer(context, agentId, { name: 'Bob', balance: 5 });
    await request(context, agent, ann, 'withdrawal', 100);
    await request(context, agent, bob, 'withdrawal', 5);
    expect(await pendingOf(context, 'withdrawal')).toEqual([{ count: 2, sum: 105 }]);
  });

  it.each(['suspended', 'inactive'] as const)(
    'of a customer who is %s are refused; administrators still process and adjust',
    async (status) => {
      const { context, ann, agent, customer, admin } = await bookOfRequests(engine);
      const deposit = await request(context, customer, ann, 'deposit', 25);
      await query(context, 'UPDATE customers SET status = ?', status);
      const refused = `Ann is ${status}, and only active customers request deposits and withdrawals; ask an administrator to activate the customer`;
      for (const actor of [agent, customer]) {
        expect(await request(context, actor, ann, 'deposit')).toBe(refused);
        expect(await request(context, actor, ann, 'withdrawal')).toBe(refused);
      }
      await processTransactions(context, admin, { operationId: op(), ids: [deposit] });
      const adjustment = { operationId: op(), customerId: ann, amount: -5, reason: 'fee' };
      await adjustBalance(context, admin, adjustment);
      expect(await balanceOf(context, ann)).toBe(120);
      expect(await brokenInvariants(context)).toEqual([]);
    },
  );

  it('are cancelled by their customer while they are pending, and by no other', async () => {
    const { context, agentId, ann, agent, customer, admin } = await bookOfRequests(engine);
    const bob = await addCustomer(context, agentId, { name: 'Bob' });
    const other = await addLogin(context, 'customer', { customerId: bob });
    const cancel = (actor: Actor, id: string) =>
      cancelTransactions(context, actor, { operationId: op(), ids: [id] });
    const id = await request(context, customer, ann, 'withdrawal', 100);
    await expect(cancel(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancel(agent, id)).rejects.toMatchObject({ code: 'forbidden' });
    const [line] = (await cancel(customer, id)).done;
    expect(line && render(line.text, 'en')).toBe('withdrawal of 100.00 cancelled');
    await expect(cancel(customer, id)).rejects.toThrow('is already cancelled');
    const again = await request(context, customer, ann, 'withdrawal', 100);
    await processTransactions(context, admin, { operationId: op(), ids: [again] });
    await expect(cancel(customer, again)).rejects.toThrow('is already completed');
    expect(
      await query(
        context,
        `SELECT actor_user_id FROM audit_log WHERE action = 'transaction.cancelled'`,
      ),
    ).toEqual([{ actor_user_id: customer.userId }]);
    expect(await balanceOf(context, ann)).toBe(0);
  });

  it('hold their bounds among 50 that are sent at once', async () => {
    const { context, ann, agent, customer } = await bookOfRequests(engine);
    const send = (type: 'deposit' | 'withdrawal', amount: number) =>
      Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          request(context, index % 2 ? agent : customer, ann, type, amount),
        ),
      );
    const [deposits, withdrawals] = await Promise.all([
      send('deposit', 10),
      send('withdrawal', 15),
    ]);
    const count = (answers: string[]) => answers.filter((answer) => !answer.includes(' ')).length;
    expect([count(deposits), count(withdrawals)]).toEqual([10, 6]);
    expect(await pendingOf(context, 'deposit')).toEqual([{ count: 10, sum: 100 }]);
    expect(await pendingOf(context, 'withdrawal')).toEqual([{ count: 6, sum: 90 }]);
    expect(await brokenInvariants(context)).toEqual([]);
  });
});
