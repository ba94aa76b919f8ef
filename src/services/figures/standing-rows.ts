import { sql, type SQL } from 'drizzle-orm';
import { centsOf, figureScopeCondition } from './conditions.js';
import type { FigureScope } from './scope.js';

/**
 * Rows behind figures of one moment: open wagers, and the movements of a customer's account. They sum
 * forward from the first day of the book; the weekly page goes back from today instead.
 */

const effect = `CASE WHEN t.type IN ('withdrawal', 'wager') THEN -1 ELSE 1 END * ${centsOf('t.amount')}`;
const paid = `CASE t.type WHEN 'deposit' THEN 1 ELSE -1 END * ${centsOf('t.amount')}`;

/**
 * Selects wagers that were open at the moment: those open now, and those graded since, by their last
 * grading before the moment.
 */
export function openRows(scope: FigureScope, moment: string, counted: string): SQL {
  return sql`SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at,
      json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer,
      json_array('part', 'open') AS part, ${sql.raw(counted)} AS counted, 0 AS base
    FROM (SELECT id FROM wagers WHERE status IN ('pending', 'active')
        UNION SELECT wager_id FROM gradings WHERE created_at >= ${moment}) AS o
      CROSS JOIN wagers w ON w.id = o.id LEFT JOIN customers c ON c.id = w.customer_id
    WHERE w.created_at < ${moment} AND ${figureScopeCondition(scope, 'w.agent_id', '+w.customer_id')}
      AND coalesce((SELECT g.to_status FROM gradings g WHERE g.wager_id = w.id
          AND g.created_at < ${moment} ORDER BY g.wager_version DESC LIMIT 1), 'active')
        IN ('pending', 'active')`;
}

/** Selects the movements of one customer's account before the moment. */
export function ledgerRows(
  scope: FigureScope,
  figure: 'carried' | 'settled' | 'balance',
  moment: string,
): SQL {
  const isBalance = figure === 'balance';
  const transactions = sql`SELECT 'transactions' AS kind, t.id AS id,
      t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note,
      t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part,
      ${sql.raw(isBalance ? effect : paid)} AS counted, 0 AS base
    FROM transactions t LEFT JOIN customers c ON c.id = t.customer_id
    WHERE +t.status = 'completed' AND t.processed_at < ${moment}
      AND ${figureScopeCondition(scope, 'c.agent_id', 't.customer_id')}
      ${isBalance ? sql`` : sql`AND t.type IN ('deposit', 'withdrawal')`}`;
  if (isBalance) return transactions;
  return sql`${transactions} UNION ALL
    SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at,
      json_array('grading', NULL, g.to_result, g.to_status) AS note, w.customer_id AS customerId,
      c.name AS customer, json_array('part', 'results') AS part, ${sql.raw(`-${centsOf('g.win_delta')}`)} AS counted, 0 AS base
    FROM wagers w CROSS JOIN gradings g ON g.wager_id = w.id
      LEFT JOIN customers c ON c.id = w.customer_id
    WHERE g.created_at < ${moment} AND g.win_delta <> 0
      AND ${figureScopeCondition(scope, 'w.agent_id', 'w.customer_id')}`;
}

/** Selects the movements of many customers before the moment, one row a customer. */
export function standingRows(
  scope: FigureScope,
  figure: 'carried' | 'settled' | 'balance' | 'open_stakes',
  moment: string,
): SQL {
  return sql`SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at,
      json_array('sum') AS note, NULL AS customerId, NULL AS customer,
      json_array('data', a.name) AS part,
      s.counted AS counted, 0 AS base
    FROM (SELECT customerId, sum(counted) AS counted FROM (${movements(scope, figure, moment)})
        GROUP BY customerId) AS s
      CROSS JOIN customers c ON c.id = s.customerId LEFT JOIN agents a ON a.id = c.agent_id
    WHERE s.counted <> 0`;
}

function movements(
  scope: FigureScope,
  figure: 'carried' | 'settled' | 'balance' | 'open_stakes',
  moment: string,
): SQL {
  if (figure === 'open_stakes') return openRows(scope, moment, centsOf('w.amount'));
  const isBalance = figure === 'balance';
  const transactions = sql`SELECT t.customer_id AS customerId,
      ${sql.raw(isBalance ? effect : paid)} AS counted
    FROM transactions t CROSS JOIN customers c ON c.id = t.customer_id
    WHERE t.status = 'completed' AND t.processed_at < ${moment}
      AND ${figureScopeCondition(scope, 'c.agent_id', 't.customer_id')}
      ${isBalance ? sql`` : sql`AND t.type IN ('deposit', 'withdrawal')`}`;
  if (isBalance) return transactions;
  return sql`${transactions} UNION ALL
    SELECT w.customer_id AS customerId, ${sql.raw(`-${centsOf('g.win_delta')}`)} AS counted
    FROM gradings g CROSS JOIN wagers w ON w.id = g.wager_id
    WHERE g.created_at < ${moment} AND ${figureScopeCondition(scope, 'w.agent_id', 'w.customer_id')}`;
}
