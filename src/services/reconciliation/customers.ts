import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import { message, Person } from '../../messages/message.js';
import { keyRanges } from './key-ranges.js';
import type { Findings } from './report.js';
import { sayPerson } from './row-names.js';
import { cents, effect } from './sql.js';

const CUSTOMERS_A_QUERY = 200;

/**
 * Checks that balances equal their completed transactions (invariant 1 of docs/money.md), and returns
 * each agent's number of customers, for invariant 4.
 */
export async function checkBalances(
  context: Context,
  findings: Findings,
): Promise<Map<string, number>> {
  const countByAgent = new Map<string, number>();
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
    const counts = await context.longDb.all<{ agentId: string; count: number }>(
      sql`SELECT agent_id AS agentId, count(*) AS count FROM customers
        WHERE ${range.of(sql`id`)} GROUP BY +agent_id`,
    );
    for (const { agentId, count } of counts) {
      countByAgent.set(agentId, (countByAgent.get(agentId) ?? 0) + count);
    }
  }
  return countByAgent;
}
