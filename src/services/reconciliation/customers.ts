import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import { message, Person } from '../../messages/message.js';
import { keyRanges } from './key-ranges.js';
import type { Findings } from './report.js';
import { sayPerson } from './row-names.js';
import { cents, effect } from './sql.js';

const CUSTOMERS_A_QUERY = 200;

/** Customers of an agent: their number, and the sum of their betting limits in cents. */
export interface CustomerTotals {
  count: number;
  limits: number;
}

/**
 * Checks that balances equal their completed transactions (invariant 1 of docs/money.md), and returns
 * the totals of each agent's customers, for invariant 4.
 */
export async function checkBalances(
  context: Context,
  findings: Findings,
): Promise<Map<string, CustomerTotals>> {
  const totalsByAgent = new Map<string, CustomerTotals>();
  for await (const range of keyRanges(context, 'customers', CUSTOMERS_A_QUERY)) {
    findings.looked(1, range.count);
    const broken = await context.longDb.all<{
      id: string;
      name: string;
      expected: number;
      found: number;
    }>(sql`SELECT c.id, c.name, coalesce(sum(${effect}), 0) AS expected,
        ${cents(sql`c.balance`)} AS found
      FROM customers c LEFT JOIN transactions t ON t.customer_id = c.id
      WHERE ${range.of(sql`c.id`)} GROUP BY c.id
      HAVING expected <> found ORDER BY c.id`);
    for (const { id, name, expected, found } of broken) {
      const customer = new Person('customers', id, name);
      findings.broken(1, {
        table: 'customers',
        id,
        label: sayPerson(customer),
        expected: toDollars(expected),
        found: toDollars(found),
        text: message('reconciliation.wrong_balance', { customer, found, expected }),
      });
    }
    const totals = await context.longDb.all<CustomerTotals & { agentId: string }>(
      sql`SELECT agent_id AS agentId, count(*) AS count, sum(${cents(sql`betting_limit`)}) AS limits
        FROM customers WHERE ${range.of(sql`id`)} GROUP BY +agent_id`,
    );
    for (const { agentId, count, limits } of totals) {
      const before = totalsByAgent.get(agentId) ?? { count: 0, limits: 0 };
      totalsByAgent.set(agentId, { count: before.count + count, limits: before.limits + limits });
    }
  }
  return totalsByAgent;
}
