import { sql, type SQL } from 'drizzle-orm';
import type { FigureScope, FigureSpan } from './scope.js';

/** SQL that narrows the rows behind a figure, and reads their money. */

/** Reads a column of dollars as whole cents; NULL counts as 0. */
export const centsOf = (column: string): string =>
  `CAST(round(coalesce(${column}, 0) * 100) AS INTEGER)`;

/** Narrows rows to the scope; a customer has an index to start from, an agent has none. */
export function figureScopeCondition(scope: FigureScope, agent: string, customer: string): SQL {
  const byAgent = scope.agent ? sql`+${sql.raw(agent)} = ${scope.agent.id}` : sql`1`;
  return scope.customer ? sql`${sql.raw(customer)} = ${scope.customer.id} AND ${byAgent}` : byAgent;
}

/** Narrows rows to the span; with a customer, the customer's index comes first. */
export function figureSpanCondition(
  scope: FigureScope,
  column: string,
  { startsAt, endsAt }: FigureSpan,
): SQL {
  const at = sql.raw(`${scope.customer ? '+' : ''}${column}`);
  return sql`${at} >= ${startsAt} AND ${at} < ${endsAt}`;
}
