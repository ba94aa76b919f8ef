import {
  wager,
  customer,
  agent,
  pending,
  deposit,
  at,
  newWager,
  newTransaction,
  newGrading,
  changed,
  settled,
  voided,
} from './guard-rows.js';

import { forbiddenLimits } from './guard-limits.js';

/** Forbidden writes of raw SQL: one flat table, as long as the list of rules. */

/** Tables that never lose a row. */
export const keptTables = [
  'users',
  'agents',
  'customers',
  'wagers',
  'transactions',
  'gradings',
  'operations',
  'audit_log',
  'activities',
  'commission_rates',
  'limit_rules',
  'open_stakes',
];

/** Each write with its refusal. */
export const forbidden: [write: string, message: RegExp][] = [
  ...forbiddenLimits,
  // Wagers: how they begin.
  [`INSERT ${newWager({ status: `'settled'` })}`, /a new wager is pending or active/],
  [`INSERT ${newWager({ result: `'win'` })}`, /a new wager is pending or active/],
  [`INSERT ${newWager({ settled_at: at })}`, /a new wager is pending or active/],
  [`INSERT ${newWager({ version: '3' })}`, /a new wager is pending or active/],
  [`INSERT ${newWager({ amount: '100.001' })}`, /is whole cents between 0.01 and/],
  [`INSERT ${newWager({ amount: '-5' })}`, /is whole cents between 0.01 and/],
  [`INSERT ${newWager({ amount: '1000000000.01' })}`, /is whole cents between 0.01 and/],
  [`INSERT ${newWager({ amount: '9e999' })}`, /is whole cents between 0.01 and/],
  [`INSERT ${newWager({ amount: `'ten'` })}`, /is whole cents between 0.01 and/],
  [`INSERT ${newWager({ potential_win: '90.909' })}`, /is whole cents between 0 and/],
  [`INSERT ${newWager({ potential_win: 'NULL' })}`, /is whole cents between 0 and/],
  [`INSERT ${newWager({ odds: 'NULL' })}`, /are American odds or decimal odds/],
  [`INSERT ${newWager({ odds: '-50' })}`, /are American odds or decimal odds/],
  [`INSERT ${newWager({ agent_id: agent('South') })}`, /is the agent of the customer/],
  [`INSERT ${newWager({ customer_id: `'nobody'` })}`, /is the agent of the customer/],
  [`INSERT ${newWager({ created_at: `'yesterday'` })}`, /is a time like/],
  // Wagers: what never changes.
  [changed(`amount = 200`), /never change/],
  [changed(`customer_id = ${customer('Bob')}`), /never change/],
  [changed(`agent_id = ${agent('South')}`), /never change/],
  [changed(`wager_number = 'W-7'`), /never change/],
  [changed(`odds = 200`), /never change/],
  [changed(`potential_win = 1000`), /never change/],
  [changed(`created_at = '2020-01-01 00:00:00'`), /never change/],
  [changed(`id = 'other'`), /never change/],
  [changed(`rowid = 99`), /never change/],
  [`UPDATE OR REPLACE wagers SET rowid = 2 WHERE wager_number = 'W-1001'`, /never change/],
  [`UPDATE OR REPLACE wagers SET wager_number = 'W-1002' WHERE rowid = 1`, /never change/],
  // Wagers: where they may go.
  [changed(`status = 'pending'`), /cannot go from its status and result to these/],
  [changed(`status = 'cancelled'`), /cannot go from its status and result to these/],
  [changed(`status = 'settled'`), /cannot go from its status and result to these/],
  [changed(`result = 'win'`), /cannot go from its status and result to these/],
  [changed(`status = 'voided', result = 'win'`), /cannot go from its status and result/],
  [changed(`status = 'active'`, 'W-1003'), /cannot go from its status and result to these/],
  [changed(`status = 'pending', result = NULL`, 'W-1002'), /cannot go from its status/],
  [`UPDATE OR IGNORE wagers SET status = 'pending'`, /cannot go from its status and result/],
  [changed(`status = 'settled', result = 'win'`), /is the time of the latest grading/],
  [changed(`settled_at = ${at}`), /is the time of the latest grading/],
  [changed(`settled_at = ${at}`, 'W-1002'), /is the time of the latest grading/],
  [changed(`settled_at = NULL`, 'W-1002'), /is the time of the latest grading/],
  [changed(settled.replace('version + 1', 'version')), /grows by one with each change/],
  [changed(settled.replace(`'t1'`, 'NULL')), /grows by one with each change/],
  [changed(`version = version - 1`, 'W-1002'), /grows by one with each change/],
  [changed(settled), /changes only with its grading/],
  [
    changed(
      `status = 'active', result = NULL, settled_at = NULL, version = version + 1, operation_id = 's2'`,
      'W-1002',
    ),
    /changes only with its grading/,
  ],
  // Wagers: no payment before acceptance.
  [changed(settled, 'W-1004'), /a pending wager waits for acceptance: accept or cancel it/],
  [changed(settled.replace('win', 'loss'), 'W-1004'), /a pending wager waits for acceptance/],
  [changed(voided, 'W-1004'), /a pending wager waits for acceptance/],
  [changed(`result = 'win'`, 'W-1004'), /cannot go from its status and result to these/],
  [changed(`status = 'pending', result = NULL, settled_at = NULL`, 'W-1002'), /cannot go from/],
  // Transactions: how they begin.
  [`INSERT ${newTransaction({ status: `'failed'` })}`, /a new transaction is a pending/],
  [`INSERT ${newTransaction({ processed_at: 'NULL' })}`, /a new transaction is a pending/],
  [`INSERT ${newTransaction({ reference: 'NULL' })}`, /a new transaction is a pending/],
  [`INSERT ${newTransaction({ status: `'pending'` })}`, /a new transaction is a pending/],
  [
    `INSERT ${newTransaction({ status: `'pending'`, processed_at: 'NULL' })}`,
    /a new transaction is a pending/,
  ],
  [
    `INSERT ${newTransaction({ type: `'refund'`, status: `'pending'`, processed_at: 'NULL', reference: 'NULL' })}`,
    /a new transaction is a pending/,
  ],
  [`INSERT ${newTransaction({ amount: '0.001' })}`, /is whole cents, positive/],
  [`INSERT ${newTransaction({ amount: '-50' })}`, /is whole cents, positive/],
  [`INSERT ${newTransaction({ amount: '0' })}`, /is whole cents, positive/],
  [`INSERT ${newTransaction({ amount: `'ten'` })}`, /is whole cents, positive/],
  [`INSERT ${newTransaction({ amount: '2000000000.01' })}`, /at most 2,000,000,000\.00/],
  [`INSERT ${newTransaction({ processed_at: `'now'` })}`, /times look like/],
  [`INSERT ${newTransaction({ reference: `'W-1001'` })}`, /names an adjustment/],
  [`INSERT ${newTransaction({ reference: `'REV-nothing'` })}`, /names an adjustment/],
  [
    `INSERT ${newTransaction({ type: `'withdrawal'`, amount: '499', reference: `'REV-' || ${deposit}` })}`,
    /names an adjustment/,
  ],
  [
    `INSERT ${newTransaction({ amount: '500', reference: `'REV-' || ${deposit}` })}`,
    /names an adjustment/,
  ],
  [
    `INSERT ${newTransaction({ type: `'withdrawal'`, amount: '25', reference: `'REV-' || ${pending}` })}`,
    /names an adjustment/,
  ],
  [
    `INSERT ${newTransaction({ type: `'settlement'`, reference: `'W-1001'` })}`,
    /belong to a wager of the customer and its grading/,
  ],
  [
    `INSERT ${newTransaction({ type: `'refund'`, reference: `'W-1002'`, operation_id: `'s2'` })}`,
    /belong to a wager of the customer and its grading/,
  ],
  [
    `INSERT ${newTransaction({ type: `'wager'`, reference: `'W-5'` })}`,
    /belong to a wager of the customer and its grading/,
  ],
  [
    `INSERT ${newTransaction({ type: `'wager'`, reference: `'W-1001'`, amount: '100' })}`,
    /is already taken/,
  ],
  // Transactions: what never changes, and where they may go.
  [`UPDATE transactions SET amount = 1 WHERE id = ${pending}`, /never change/],
  [`UPDATE transactions SET amount = 1 WHERE id = ${deposit}`, /never change/],
  [`UPDATE transactions SET type = 'withdrawal' WHERE id = ${pending}`, /never change/],
  [`UPDATE transactions SET customer_id = ${customer('Bob')} WHERE id = ${pending}`, /never/],
  [`UPDATE transactions SET reference = 'W-1001' WHERE id = ${pending}`, /never change/],
  [`UPDATE transactions SET created_at = ${at} WHERE id = ${pending}`, /never change/],
  [`UPDATE OR REPLACE transactions SET rowid = 1 WHERE id = ${pending}`, /never change/],
  [`UPDATE transactions SET status = 'pending' WHERE id = ${deposit}`, /only a pending/],
  [`UPDATE transactions SET status = 'cancelled' WHERE id = ${deposit}`, /only a pending/],
  [`UPDATE transactions SET status = 'completed' WHERE id = ${pending}`, /only a pending/],
  [`UPDATE transactions SET processed_at = ${at} WHERE id = ${deposit}`, /only a pending/],
  [
    `UPDATE transactions SET status = 'completed', processed_at = ${at} WHERE id = ${pending}`,
    /grows by one with each change of a transaction/,
  ],
  // Gradings, and the paths around them.
  [`INSERT ${newGrading({ from_status: `'pending'` })}`, /leads from the present state/],
  [`INSERT ${newGrading({ wager_version: '2' })}`, /leads from the present state/],
  ...[
    { from_status: `'pending'`, wager_id: wager('W-1004') },
    {
      from_status: `'pending'`,
      wager_id: wager('W-1004'),
      to_result: `'win'`,
      win_delta: '-90.91',
    },
    {
      from_status: `'pending'`,
      wager_id: wager('W-1004'),
      to_status: `'voided'`,
      to_result: `'void'`,
    },
    {
      from_status: `'pending'`,
      wager_id: wager('W-1004'),
      to_status: `'active'`,
      to_result: 'NULL',
    },
    {
      from_status: `'settled'`,
      wager_id: wager('W-1002'),
      to_status: `'pending'`,
      to_result: 'NULL',
    },
    { to_status: `'pending'`, to_result: 'NULL' },
    { to_status: `'active'`, to_result: 'NULL' },
    { to_status: `'cancelled'`, to_result: 'NULL' },
    { from_status: `'cancelled'`, wager_id: wager('W-1003') },
  ].map((values): [string, RegExp] => [
    `INSERT ${newGrading(values)}`,
    /only an accepted wager is settled, voided or regraded/,
  ]),
  [`INSERT ${newGrading({ win_delta: '99' })}`, /carries the change of the win/],
  [`INSERT ${newGrading({ operation_id: `'unknown'` })}`, /belongs to a recorded operation/],
  [`INSERT ${newGrading({ created_at: `'x'` })}`, /is a time like/],
  [`UPDATE gradings SET win_delta = 0`, /a grading never changes/],
  [`UPDATE operations SET result = '{}'`, /never changes/],
  [`UPDATE audit_log SET action = 'nothing'`, /the audit trail never changes/],
  [`UPDATE activities SET action = 'nothing'`, /an activity never changes/],
  [`INSERT INTO audit_log (seq, action) SELECT max(seq) - 1, 'x' FROM audit_log`, /already taken/],
  [`INSERT INTO audit_log (seq, action) VALUES (-5, 'x')`, /only grows at its end/],
  // Balances and the figures that follow from rows.
  [`UPDATE customers SET balance = 1000000`, /moves only by a completed transaction/],
  [`UPDATE customers SET balance = NULL`, /moves only by a completed transaction/],
  [`UPDATE OR IGNORE customers SET balance = balance + 1`, /moves only by a completed/],
  [
    `INSERT INTO customers (id, agent_id, name, email, balance) VALUES ('x', ${agent('North')}, 'X', 'x@x', 5)`,
    /a new customer starts at 0/,
  ],
  [
    `INSERT INTO customers (id, agent_id, name, email, balance) VALUES ('x', ${agent('North')}, 'X', 'x@x', NULL)`,
    /a new customer starts at 0/,
  ],
  [
    `INSERT INTO customers (id, agent_id, name, email, betting_limit) VALUES ('x', ${agent('North')}, 'X', 'x@x', NULL)`,
    /is whole cents between 0 and/,
  ],
  [`UPDATE customers SET betting_limit = -1`, /is whole cents between 0 and/],
  [`UPDATE customers SET betting_limit = 10.005`, /is whole cents between 0 and/],
  [`UPDATE customers SET betting_limit = 'abc'`, /is whole cents between 0 and/],
  [`UPDATE customers SET betting_limit = NULL`, /is whole cents between 0 and/],
  [`UPDATE customers SET agent_id = ${agent('South')} WHERE name = 'Ann'`, /is fixed once/],
  [`UPDATE customers SET version = -1`, /only grows/],
  [`UPDATE agents SET total_volume = 5`, /is the sum of the stakes of its wagers/],
  [`UPDATE agents SET customer_count = 7`, /is the number of its customers/],
  [
    `INSERT INTO customers (id, agent_id, name, email, betting_limit)
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
     SELECT 'x' || i, ${agent('South')}, 'X', 'x' || i || '@x', 1000000000 FROM n`,
    /of an agent would pass/,
  ],
  [`UPDATE agents SET credit_free = 5`, /is the credit limit less the credit used/],
  [`UPDATE agents SET credit_used = 5`, /is the sum of the limits of its customers/],
  [
    `INSERT INTO agents (id, name, code, credit_used) VALUES ('x', 'X', 'X', 5)`,
    /starts at 0 and follows the limits/,
  ],
  [`UPDATE agents SET credit_limit = 10.005`, /is whole cents between 0 and/],
  [`UPDATE agents SET credit_limit = -1`, /is whole cents between 0 and/],
  [`UPDATE agents SET credit_limit = 'lots'`, /is whole cents between 0 and/],
  [
    `INSERT INTO agents (id, name, code, credit_limit) VALUES ('x', 'X', 'X', 1000000000.01)`,
    /is whole cents between 0 and/,
  ],
  [
    `INSERT INTO agents (id, name, code, total_volume) VALUES ('x', 'X', 'X', 5)`,
    /start at 0 and follow/,
  ],
  [
    `INSERT INTO agents (id, name, code, commission_rate) VALUES ('x', 'X', 'X', 2)`,
    /is a share between 0 and 1/,
  ],
  [`UPDATE agents SET commission_rate = 1.5`, /is a share between 0 and 1/],
  [`UPDATE agents SET commission_rate = 'lots'`, /is a share between 0 and 1/],
  [`INSERT INTO balance_marker VALUES ('anything')`, /whose effect is being applied/],
  [`INSERT INTO balance_marker VALUES (${pending})`, /a row whose effect is being applied/],
  // Logins.
  [`UPDATE users SET agent_id = NULL WHERE role = 'agent'`, /an agent login needs its agent/],
  [`UPDATE users SET role = 'customer' WHERE role = 'agent'`, /needs its customer/],
  [
    `INSERT INTO users (id, username, email, password_hash, role) VALUES ('x', 'x', 'x', 'x', 'customer')`,
    /a customer login needs its customer/,
  ],
  [`UPDATE users SET status = 'inactive' WHERE role = 'admin'`, /the last active admin/],
  [`UPDATE users SET role = 'agent', agent_id = ${agent('North')}`, /the last active admin/],
  // Ids and rows that other rows refer to.
  ...['users', 'agents', 'customers'].flatMap((table): [string, RegExp][] => [
    [`UPDATE ${table} SET id = 'other'`, /never changes/],
    [`UPDATE OR REPLACE ${table} SET rowid = rowid + 1`, /never changes/],
  ]),
  [`UPDATE commission_rates SET effective_from = '2020-01-01'`, /never change/],
  ...keptTables.flatMap((table): [string, RegExp][] => [
    [`DELETE FROM ${table}`, /instead|never deleted/],
    [`REPLACE INTO ${table} SELECT * FROM ${table}`, /is already taken/],
    [`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} LIMIT 1`, /is already taken/],
  ]),
  // REPLACE by another key than the id.
  [`REPLACE ${newWager({ wager_number: `'W-1001'` })}`, /is already taken/],
  [`REPLACE ${newWager({ rowid: '1' })}`, /is already taken/],
  [`REPLACE ${newTransaction({ rowid: '1' })}`, /is already taken/],
  [
    `REPLACE ${newTransaction({ type: `'wager'`, amount: '100', reference: `'W-1001'` })}`,
    /is already taken/,
  ],
  [
    `REPLACE ${newGrading({ wager_id: wager('W-1002'), operation_id: `'s2'` })}`,
    /is already taken/,
  ],
  [
    `REPLACE INTO customers (id, agent_id, name, email) SELECT 'x', agent_id, 'X', email FROM customers`,
    /is already taken/,
  ],
  [
    `REPLACE INTO users (id, username, email, password_hash, role) SELECT 'x', username, 'x', 'x', 'admin' FROM users`,
    /is already taken/,
  ],
  [`REPLACE INTO agents (id, name, code) SELECT 'x', 'X', code FROM agents`, /is already taken/],
  [
    `UPDATE OR REPLACE customers SET email = (SELECT email FROM customers WHERE name = 'Ann') WHERE name = 'Bob'`,
    /is already taken/,
  ],
  [`UPDATE OR REPLACE users SET username = 'same'`, /is already taken/],
  [`UPDATE OR REPLACE agents SET code = 'same'`, /is already taken/],
];

/** Writes that are refused only after others, or together with others. */
export const inSequence: [writes: string[], message: RegExp][] = [
  [
    [`INSERT ${newGrading({ to_result: `'win'`, win_delta: '-90.91' })}`, changed(settled)],
    /changes only with its payment/,
  ],
  [
    [
      `INSERT INTO transactions (id, type, customer_id, amount, status, reference, created_at, processed_at)
       WITH RECURSIVE times (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < 1000)
       SELECT 'large-' || n, 'deposit', ${customer('Ann')}, 1000000000, 'completed', 'ADJ-' || n, ${at}, ${at}
       FROM times`,
    ],
    /would pass 1,000,000,000,000.00/,
  ],
];
