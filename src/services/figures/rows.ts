import { sql, type SQL } from 'drizzle-orm';
import type { FigureName } from '../../domain/figure-definitions.js';
import { centsOf, figureScopeCondition, figureSpanCondition } from './conditions.js';
import type { FigureScope, FigureSpan } from './scope.js';
import { ledgerRows, openRows, standingRows } from './standing-rows.js';

/**
 * The rows behind a figure, each with its part of it (`counted`): one SELECT a figure, whose sum is
 * the figure. These formulas are apart from the sums of `stats`, so that one proves the other.
 */

/**
 * A row behind a figure as SQL reads it: `part` groups rows, `kind` and `id` name the record that it
 * leads to.
 */
export interface FigureRow {
  kind: 'wagers' | 'transactions' | 'customers' | 'agents';
  id: string;
  /** Name or description; null for a transaction without one. */
  label: string | null;
  at: string | null;
  /** JSON of a `FigureFact`, as `part` is. */
  note: string;
  customerId: string | null;
  customer: string | null;
  part: string;
  counted: number;
  base: number;
}

/** A customer is near the limit from this part of it on, in percent. */
export const NEAR_LIMIT_PERCENT = 80;

/** Selects the rows behind a figure. Formulas: money.md, "Figures". */
export function selectFigureRows(figure: FigureName, scope: FigureScope, span: FigureSpan): SQL {
  switch (figure) {
    case 'handle':
    case 'average_stake':
      return placedRows(scope, span, centsOf('w.amount'), true);
    case 'volume':
      return placedRows(scope, span, centsOf('w.amount'), false);
    case 'bets':
      return placedRows(scope, span, '1', true);
    case 'gross_win':
    case 'hold_percent':
    case 'commission':
      return gradedRows(scope, span, '');
    case 'net':
      return gradedRows(scope, span, '-');
    case 'active_customers':
      return activeCustomerRows(scope, span);
    case 'new_customers':
      return newCustomerRows(scope, span);
    case 'deposits':
      return cashRows(scope, span, payment('deposit', 'withdrawal'));
    case 'withdrawals':
      return cashRows(scope, span, payment('withdrawal', 'deposit'));
    case 'net_cash':
      return cashRows(
        scope,
        span,
        `${payment('deposit', 'withdrawal')} - ${payment('withdrawal', 'deposit')}`,
      );
    case 'payments':
      return cashRows(
        scope,
        span,
        `CASE t.type WHEN 'deposit' THEN 1 ELSE -1 END * ${centsOf('t.amount')}`,
      );
    case 'open_liability':
      return openRows(scope, span.endsAt, centsOf('w.potential_win'));
    case 'open_stakes':
      return scope.customer
        ? openRows(scope, span.endsAt, centsOf('w.amount'))
        : standingRows(scope, figure, span.endsAt);
    case 'carried':
    case 'settled':
    case 'balance': {
      const before = figure === 'carried' ? span.startsAt : span.endsAt;
      return scope.customer
        ? ledgerRows(scope, figure, before)
        : standingRows(scope, figure, before);
    }
    case 'near_limit':
      return nearLimitRows(scope);
  }
}

/** Selects the wagers placed in the span; `isHandle` leaves out cancelled and voided ones. */
export function placedRows(
  scope: FigureScope,
  span: FigureSpan,
  counted: string,
  isHandle: boolean,
): SQL {
  return sql`SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at,
      json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId,
      c.name AS customer, json_array('wager', w.status, NULL) AS part, ${sql.raw(counted)} AS counted, 1 AS base
    FROM wagers w LEFT JOIN customers c ON c.id = w.customer_id
    WHERE ${figureSpanCondition(scope, 'w.created_at', span)} AND ${figureScopeCondition(scope, 'w.agent_id', 'w.customer_id')}
      ${isHandle ? sql`AND w.status NOT IN ('cancelled', 'voided')` : sql``}`;
}

const graded = `json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status)`;

/** @param sign '-' for the customers' side */
function gradedRows(scope: FigureScope, span: FigureSpan, sign: '' | '-'): SQL {
  const from = scope.customer
    ? sql`wagers w CROSS JOIN gradings g ON g.wager_id = w.id`
    : sql`gradings g CROSS JOIN wagers w ON w.id = g.wager_id`;
  return sql`SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at,
      ${sql.raw(graded)} AS note, w.customer_id AS customerId, c.name AS customer,
      ${sql.raw(graded)} AS part, ${sql.raw(`${sign}${centsOf('g.win_delta')}`)} AS counted,
      CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1 FROM gradings e
          WHERE e.wager_id = g.wager_id AND e.to_status = 'settled'
            AND e.wager_version < g.wager_version)
        THEN ${sql.raw(centsOf('w.amount'))} ELSE 0 END AS base
    FROM ${from} LEFT JOIN customers c ON c.id = w.customer_id
    WHERE ${figureSpanCondition(scope, 'g.created_at', span)}
      AND ${figureScopeCondition(scope, 'w.agent_id', 'w.customer_id')}`;
}

function activeCustomerRows(scope: FigureScope, span: FigureSpan): SQL {
  return sql`SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at,
      json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer,
      json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
    FROM (${placedRows(scope, span, '1', true)}) r GROUP BY r.customerId`;
}

function newCustomerRows(scope: FigureScope, span: FigureSpan): SQL {
  return sql`SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at,
      json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer,
      json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
    FROM customers c
    WHERE ${figureSpanCondition(scope, 'c.created_at', span)} AND ${figureScopeCondition(scope, 'c.agent_id', 'c.id')}`;
}

const isNoCorrection = (table: string) =>
  `coalesce(${table}.reference, '') NOT GLOB 'ADJ-*' AND coalesce(${table}.reference, '') NOT GLOB 'REV-*'`;

/** Cents of a payment, or minus those of one that it reverses; adjustments are no payments. */
function payment(type: string, opposite: string): string {
  return `CASE WHEN t.type = '${type}' AND ${isNoCorrection('t')} THEN ${centsOf('t.amount')}
    WHEN t.type = '${opposite}' AND o.type = '${type}' AND ${isNoCorrection('o')}
      THEN -${centsOf('t.amount')} ELSE 0 END`;
}

function cashRows(scope: FigureScope, span: FigureSpan, counted: string): SQL {
  const paymentKind = `json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment'
    WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END)`;
  return sql`SELECT * FROM (SELECT 'transactions' AS kind, t.id AS id,
      t.description AS label, t.processed_at AS at,
      ${sql.raw(paymentKind)} AS note, t.customer_id AS customerId, c.name AS customer,
      ${sql.raw(paymentKind)} AS part, ${sql.raw(counted)} AS counted, 0 AS base
    FROM transactions t LEFT JOIN customers c ON c.id = t.customer_id
      LEFT JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
    WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
      AND ${figureSpanCondition(scope, 't.processed_at', span)}
      AND ${figureScopeCondition(scope, 'c.agent_id', 't.customer_id')}) WHERE counted <> 0`;
}

function nearLimitRows(scope: FigureScope): SQL {
  return sql`SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at,
      json_array('debt', ${sql.raw(centsOf('-c.balance'))}, ${sql.raw(centsOf('c.betting_limit'))})
        AS note,
      NULL AS customerId, NULL AS customer,
      json_array('part', iif(-c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit'))
        AS part,
      1 AS counted, ${sql.raw(centsOf('-c.balance'))} AS base
    FROM customers c WHERE c.balance < 0 AND ${figureScopeCondition(scope, 'c.agent_id', 'c.id')}
      AND round(-c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ${NEAR_LIMIT_PERCENT})`;
}
