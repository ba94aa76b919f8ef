import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import type { WagerResult, WagerStatus } from '../../domain/wager.js';
import { message, Person } from '../../messages/message.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';
import { sayPerson } from './row-names.js';
import { cents, effect, payout } from './sql.js';
import { sayState } from './states.js';

/** Invariants 2, 3 and 4 of docs/money.md for a range of wagers. */

interface WagerRow {
  id: string;
  number: string;
  status: WagerStatus;
  result: WagerResult | null;
}

interface MoneyRow extends WagerRow {
  stake: number;
  expected: number;
  found: number;
  placements: number;
  rightPlacements: number;
  ofOthers: number;
}

const wagerColumns = sql`w.id, w.wager_number AS number, w.status, w.result`;

/** Checks the sum and the number of the transactions with a wager's reference: invariants 2 and 3. */
export async function checkWagerMoney(
  context: Context,
  range: KeyRange,
  findings: Findings,
): Promise<void> {
  findings.looked(2, range.count);
  findings.looked(3, range.count);
  const rows = await context.longDb.all<MoneyRow>(sql`SELECT ${wagerColumns},
      ${cents(sql`w.amount`)} AS stake,
      ${payout(sql`w.status`, sql`w.result`)} - ${cents(sql`w.amount`)} AS expected,
      coalesce(sum(${effect}), 0) AS found,
      count(t.id) FILTER (WHERE t.type = 'wager') AS placements,
      count(t.id) FILTER (WHERE t.type = 'wager' AND t.status = 'completed'
        AND ${cents(sql`t.amount`)} = ${cents(sql`w.amount`)}) AS rightPlacements,
      count(t.id) FILTER (WHERE t.customer_id <> w.customer_id) AS ofOthers
    FROM wagers w LEFT JOIN transactions t ON t.reference = w.wager_number
    WHERE ${range.of(sql`w.id`)} GROUP BY w.id
    HAVING expected <> found OR placements <> 1 OR rightPlacements <> placements OR ofOthers > 0
    ORDER BY w.id`);
  for (const row of rows) reportMoney(row, findings);
}

function reportMoney(row: MoneyRow, findings: Findings): void {
  const { id, number, stake, expected, found, placements, rightPlacements, ofOthers } = row;
  const wager = { table: 'wagers', id, label: number };
  if (expected !== found) {
    findings.broken(2, {
      ...wager,
      expected: toDollars(expected),
      found: toDollars(found),
      text: message('reconciliation.wrong_money', {
        wager: number,
        state: sayState(row),
        found,
        expected,
      }),
    });
  } else if (placements === 1 && rightPlacements === 0) {
    findings.broken(2, {
      ...wager,
      expected: toDollars(stake),
      found: null,
      text: message('reconciliation.wrong_stake', { wager: number, stake }),
    });
  }
  if (placements !== 1) {
    findings.broken(3, {
      ...wager,
      expected: 1,
      found: placements,
      text: message('reconciliation.stake_count', { wager: number, count: placements }),
    });
  }
  if (ofOthers > 0) {
    findings.broken(3, {
      ...wager,
      expected: 0,
      found: ofOthers,
      text: message('reconciliation.of_another_customer', { wager: number, count: ofOthers }),
    });
  }
}

/** Checks invariant 2 grading by grading, so that two wrong amounts cannot cancel each other out. */
export async function checkGradingMoney(
  context: Context,
  range: KeyRange,
  findings: Findings,
): Promise<void> {
  const rows = await context.longDb.all<WagerRow & { expected: number; found: number; at: string }>(
    sql`SELECT ${wagerColumns}, g.created_at AS at,
        ${payout(sql`g.to_status`, sql`g.to_result`)}
          - (${payout(sql`g.from_status`, sql`g.from_result`)}) AS expected,
        coalesce(sum(${effect}), 0) AS found
      FROM wagers w CROSS JOIN gradings g ON g.wager_id = w.id
        LEFT JOIN transactions t ON t.reference = w.wager_number
          AND +t.operation_id = g.operation_id AND t.type IN ('settlement', 'refund')
      WHERE ${range.of(sql`w.id`)} AND NOT EXISTS (
        SELECT 1 FROM transactions u WHERE u.reference = w.wager_number
          AND +u.operation_id IS NULL)
      GROUP BY g.id HAVING expected <> found ORDER BY w.id, g.wager_version`,
  );
  for (const { id, number, expected, found, at } of rows) {
    findings.broken(2, {
      table: 'wagers',
      id,
      label: number,
      expected: toDollars(expected),
      found: toDollars(found),
      text: message('reconciliation.wrong_grading_money', { wager: number, at, found, expected }),
    });
  }
}

/**
 * Checks that the agent of a wager is its customer's (invariant 4), and returns the stakes of each
 * agent in cents. `+` keeps the planner on the range: grouping by the index would walk the whole
 * table.
 */
export async function checkWagerAgents(
  context: Context,
  range: KeyRange,
  findings: Findings,
): Promise<{ agentId: string; stakes: number }[]> {
  findings.looked(4, range.count);
  const rows = await context.longDb.all<
    WagerRow &
      Record<'expected' | 'found' | 'customer', string | null> & {
        expectedName: string | null;
        foundName: string | null;
        customerId: string | null;
      }
  >(sql`SELECT ${wagerColumns}, c.agent_id AS expected, w.agent_id AS found,
      c.id AS customerId, c.name AS customer,
      (SELECT name FROM agents WHERE id = c.agent_id) AS expectedName,
      (SELECT name FROM agents WHERE id = w.agent_id) AS foundName
    FROM wagers w LEFT JOIN customers c ON c.id = w.customer_id
    WHERE ${range.of(sql`w.id`)} AND w.agent_id IS NOT c.agent_id ORDER BY w.id`);
  for (const { id, number: wager, customerId, customer, ...row } of rows) {
    const found = new Person('agents', row.found ?? '', row.foundName);
    const wrong = { table: 'wagers', id, label: wager, found: sayPerson(found) };
    if (customerId === null) {
      const text = message('reconciliation.no_customer', { wager });
      findings.broken(4, { ...wrong, expected: null, text });
      continue;
    }
    const expected = new Person('agents', row.expected ?? '', row.expectedName);
    findings.broken(4, {
      ...wrong,
      expected: sayPerson(expected),
      text: message('reconciliation.wrong_agent', {
        ...{ wager, found, expected },
        customer: new Person('customers', customerId, customer),
      }),
    });
  }
  return context.longDb.all(sql`SELECT agent_id AS agentId, sum(${cents(sql`amount`)}) AS stakes
    FROM wagers WHERE ${range.of(sql`id`)} GROUP BY +agent_id`);
}
