import type { Context } from '../../../src/context.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { cancelWagers, placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, addLogin, openBook, query } from '../../helpers/books/book.js';
import type { TestEngine } from '../../helpers/engines/engines.js';

/** A book whose triggers refuse raw SQL, and the SQL that names its rows. */

export const wager = (number: string) => `(SELECT id FROM wagers WHERE wager_number = '${number}')`;
export const customer = (name: string) => `(SELECT id FROM customers WHERE name = '${name}')`;
export const agent = (name: string) => `(SELECT id FROM agents WHERE name = '${name}')`;
export const admin = `(SELECT id FROM users WHERE role = 'admin')`;
export const pending = `(SELECT id FROM transactions WHERE status = 'pending')`;
export const deposit = `(SELECT id FROM transactions WHERE reference GLOB 'ADJ-*')`;
export const at = `'2026-03-04 13:00:00'`;

/**
 * Ann of North: W-1001 active, W-1002 settled as win, W-1003 cancelled, W-1004 pending; a pending
 * deposit. Bob is new.
 */
export async function fullBook(engine: TestEngine): Promise<Context> {
  const { context, admin: actor } = await openBook(engine);
  const north = await addAgent(context, { name: 'North' });
  await addAgent(context, { name: 'South' });
  const ann = await addCustomer(context, north, { name: 'Ann', balance: 500 });
  await addCustomer(context, north, { name: 'Bob' });
  await addLogin(context, 'agent', { agentId: north });
  const login = await addLogin(context, 'customer', { customerId: ann });
  const place = async (operationId: string, by = actor) => {
    const input = { operationId, customerId: ann, amount: 100, odds: -110, description: 'Bears' };
    return (await placeWager(context, by, input)).done[0]?.id ?? '';
  };
  await place('p1');
  await settleWagers(context, actor, {
    operationId: 's2',
    ids: [await place('p2')],
    result: 'win',
  });
  await cancelWagers(context, actor, { operationId: 'c3', ids: [await place('p3', login)] });
  await place('p4', login);
  const money = { customerId: ann, type: 'deposit' as const, amount: 25 };
  await createTransaction(context, actor, { ...money, operationId: 't1' });
  await query(
    context,
    `INSERT INTO commission_rates (id, agent_id, rate, effective_from)
     VALUES ('rate', ${agent('North')}, 0.1, '2026-03-01')`,
  );
  return context;
}

export const newWager = (values: Record<string, string>) => {
  const row = {
    id: `'new'`,
    wager_number: `'W-9000'`,
    customer_id: customer('Ann'),
    agent_id: agent('North'),
    amount: '100',
    description: `'x'`,
    status: `'active'`,
    odds: '-110',
    potential_win: '90.91',
    created_at: at,
    ...values,
  };
  return `INTO wagers (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};

export const newTransaction = (values: Record<string, string>) => {
  const row = {
    id: `'new'`,
    type: `'deposit'`,
    customer_id: customer('Ann'),
    amount: '50',
    status: `'completed'`,
    reference: `'ADJ-new'`,
    created_at: at,
    processed_at: at,
    ...values,
  };
  return `INTO transactions (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};

export const newGrading = (values: Record<string, string>) => {
  const row = {
    id: `'new'`,
    wager_id: wager('W-1001'),
    from_status: `'active'`,
    to_status: `'settled'`,
    to_result: `'loss'`,
    win_delta: '100',
    created_at: at,
    actor_user_id: admin,
    operation_id: `'t1'`,
    wager_version: '1',
    ...values,
  };
  return `INTO gradings (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};

export const newRule = (values: Record<string, string>) => {
  const row = {
    ...{ id: `'new'`, name: `'New'`, scope: `'book'`, greatest_stake: '500', created_at: at },
    ...values,
  };
  return `INTO limit_rules (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};

export const changedRule = (set: string) => `UPDATE limit_rules SET ${set} WHERE id = 'book'`;

export const changedSum = (set: string) => `UPDATE open_stakes SET ${set} WHERE scope = 'agent'`;

export const changed = (set: string, number = 'W-1001') =>
  `UPDATE wagers SET ${set} WHERE wager_number = '${number}'`;
export const voided = `status = 'voided', result = 'void', settled_at = ${at}, version = version + 1, operation_id = 't1'`;
export const settled = `status = 'settled', result = 'win', settled_at = ${at}, version = version + 1, operation_id = 't1'`;
