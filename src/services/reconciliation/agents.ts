import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import { message, Person } from '../../messages/message.js';
import type { CustomerTotals } from './customers.js';
import type { Findings } from './report.js';
import { sayPerson } from './row-names.js';
import { cents } from './sql.js';

/** Invariant 4 of docs/money.md: columns of agents that follow from other tables. */

export interface AgentTotals {
  id: string;
  name: string;
  customerCount: number;
  /** Cents. */
  totalVolume: number;
  expectedCount: number;
  /** Cents. */
  expectedVolume: number;
  /** Cents. */
  creditUsed: number;
  /** Cents. */
  expectedCredit: number;
}

/**
 * Compares the counts of all ranges with the stored ones. The book changes meanwhile, so an agent that
 * differs is read once more, in one query, before it is reported.
 */
export async function checkAgentTotals(
  context: Context,
  counted: { customers: Map<string, CustomerTotals>; stakes: Map<string, number> },
  findings: Findings,
): Promise<void> {
  const stored = await context.longDb.all<
    Record<'count' | 'volume' | 'credit', number> & { id: string }
  >(
    sql`SELECT id, coalesce(customer_count, 0) AS count, ${cents(sql`total_volume`)} AS volume,
        ${cents(sql`credit_used`)} AS credit
      FROM agents ORDER BY id`,
  );
  findings.looked(4, stored.length);
  for (const { id, count, volume, credit } of stored) {
    const own = counted.customers.get(id) ?? { count: 0, limits: 0 };
    const agrees =
      count === own.count && credit === own.limits && volume === (counted.stakes.get(id) ?? 0);
    if (agrees) continue;
    const [totals] = await readAgentTotals(context, sql`a.id = ${id}`);
    if (totals) reportTotals(totals, findings);
  }
}

/** Reads stored and expected totals of the agents that meet the condition on `a`, in one snapshot. */
export function readAgentTotals(context: Context, where: SQL): Promise<AgentTotals[]> {
  return context.longDb.all<AgentTotals>(sql`SELECT a.id, a.name,
      coalesce(a.customer_count, 0) AS customerCount, ${cents(sql`a.total_volume`)} AS totalVolume,
      (SELECT count(*) FROM customers c WHERE c.agent_id = a.id) AS expectedCount,
      (SELECT coalesce(sum(${cents(sql`w.amount`)}), 0) FROM wagers w WHERE w.agent_id = a.id)
        AS expectedVolume,
      ${cents(sql`a.credit_used`)} AS creditUsed,
      (SELECT coalesce(sum(${cents(sql`c.betting_limit`)}), 0) FROM customers c
        WHERE c.agent_id = a.id) AS expectedCredit
    FROM agents a WHERE ${where} ORDER BY a.id`);
}

function reportTotals(totals: AgentTotals, findings: Findings): void {
  const { id, name, customerCount, expectedCount, totalVolume, expectedVolume } = totals;
  const { creditUsed, expectedCredit } = totals;
  const agent = new Person('agents', id, name);
  const row = {
    table: 'agents',
    id,
    label: sayPerson(agent),
  };
  if (customerCount !== expectedCount) {
    findings.broken(4, {
      ...row,
      expected: expectedCount,
      found: customerCount,
      text: message('reconciliation.wrong_customer_count', {
        agent,
        found: customerCount,
        expected: expectedCount,
      }),
    });
  }
  if (totalVolume !== expectedVolume) {
    findings.broken(4, {
      ...row,
      expected: toDollars(expectedVolume),
      found: toDollars(totalVolume),
      text: message('reconciliation.wrong_volume', {
        agent,
        found: totalVolume,
        expected: expectedVolume,
      }),
    });
  }
  if (creditUsed !== expectedCredit) {
    findings.broken(4, {
      ...row,
      expected: toDollars(expectedCredit),
      found: toDollars(creditUsed),
      text: message('reconciliation.wrong_credit', {
        agent,
        found: creditUsed,
        expected: expectedCredit,
      }),
    });
  }
}
