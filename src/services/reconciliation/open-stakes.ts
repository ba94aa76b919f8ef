import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import { message, Person } from '../../messages/message.js';
import type { Findings } from './report.js';
import { sayPerson } from './row-names.js';
import { cents } from './sql.js';

/** Invariant 8 of docs/money.md: running sums of open stakes. */

export interface OpenStakesTotal {
  scope: 'book' | 'agent' | 'customer';
  /** Empty for the book. */
  ownerId: string;
  name: string | null;
  /** Cents. */
  stored: number;
  expected: number;
}

const isOpen = sql`status IN ('pending', 'active')`;

/** Sums of the open wagers as they stand, by scope and owner. */
const counted: SQL = sql`SELECT 'book' AS scope, '' AS owner, sum(${cents(sql`amount`)}) AS sum
    FROM wagers WHERE ${isOpen} HAVING count(*) > 0
  UNION ALL SELECT 'agent', agent_id, sum(${cents(sql`amount`)})
    FROM wagers WHERE ${isOpen} GROUP BY agent_id
  UNION ALL SELECT 'customer', customer_id, sum(${cents(sql`amount`)})
    FROM wagers WHERE ${isOpen} GROUP BY customer_id`;

/** Reads the sums that differ from those of the open wagers, in one snapshot. */
export function readWrongOpenStakes(context: Context): Promise<OpenStakesTotal[]> {
  return context.longDb.all<OpenStakesTotal>(sql`
    SELECT scope, owner AS ownerId, sum(stored) AS stored, sum(expected) AS expected,
      CASE scope WHEN 'agent' THEN (SELECT a.name FROM agents a WHERE a.id = owner)
        WHEN 'customer' THEN (SELECT c.name FROM customers c WHERE c.id = owner) END AS name
    FROM (SELECT scope, owner_id AS owner, open_cents AS stored, 0 AS expected FROM open_stakes
      UNION ALL SELECT scope, owner, 0, sum FROM (${counted}))
    GROUP BY scope, owner HAVING sum(stored) <> sum(expected) ORDER BY scope, owner`);
}

/** Compares each sum with the open wagers of its customer, agent or book. */
export async function checkOpenStakes(context: Context, findings: Findings): Promise<void> {
  const { sums } = await context.longDb.get<{ sums: number }>(
    sql`SELECT count(*) AS sums FROM open_stakes`,
  );
  findings.looked(8, sums);
  for (const total of await readWrongOpenStakes(context)) reportTotal(total, findings);
}

function reportTotal(
  { scope, ownerId, name, stored, expected }: OpenStakesTotal,
  findings: Findings,
) {
  const values = { found: stored, expected };
  const amounts = { expected: toDollars(expected), found: toDollars(stored) };
  if (scope === 'book') {
    findings.broken(8, {
      ...{ table: 'open_stakes', id: 'book', label: message('reconciliation.the_book') },
      ...amounts,
      text: message('reconciliation.wrong_open_stakes_book', values),
    });
    return;
  }
  const table = scope === 'agent' ? 'agents' : 'customers';
  const owner = new Person(table, ownerId, name);
  findings.broken(8, {
    ...{ table, id: ownerId, label: sayPerson(owner) },
    ...amounts,
    text:
      scope === 'agent'
        ? message('reconciliation.wrong_open_stakes_agent', { agent: owner, ...values })
        : message('reconciliation.wrong_open_stakes_customer', { customer: owner, ...values }),
  });
}
