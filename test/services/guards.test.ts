import { expect, it } from 'vitest';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../src/context.js';
import { commitBatch, guard } from '../../src/db/batch.js';
import { ConstraintError } from '../../src/db/errors.js';
import { createTransaction, reverseTransactions } from '../../src/services/transactions.js';
import { cancelWagers, placeWager, settleWagers, voidWagers } from '../../src/services/wagers.js';
import { addAgent, addCustomer, addLogin, openBook, query } from '../helpers/book.js';
import { describeOnEngines, type TestEngine } from '../helpers/engines.js';
import { brokenInvariants } from '../helpers/invariants.js';

/** What raw SQL may not do, however it tries: the triggers hold for every writer. */

const wager = (number: string) => `(SELECT id FROM wagers WHERE wager_number = '${number}')`;
const customer = (name: string) => `(SELECT id FROM customers WHERE name = '${name}')`;
const agent = (name: string) => `(SELECT id FROM agents WHERE name = '${name}')`;
const admin = `(SELECT id FROM users WHERE role = 'admin')`;
const pending = `(SELECT id FROM transactions WHERE status = 'pending')`;
const deposit = `(SELECT id FROM transactions WHERE reference GLOB 'ADJ-*')`;
const at = `'2026-03-04 13:00:00'`;

/** Ann of North: W-1001 active, W-1002 settled as win, W-1003 cancelled; a pending deposit. Bob is new. */
async function fullBook(engine: TestEngine): Promise<Context> {
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
  const money = { customerId: ann, type: 'deposit' as const, amount: 25 };
  await createTransaction(context, actor, { ...money, operationId: 't1' });
  await query(
    context,
    `INSERT INTO commission_rates (id, agent_id, rate, effective_from)
     VALUES ('rate', ${agent('North')}, 0.1, '2026-03-01')`,
  );
  return context;
}

