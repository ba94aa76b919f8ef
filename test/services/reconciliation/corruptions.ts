/**
 * Corruptions of a clean book. The reconciliation has to name each one and report nothing else.
 * `pick` selects the row to corrupt; `?` in `corrupt` stands for its id.
 */
export interface Corruption {
  name: string;
  pick: string;
  corrupt: string[];
  /** Expected findings, in any order. */
  finds: { invariant: number; table: string; text: RegExp; expected?: unknown; found?: unknown }[];
}

const aCustomer = `SELECT id, name AS label FROM customers WHERE balance < -10 ORDER BY id LIMIT 1`;
const aWager = (condition: string) =>
  `SELECT id, wager_number AS label FROM wagers WHERE ${condition} ORDER BY id LIMIT 1`;
const aTransaction = (condition: string) =>
  `SELECT id, id AS label FROM transactions WHERE ${condition} ORDER BY id LIMIT 1`;
const aGrading = (condition: string) =>
  `SELECT g.id, w.wager_number AS label FROM gradings g JOIN wagers w ON w.id = g.wager_id
   WHERE ${condition} ORDER BY g.id LIMIT 1`;
/** Recomputes balances, so that one corruption breaks one invariant. */
const rebalance = `UPDATE customers SET balance = (SELECT round(coalesce(sum(
    CASE WHEN type IN ('withdrawal', 'wager') THEN -amount ELSE amount END), 0), 2)
  FROM transactions t WHERE t.customer_id = customers.id AND t.status = 'completed')`;

/** Computes the sums of open stakes again, for the corruptions of other invariants. */
export const resum = `UPDATE open_stakes SET open_cents = (
  SELECT coalesce(sum(CAST(round(amount * 100) AS INTEGER)), 0) FROM wagers
  WHERE status IN ('pending', 'active') AND CASE open_stakes.scope WHEN 'book' THEN 1
    WHEN 'agent' THEN agent_id = open_stakes.owner_id
    ELSE customer_id = open_stakes.owner_id END)`;

