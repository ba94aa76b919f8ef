import type { Context } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/actor.js';
import type { WagerResult } from '../../../src/domain/wager.js';
import {
  adjustBalance,
  createTransaction,
  processTransactions,
  reverseTransactions,
} from '../../../src/services/transactions/transactions.js';
import {
  cancelWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import type { TestEngine } from '../engines/engines.js';
import { addAgent, addCustomer, addLogin, openBook, type Book } from './book.js';

/** A book whose tests place, grade and pay in one line each, at any time. */

export interface Desk extends Book {
  agentId: string;
  /** Moves the clock. */
  at(timestamp: string): void;
  customer(agentId?: string): Promise<string>;
  /** Places a wager (100.00 at -110 unless given) and answers its id. */
  bet(customerId: string, amount?: number, odds?: number): Promise<string>;
  /** Placed by the customer: pending. */
  ask(customerId: string, amount?: number): Promise<string>;
  settle(id: string, result: WagerResult): Promise<void>;
  regrade(id: string, result: WagerResult): Promise<void>;
  reopen(id: string): Promise<void>;
  void(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  /** A processed deposit or withdrawal; answers its id. */
  pay(customerId: string, type: 'deposit' | 'withdrawal', amount: number): Promise<string>;
  reverse(id: string): Promise<void>;
  /** Answers the id of the transaction. */
  adjust(customerId: string, amount: number): Promise<string>;
}

export async function openDesk(
  testEngine: Pick<TestEngine, 'open'>,
  options: { env?: Record<string, string>; at?: string } = {},
): Promise<Desk> {
  const book = await openBook(testEngine, options);
  const { context, admin, clock } = book;
  const agentId = await addAgent(context, { name: 'Harbor' });
  const change = (operate: Operate) => async (id: string, result?: WagerResult) => {
    await operate(context, admin, {
      operationId: context.newId(),
      ids: [id],
      reason: 'test',
      result,
    });
  };
  return {
    ...book,
    agentId,
    at: (timestamp) => clock.set(timestamp),
    customer: (agent = agentId) => addCustomer(context, agent, { limit: 100_000 }),
    bet: (customerId, amount = 100, odds = -110) => place(context, admin, customerId, amount, odds),
    ask: async (customerId, amount = 100) => {
      const login = await addLogin(context, 'customer', { customerId });
      return place(context, login, customerId, amount, -110);
    },
    settle: change(settleWagers),
    regrade: change(regradeWagers),
    reopen: change(reopenWagers),
    void: change(voidWagers),
    cancel: change(cancelWagers),
    pay: async (customerId, type, amount) => {
      const input = { operationId: context.newId(), customerId, type, amount };
      const id = firstId(await createTransaction(context, admin, input));
      await processTransactions(context, admin, { operationId: context.newId(), ids: [id] });
      return id;
    },
    reverse: change(reverseTransactions),
    adjust: async (customerId, amount) => {
      const input = { operationId: context.newId(), customerId, amount, reason: 'test' };
      return firstId(await adjustBalance(context, admin, { ...input, allowNegative: true }));
    },
  };
}

type Operate = (
  context: Context,
  actor: Actor,
  input: { operationId: string; ids: string[]; reason: string; result?: WagerResult | undefined },
) => Promise<unknown>;

async function place(
  context: Context,
  actor: Actor,
  customerId: string,
  amount: number,
  odds: number,
): Promise<string> {
  const operationId = context.newId();
  const description = 'Bears +3';
  return firstId(
    await placeWager(context, actor, { operationId, customerId, amount, odds, description }),
  );
}

function firstId({ done }: { done: { id: string }[] }): string {
  const [first] = done;
  if (!first) throw new Error('nothing was done');
  return first.id;
}