const newWager = (values: Record<string, string>) => {
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

const newTransaction = (values: Record<string, string>) => {
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

const newGrading = (values: Record<string, string>) => {
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

const changed = (set: string, number = 'W-1001') =>
  `UPDATE wagers SET ${set} WHERE wager_number = '${number}'`;
const settled = `status = 'settled', result = 'win', settled_at = ${at}, version = version + 1, operation_id = 't1'`;

/** The statement and what is said of it. */
const forbidden: [statement: string, message: RegExp][] = [
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
  [`INSERT ${newTransaction({ amount: '2000000000.01' })}`, /within bounds/],
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
  [
    `INSERT INTO balance_marker VALUES (${pending})`,
    /stands only for a row whose effect is being applied/,
  ],
  // Logins.
  [`UPDATE users SET agent_id = NULL WHERE role = 'agent'`, /an agent login needs its agent/],
  [`UPDATE users SET role = 'customer' WHERE role = 'agent'`, /needs its customer/],
  [
    `INSERT INTO users (id, username, email, password_hash, role) VALUES ('x', 'x', 'x', 'x', 'customer')`,
    /a customer login needs its customer/,
  ],
  [`UPDATE users SET status = 'inactive' WHERE role = 'admin'`, /the last active admin/],
  [`UPDATE users SET role = 'agent', agent_id = ${agent('North')}`, /the last active admin/],
  // Ids and rows that others stand on.
  ...['users', 'agents', 'customers'].flatMap((table): [string, RegExp][] => [
    [`UPDATE ${table} SET id = 'other'`, /never changes/],
    [`UPDATE OR REPLACE ${table} SET rowid = rowid + 1`, /never changes/],
  ]),
  [`UPDATE commission_rates SET effective_from = '2020-01-01'`, /never change/],
  ...[
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
  ].flatMap((table): [string, RegExp][] => [
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

/** Refused too, by rules that need other rows first, or many. */
const inSequence: [statements: string[], message: RegExp][] = [
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

const tables = [
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
  'balance_marker',
  'guards',
];

async function dump(context: Context): Promise<string> {
  const rows = await Promise.all(
    tables.map((table) => query(context, `SELECT rowid AS row_number, * FROM ${table}`)),
  );
  return JSON.stringify(rows);
}

describeOnEngines('guards in the database', (engine) => {
  it(`refuse ${forbidden.length} statements of raw SQL, in words, and change nothing`, async () => {
    const context = await fullBook(engine);
    const before = await dump(context);
    const wrong: string[] = [];
    for (const [statement, message] of forbidden) {
      const answer = await query(context, statement).then(
        () => 'was done',
        (error: unknown) =>
          error instanceof ConstraintError ? error.message : `untyped: ${String(error)}`,
      );
      if (!message.test(answer)) wrong.push(`${statement}\n    ${answer}`);
    }
    expect(wrong).toEqual([]);
    expect(await dump(context)).toBe(before);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  // The triggers are the same on the other engine, where this takes long.
  it.runIf(engine.name === 'embedded')(
    'have no idle one: without any of them, something else happens',
    async () => {
      const context = await fullBook(engine);
      const triggers = await query<{ name: string; sql: string }>(
        context,
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND instr(sql, 'RAISE(ABORT') > 0
         AND name NOT IN ('trg_guards_abort')
       ORDER BY name`,
      );
      expect(triggers.length).toBeGreaterThan(60);
      const single = forbidden.map(([statement, message]): [string[], RegExp] => [
        [statement],
        message,
      ]);
      const undone = guard('undo', sql`0`);
      const answerTo = (statements: SQL[]) =>
        commitBatch(context.database, [...statements, undone]).then(
          () => 'was done',
          (error: unknown) => (error as Error).message,
        );
      const idle: string[] = [];
      for (const trigger of triggers) {
        const candidates = [...single, ...inSequence].filter(
          ([, message]) =>
            message.test(trigger.sql) ||
            (message.source === 'is already taken' && trigger.sql.includes('UNIQUE')),
        );
        let matters = false;
        for (const [statements, message] of candidates) {
          const writes = statements.map((statement) => sql.raw(statement));
          const before = await answerTo(writes);
          expect(before).toMatch(message);
          const without = await answerTo([sql.raw(`DROP TRIGGER ${trigger.name}`), ...writes]);
          matters = before !== without;
          if (matters) break;
        }
        if (!matters) idle.push(trigger.name);
      }
      expect(idle).toEqual([]);
    },
  );

  it('let through what keeps to the rules', async () => {
    const context = await fullBook(engine);
    await query(
      context,
      `UPDATE customers SET name = 'Bobby', betting_limit = 50.25 WHERE name = 'Bob'`,
    );
    await query(context, `UPDATE customers SET agent_id = ${agent('South')} WHERE name = 'Bobby'`);
    await query(context, `INSERT ${newTransaction({})}`);
    await query(context, `UPDATE agents SET commission_rate = 0.25, total_volume = total_volume`);
    await query(context, `INSERT INTO audit_log (action) VALUES ('noted')`);
    expect(await query(context, 'SELECT name, customer_count FROM agents ORDER BY name')).toEqual([
      { name: 'North', customer_count: 1 },
      { name: 'South', customer_count: 1 },
    ]);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('let derived figures be put right, and only to what the rows say', async () => {
    const context = await fullBook(engine);
    const { sql: trigger = '' } =
      (
        await query<{ sql: string }>(
          context,
          `SELECT sql FROM sqlite_schema WHERE name = 'trg_agents_volume'`,
        )
      )[0] ?? {};
    await query(context, 'DROP TRIGGER trg_agents_volume');
    await query(context, `UPDATE agents SET total_volume = 7 WHERE name = 'North'`);
    await query(context, trigger);
    const set = (volume: number) =>
      query(context, `UPDATE agents SET total_volume = ${volume} WHERE name = 'North'`);
    await expect(set(299.99)).rejects.toThrow('is the sum of the stakes of its wagers');
    await set(300);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('abort a batch whose rows are not as expected, and keep no row of it', async () => {
    const { context } = await openBook(engine);
    const note = sql`INSERT INTO audit_log (action) VALUES ('noted')`;
    await commitBatch(context.database, [note, guard('fine', sql`1 = 1`)]);
    for (const condition of [sql`1 = 2`, sql`NULL`, sql`(SELECT 1 WHERE 0)`]) {
      await expect(
        commitBatch(context.database, [note, guard('stale', condition)]),
      ).rejects.toMatchObject({ name: 'GuardError', code: 'conflict' });
    }
    expect(await query(context, 'SELECT count(*) AS count FROM audit_log')).toEqual([{ count: 1 }]);
    expect(await query(context, 'SELECT * FROM guards')).toEqual([]);
  });

  it('keep one active administrator who can sign in, whoever else there is', async () => {
    const { context, admin: first } = await openBook(engine);
    const deactivate = (id: string) =>
      query(context, `UPDATE users SET status = 'inactive' WHERE id = ?`, id);
    const second = await addLogin(context, 'admin');
    await deactivate(first.userId);
    await expect(deactivate(second.userId)).rejects.toMatchObject({
      field: 'status',
      message: 'this is the last active administrator',
    });
    await expect(
      query(context, `UPDATE users SET role = 'agent' WHERE id = ?`, second.userId),
    ).rejects.toThrow('an agent login needs its agent');
  });

  it('mark stored periods as outdated that a later change concerns', async () => {
    const { context, admin: actor, clock } = await openBook(engine, { at: '2026-03-04 12:00:00' });
    const ann = await addCustomer(context, await addAgent(context), { balance: 100 });
    const place = async (operationId: string) =>
      (
        await placeWager(context, actor, {
          operationId,
          customerId: ann,
          amount: 100,
          odds: -110,
          description: 'x',
        })
      ).done[0]?.id ?? '';
    const first = await place('p1');
    const second = await place('p2');
    clock.set('2026-03-20 12:00:00');
    const periods: [string, string, string, string][] = [
      ['daily', '2026-03-03', '2026-03-03 00:00:00', '2026-03-04 00:00:00'],
      ['daily', '2026-03-04', '2026-03-04 00:00:00', '2026-03-05 00:00:00'],
      ['daily', '2026-03-20', '2026-03-20 00:00:00', '2026-03-21 00:00:00'],
      ['weekly', '2026-03-02', '2026-03-02 00:00:00', '2026-03-09 00:00:00'],
      ['weekly', '2026-03-09', '2026-03-09 00:00:00', '2026-03-16 00:00:00'],
      ['monthly', '2026-03-01', '2026-03-01 00:00:00', '2026-04-01 00:00:00'],
    ];
    const store = async () => {
      for (const values of periods) {
        await query(
          context,
          `INSERT OR REPLACE INTO period_states
             (period, period_start, starts_at, ends_at, computed_at)
           VALUES (?, ?, ?, ?, '2026-03-20 00:00:00')`,
          ...values,
        );
      }
    };
    const outdated = async () =>
      (
        await query<{ name: string }>(
          context,
          `SELECT period || ' ' || period_start AS name FROM period_states WHERE outdated = 1
           ORDER BY name`,
        )
      ).map(({ name }) => name);
    await store();
    const settle = { operationId: 's1', ids: [first], result: 'loss' as const };
    await settleWagers(context, actor, settle);
    expect(await outdated()).toEqual(['daily 2026-03-20', 'monthly 2026-03-01']);
    await store();
    await query(context, `UPDATE period_states SET outdated = 0`);
    await voidWagers(context, actor, { operationId: 'v1', ids: [second] });
    expect(await outdated()).toEqual([
      'daily 2026-03-04',
      'daily 2026-03-20',
      'monthly 2026-03-01',
      'weekly 2026-03-02',
    ]);
    await store();
    expect(await outdated()).toEqual([]);
    const [opening] = await query<{ id: string }>(
      context,
      `SELECT id FROM transactions WHERE type = 'deposit'`,
    );
    await reverseTransactions(context, actor, { operationId: 'r1', ids: [opening?.id ?? ''] });
    expect(await outdated()).toEqual(['daily 2026-03-20', 'monthly 2026-03-01']);
  });
});