export const corruptions: Corruption[] = [
  {
    name: '1: a balance one cent too high',
    pick: aCustomer,
    corrupt: ['UPDATE customers SET balance = round(balance + 0.01, 2) WHERE id = ?'],
    finds: [{ invariant: 1, table: 'customers', text: /the balance is -/ }],
  },
  {
    name: '1: a balance that is empty',
    pick: aCustomer,
    corrupt: ['UPDATE customers SET balance = NULL WHERE id = ?'],
    finds: [{ invariant: 1, table: 'customers', text: /the balance is 0\.00/, found: 0 }],
  },
  {
    name: '1: a completed deposit that moved nothing',
    pick: aCustomer,
    corrupt: [
      `INSERT INTO transactions (id, type, customer_id, amount, status, processed_at)
       VALUES ('planted', 'deposit', ?, 5, 'completed', '2026-03-01 00:00:00')`,
    ],
    finds: [{ invariant: 1, table: 'customers', text: /sum to -/ }],
  },
  {
    name: '2: a win that was paid a cent short',
    pick: aWager(`result = 'win'`),
    corrupt: [
      `UPDATE transactions SET amount = round(amount - 0.01, 2) WHERE type = 'settlement'
       AND reference = (SELECT wager_number FROM wagers WHERE id = ?)`,
      rebalance,
    ],
    finds: [
      { invariant: 2, table: 'wagers', text: /settled as win: its transactions sum to/ },
      { invariant: 2, table: 'wagers', text: /its grading of .* moved/ },
    ],
  },
  {
    name: '2: a loss that was paid all the same',
    pick: aWager(`result = 'loss' AND version = 1`),
    corrupt: [
      `INSERT INTO transactions (id, type, customer_id, amount, status, reference, operation_id,
         processed_at)
       SELECT 'planted', 'settlement', customer_id, 7, 'completed', wager_number, 'other',
         settled_at FROM wagers WHERE id = ?`,
      rebalance,
    ],
    finds: [{ invariant: 2, table: 'wagers', text: /settled as loss: its transactions sum to/ }],
  },
  {
    name: '2: stake and refund of a push changed alike, so that they cancel out',
    pick: aWager(`result = 'push' AND version = 1`),
    corrupt: [
      `UPDATE transactions SET amount = amount + 5
       WHERE reference = (SELECT wager_number FROM wagers WHERE id = ?)`,
    ],
    finds: [
      { invariant: 2, table: 'wagers', text: /its stake transaction is not a completed one/ },
      { invariant: 2, table: 'wagers', text: /its grading of .* moved/ },
    ],
  },
  {
    name: '2: potential win raised after the win was paid',
    pick: aWager(`result = 'win' AND version = 1`),
    corrupt: ['UPDATE wagers SET potential_win = potential_win + 1 WHERE id = ?'],
    finds: [
      { invariant: 2, table: 'wagers', text: /settled as win: its transactions sum to/ },
      { invariant: 2, table: 'wagers', text: /its grading of/ },
      { invariant: 6, table: 'wagers', text: /says a book’s win of/ },
    ],
  },
  {
    name: '3: a wager without its stake',
    pick: aWager(`status = 'active'`),
    corrupt: [
      `DELETE FROM transactions WHERE type = 'wager'
       AND reference = (SELECT wager_number FROM wagers WHERE id = ?)`,
      rebalance,
    ],
    finds: [
      { invariant: 2, table: 'wagers', text: /its transactions sum to 0\.00/, found: 0 },
      {
        invariant: 3,
        table: 'wagers',
        text: /has 0 stake transactions instead of one/,
        expected: 1,
        found: 0,
      },
    ],
  },
  {
    name: '3: a stake taken twice',
    pick: aWager(`status = 'active'`),
    corrupt: [
      `INSERT INTO transactions (id, type, customer_id, amount, status, reference, operation_id,
         processed_at)
       SELECT 'planted', 'wager', customer_id, amount, 'completed', wager_number, 'other',
         created_at FROM wagers WHERE id = ?`,
      rebalance,
    ],
    finds: [
      { invariant: 2, table: 'wagers', text: /its transactions sum to/ },
      { invariant: 3, table: 'wagers', text: /has 2 stake transactions instead of one/, found: 2 },
    ],
  },
  {
    name: '3: a refund of no wager',
    pick: aCustomer,
    corrupt: [
      `INSERT INTO transactions (id, type, customer_id, amount, status, reference, processed_at)
       VALUES ('planted', 'refund', ?, 5, 'completed', 'W-none', '2026-03-01 00:00:00')`,
      rebalance,
    ],
    finds: [
      {
        invariant: 3,
        table: 'transactions',
        text: /^refund of 5\.00 by .*: no wager has the number W-none/,
      },
    ],
  },
  {
    name: '3: a settlement without a reference',
    pick: aCustomer,
    corrupt: [
      `INSERT INTO transactions (id, type, customer_id, amount, status, processed_at)
       VALUES ('planted', 'settlement', ?, -5, 'completed', '2026-03-01 00:00:00')`,
      rebalance,
    ],
    finds: [
      {
        invariant: 3,
        table: 'transactions',
        text: /^settlement of -5\.00 by .*: it names no wager/,
        found: null,
      },
    ],
  },
  {
    name: '3: a stake taken from another customer',
    pick: aWager(`status = 'active'`),
    corrupt: [
      `UPDATE transactions SET customer_id = (SELECT max(id) FROM customers) WHERE type = 'wager'
       AND reference = (SELECT wager_number FROM wagers WHERE id = ?)`,
      rebalance,
    ],
    finds: [{ invariant: 3, table: 'wagers', text: /has 1 transaction of another customer/ }],
  },
  {
    name: '4: a wager with another agent',
    pick: aWager(`agent_id <> (SELECT max(id) FROM agents)`),
    corrupt: [
      'UPDATE wagers SET agent_id = (SELECT max(id) FROM agents) WHERE id = ?',
      `UPDATE agents SET total_volume = (SELECT round(sum(amount), 2) FROM wagers
       WHERE agent_id = agents.id)`,
    ],
    finds: [
      { invariant: 4, table: 'wagers', text: /has the agent .*, but its customer .* belongs to/ },
    ],
  },
  {
    name: '4: a customer too many',
    pick: `SELECT id, name AS label FROM agents ORDER BY id LIMIT 1`,
    corrupt: ['UPDATE agents SET customer_count = customer_count + 1 WHERE id = ?'],
    finds: [
      {
        invariant: 4,
        table: 'agents',
        text: /the stored customer count is \d+, but the agent has \d+ customers/,
      },
    ],
  },
  {
    name: '4: a volume one cent too low',
    pick: `SELECT id, name AS label FROM agents ORDER BY id LIMIT 1`,
    corrupt: ['UPDATE agents SET total_volume = round(total_volume - 0.01, 2) WHERE id = ?'],
    finds: [
      {
        invariant: 4,
        table: 'agents',
        text: /the stored total volume is .*, but the stakes of the agent’s wagers sum/,
      },
    ],
  },
  {
    name: '4: credit in use one cent too high',
    pick: `SELECT id, name AS label FROM agents ORDER BY id LIMIT 1`,
    corrupt: [
      `UPDATE agents SET credit_used = round(credit_used + 0.01, 2),
         credit_free = round(credit_free - 0.01, 2) WHERE id = ?`,
    ],
    finds: [
      {
        invariant: 4,
        table: 'agents',
        text: /the stored credit in use is .*, but the betting limits of the agent’s customers sum/,
      },
    ],
  },
  {
    name: '5: free credit one cent too high',
    pick: `SELECT id, name AS label FROM agents WHERE credit_limit > 0 ORDER BY id LIMIT 1`,
    corrupt: ['UPDATE agents SET credit_free = round(credit_free + 0.01, 2) WHERE id = ?'],
    finds: [{ invariant: 5, table: 'agents', text: /“Credit free” does not fit/ }],
  },
  {
    name: '5: a credit limit off the cent',
    pick: `SELECT id, name AS label FROM agents ORDER BY id LIMIT 1`,
    corrupt: [
      `UPDATE agents SET credit_limit = credit_limit + 0.000001,
         credit_free = round(credit_limit - credit_used, 2) WHERE id = ?`,
    ],
    finds: [{ invariant: 5, table: 'agents', text: /“Credit limit” is not in whole cents/ }],
  },
  {
    name: '5: a balance off the cent by less than half a cent',
    pick: aCustomer,
    corrupt: ['UPDATE customers SET balance = balance + 0.000001 WHERE id = ?'],
    finds: [{ invariant: 5, table: 'customers', text: /“Balance” is not in whole cents/ }],
  },
  {
    name: '5: two deposits off the cent, which cancel each other out',
    pick: aTransaction(`type = 'deposit' AND status = 'completed' AND reference IS NULL`),
    corrupt: [
      'UPDATE transactions SET amount = amount + 0.004 WHERE id = ?',
      `UPDATE transactions SET amount = amount - 0.004 WHERE id = (SELECT max(id) FROM transactions
         WHERE type = 'deposit' AND status = 'completed' AND reference IS NULL)`,
    ],
    finds: [
      { invariant: 5, table: 'transactions', text: /“Amount” is not in whole cents \(\d+\.?\d*04/ },
      { invariant: 5, table: 'transactions', text: /“Amount” is not in whole cents \(\d+\.\d*96/ },
    ],
  },
  {
    name: '1: two balances changed so that the book’s sum is right',
    pick: aCustomer,
    corrupt: [
      'UPDATE customers SET balance = balance + 10 WHERE id = ?',
      `UPDATE customers SET balance = balance - 10 WHERE id = (SELECT max(id) FROM customers)`,
    ],
    finds: [
      { invariant: 1, table: 'customers', text: /the balance is/ },
      { invariant: 1, table: 'customers', text: /the balance is/ },
    ],
  },
  {
    name: '6: two gradings of a wager whose wins cancel each other out',
    pick: `SELECT wager_id AS id, w.wager_number AS label FROM gradings g
      JOIN wagers w ON w.id = g.wager_id GROUP BY wager_id HAVING count(*) = 2 LIMIT 1`,
    corrupt: [
      `UPDATE gradings SET win_delta = win_delta + CASE WHEN wager_version =
         (SELECT max(wager_version) FROM gradings o WHERE o.wager_id = gradings.wager_id)
         THEN 3 ELSE -3 END WHERE wager_id = ?`,
    ],
    finds: [
      { invariant: 6, table: 'wagers', text: /says a book’s win of/ },
      { invariant: 6, table: 'wagers', text: /says a book’s win of/ },
    ],
  },
  {
    name: '5: an open wager with a time of settling',
    pick: aWager(`status = 'active'`),
    corrupt: [`UPDATE wagers SET settled_at = '2026-03-01 00:00:00' WHERE id = ?`],
    finds: [{ invariant: 5, table: 'wagers', text: /“Settled at” does not fit the status/ }],
  },
  {
    name: '5: a settled wager without a result',
    pick: aWager(`result = 'loss'`),
    corrupt: ['UPDATE wagers SET result = NULL WHERE id = ?'],
    finds: [
      { invariant: 5, table: 'wagers', text: /“Result” does not fit the status \(empty\)/ },
      {
        invariant: 6,
        table: 'wagers',
        text: /is settled without a result, but its last grading says/,
      },
    ],
  },
  {
    name: '5: an open wager with a result',
    pick: aWager(`status = 'active' AND version < 2`),
    corrupt: [`UPDATE wagers SET result = 'loss' WHERE id = ?`],
    finds: [{ invariant: 5, table: 'wagers', text: /“Result” does not fit/, expected: 'nothing' }],
  },
  {
    name: '5: a timestamp that does not exist',
    pick: aWager(`status = 'active'`),
    corrupt: [`UPDATE wagers SET created_at = '2026-02-30 10:00:00' WHERE id = ?`],
    finds: [{ invariant: 5, table: 'wagers', text: /“Created at” is not a timestamp/ }],
  },
  {
    name: '5: a pending deposit that was processed',
    pick: aTransaction(`type = 'deposit' AND status = 'pending'`),
    corrupt: [`UPDATE transactions SET processed_at = created_at WHERE id = ?`],
    finds: [{ invariant: 5, table: 'transactions', text: /“Processed at” does not fit/ }],
  },
  {
    name: '5: a negative withdrawal',
    pick: aTransaction(`type = 'withdrawal' AND status IN ('failed', 'cancelled', 'pending')`),
    corrupt: ['UPDATE transactions SET amount = -amount WHERE id = ?'],
    finds: [{ invariant: 5, table: 'transactions', text: /the amount is negative/ }],
  },
  {
    name: '5: a reversal of more than its original',
    pick: aTransaction(`reference GLOB 'REV-*'`),
    corrupt: ['UPDATE transactions SET amount = amount + 1 WHERE id = ?', rebalance],
    finds: [{ invariant: 5, table: 'transactions', text: /is not the opposite of its original/ }],
  },
  {
    name: '7: a stored week that is a cent off',
    pick: `SELECT id, week_start AS label FROM weekly_stats ORDER BY week_start LIMIT 1`,
    corrupt: ['UPDATE weekly_stats SET total_win = round(total_win + 0.01, 2) WHERE id = ?'],
    finds: [
      { invariant: 7, table: 'weekly_stats', text: /^Total win, weekly from .* is stored as/ },
    ],
  },
  {
    name: '7: a stored key figure that is gone',
    pick: `SELECT id, period_start AS label FROM kpi_metrics
      WHERE metric_name = 'commission' AND period = 'weekly' ORDER BY period_start LIMIT 1`,
    corrupt: ['DELETE FROM kpi_metrics WHERE id = ?'],
    finds: [
      {
        invariant: 7,
        table: 'kpi_metrics',
        text: /^Commission, weekly from .* is not stored/,
        found: null,
      },
    ],
  },
  {
    name: '6: an accepted wager that was reopened to pending',
    pick: aWager(`result = 'win' AND version = 1`),
    corrupt: [
      `INSERT INTO gradings (id, wager_id, from_status, from_result, to_status, win_delta,
         created_at, actor_user_id, operation_id, wager_version)
       SELECT 'planted', wager_id, 'settled', 'win', 'pending', -win_delta, created_at,
         actor_user_id, 'other', 2 FROM gradings WHERE wager_id = ?`,
      `INSERT INTO transactions (id, type, customer_id, amount, status, reference, operation_id,
         processed_at)
       SELECT 'planted', 'settlement', customer_id, -round(amount + potential_win, 2), 'completed',
         wager_number, 'other', settled_at FROM wagers WHERE id = ?`,
      `UPDATE wagers SET status = 'pending', result = NULL, settled_at = NULL, version = 2
       WHERE id = ?`,
      rebalance,
    ],
    finds: [{ invariant: 6, table: 'wagers', text: /leads back to pending, .* been accepted/ }],
  },
  {
    name: '6: a reopened wager whose acceptance is gone',
    pick: `SELECT w.id, w.wager_number AS label FROM wagers w WHERE w.status = 'settled'
      AND EXISTS (SELECT 1 FROM gradings g WHERE g.wager_id = w.id AND g.to_status = 'active')
      ORDER BY w.id LIMIT 1`,
    corrupt: [
      `UPDATE gradings SET from_status = 'pending' WHERE wager_id = ? AND wager_version =
         (SELECT wager_version + 1 FROM gradings o WHERE o.wager_id = gradings.wager_id
          AND o.to_status = 'active')`,
    ],
    finds: [{ invariant: 6, table: 'wagers', text: /begins at pending, not at active/ }],
  },
  {
    name: '6: a wager that was settled without a grading',
    pick: aWager(`status = 'active' AND version < 2`),
    corrupt: [
      `UPDATE wagers SET status = 'settled', result = 'loss', settled_at = '2026-03-04 00:00:00'
       WHERE id = ?`,
    ],
    finds: [{ invariant: 6, table: 'wagers', text: /settled as loss and has no grading/ }],
  },
  {
    name: '6: a grading that is gone',
    pick: aWager(`result = 'loss' AND version = 1`),
    corrupt: ['DELETE FROM gradings WHERE wager_id = ?'],
    finds: [{ invariant: 6, table: 'wagers', text: /and has no grading/ }],
  },
  {
    name: '6: a win of the book that is a cent off',
    pick: aGrading(`g.to_result = 'loss'`),
    corrupt: ['UPDATE gradings SET win_delta = round(win_delta + 0.01, 2) WHERE id = ?'],
    finds: [{ invariant: 6, table: 'wagers', text: /says a book’s win of/ }],
  },
  {
    name: '6: a chain with a link missing',
    pick: aGrading(`g.to_status = 'active'`),
    corrupt: ['DELETE FROM gradings WHERE id = ?'],
    finds: [{ invariant: 6, table: 'wagers', text: /begins at|last grading says/ }],
  },
  {
    name: '6: settled at another time than its last grading',
    pick: aWager(`status = 'voided'`),
    corrupt: [`UPDATE wagers SET settled_at = '2026-03-01 00:00:00' WHERE id = ?`],
    finds: [{ invariant: 6, table: 'wagers', text: /was settled at/ }],
  },
  {
    name: '8: a sum of open stakes of the book that is a cent off',
    pick: `SELECT 'book' AS id, 'the book' AS label`,
    corrupt: [`UPDATE open_stakes SET open_cents = open_cents + 1 WHERE scope = ?`],
    finds: [{ invariant: 8, table: 'open_stakes', text: /open stakes of the book is .*, but/ }],
  },
  {
    name: '8: a sum of open stakes of an agent that is gone',
    pick: `SELECT a.id, a.name AS label FROM agents a JOIN open_stakes o ON o.owner_id = a.id
      WHERE o.open_cents > 0 ORDER BY a.id LIMIT 1`,
    corrupt: ['DELETE FROM open_stakes WHERE owner_id = ?'],
    finds: [{ invariant: 8, table: 'agents', text: /sum of open stakes is 0\.00, but/, found: 0 }],
  },
  {
    name: '8: a sum of open stakes of a customer who has no open wager',
    pick: `SELECT c.id, c.name AS label FROM customers c JOIN open_stakes o ON o.owner_id = c.id
      WHERE o.open_cents = 0 ORDER BY c.id LIMIT 1`,
    corrupt: ['UPDATE open_stakes SET open_cents = 500 WHERE owner_id = ?'],
    finds: [{ invariant: 8, table: 'customers', text: /is 5\.00, but .* sum to 0\.00/ }],
  },
];
