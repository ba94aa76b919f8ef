import type { Context } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/actor.js';
import {
  addAgent,
  addCustomer,
  addLogin,
  openBook,
  query,
  type Book,
} from '../../helpers/books/book.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { creditFloors, openPanel, type CreditWorld } from './random-credit.js';

/** The small book of random sequences, and the names of their counts. */

/** Least counts in 200 sequences: of each operation done, and of each refused. */
export const floors = {
  place: 200,
  accept: 15,
  settle: 80,
  void: 16,
  cancel: 20,
  regrade: 20,
  reopen: 30,
  create: 120,
  process: 19,
  fail: 15,
  cancelTransaction: 15,
  reverse: 19,
  adjust: 25,
  run: 25,
  undo: 6,
  rule: 60,
  passedLimit: 20,
  refusedByLimit: 60,
  refusedByStart: 20,
  refused: 500,
  placeRefused: 200,
  acceptRefused: 15,
  settleRefused: 30,
  voidRefused: 10,
  cancelRefused: 10,
  regradeRefused: 10,
  reopenRefused: 6,
  createRefused: 15,
  processRefused: 10,
  failRefused: 6,
  cancelTransactionRefused: 6,
  reverseRefused: 6,
  adjustRefused: 10,
  repeated: 60,
  survivedFault: 300,
  ...creditFloors,
};
export type Counted = keyof typeof floors;

export interface World extends Book, CreditWorld {
  customers: { id: string; agentId: string; login: Actor; agentLogin: Actor }[];
  close: () => Promise<void>;
}

export async function createWorld(engine: TestEngine): Promise<World> {
  const book = await openBook(engine);
  const { context } = book;
  const customers: World['customers'] = [];
  for (const limit of [2000, 5000, 1000.5]) {
    const agentId = await addAgent(context);
    await query(context, 'UPDATE agents SET credit_limit = 10000 WHERE id = ?', agentId);
    const id = await addCustomer(context, agentId, { limit });
    const login = await addLogin(context, 'customer', { customerId: id });
    customers.push({
      id,
      agentId,
      login,
      agentLogin: await addLogin(context, 'agent', { agentId }),
    });
  }
  const panel = await openPanel(context);
  return { ...book, customers, panel, close: () => book.engine.close() };
}

/** Finds wagers of customers that were graded or paid before anybody accepted them. */
export async function paidUnaccepted(context: Context): Promise<string[]> {
  const rows = await query<{ text: string }>(
    context,
    `SELECT w.wager_number || ' ' || g.to_status AS text
     FROM audit_log placed JOIN wagers w ON w.id = placed.record_id
     JOIN gradings g ON g.wager_id = w.id AND g.to_status IN ('settled', 'voided')
     WHERE placed.action = 'wager.placed' AND placed.after ->> '$.status' = 'pending'
       AND NOT EXISTS (SELECT 1 FROM audit_log accepted JOIN audit_log graded
         ON graded.record_id = w.id AND graded.operation_id = g.operation_id
         WHERE accepted.record_id = w.id AND accepted.action = 'wager.accepted'
           AND accepted.seq < graded.seq)`,
  );
  return rows.map(({ text }) => text);
}

/** Finds wrong profits by fractions: stake x odds, to the nearest cent, half up. */
export async function wrongProfits(context: Context): Promise<string[]> {
  const rows = await query<{ amount: number; odds: number; potential_win: number }>(
    context,
    'SELECT amount, odds, potential_win FROM wagers',
  );
  return rows.flatMap(({ amount, odds, potential_win }) => {
    const [over, under] = odds > 0 ? [odds, 100] : [100, -odds];
    const stake = Math.round(amount * 100);
    const cents = Math.floor((2 * stake * over + under) / (2 * under));
    return cents === Math.round(potential_win * 100)
      ? []
      : `${amount} at ${odds}: ${potential_win}`;
  });
}
