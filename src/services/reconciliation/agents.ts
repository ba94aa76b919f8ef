import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import { message, Person } from '../../messages/message.js';
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
}

/**
 * Compares the counts of all ranges with the stored ones. The book changes meanwhile, so an agent that
 * differs is read once more, in one query, before it is reported.
 */
export async function checkAgentTotals(
  context: Context,
  counted: { customers: Map<string, number>; stakes: Map<string, number> },
  findings: Findings,
): Promise<void> {
  const stored = await context.longDb.all<{ id: string; count: number; volume: number }>(
    sql`SELECT id, coalesce(customer_count, 0) AS count, ${cents(sql`total_volume`)} AS volume
      FROM agents ORDER BY id`,
  );
  findings.looked(4, stored.length);
  for (const { id, count, volume } of stored) {
    const agrees =
      count === (counted.customers.get(id) ?? 0) && volume === (counted.stakes.get(id) ?? 0);
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
        AS expectedVolume
    FROM agents a WHERE ${where} ORDER BY a.id`);
}

function reportTotals(totals: AgentTotals, findings: Findings): void {
  const { id, name, customerCount, expectedCount, totalVolume, expectedVolume } = totals;
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
}
