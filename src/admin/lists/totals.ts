import type { ActionContext, Filter } from 'adminjs';
import { sql } from 'drizzle-orm';
import type { TotalsReply } from '../contract/list.js';
import { amongFound, filterCondition, filteredOwners } from '../query/filter.js';
import { compileOrder, type ListQuery } from '../query/order.js';
import { tableOfOwners } from '../query/owners.js';
import { readTogether } from '../query/read-together.js';
import { COUNT_CAP, type ScopedResource } from '../rows/scoped-resource.js';

/**
 * Sums the money columns over the matching rows, in dollars, in the actor's scope, up to the cap.
 */
export async function readTotals(
  resource: ScopedResource,
  filter: Filter,
  order: Pick<ListQuery, 'sortBy' | 'direction'>,
  call: ActionContext,
): Promise<TotalsReply> {
  const { table, access } = resource;
  const columns = table.columns.filter(
    ({ name, kind, encrypted, isSummed }) =>
      kind === 'money' && isSummed && encrypted === null && access.read.has(name),
  );
  if (columns.length === 0 || table.info.problem !== null) return { totals: {}, isCapped: false };
  const actor = resource.actor(call);
  const owners = filteredOwners(resource.context, table, access, actor, filter);
  const where = amongFound(
    filter,
    resource.scope(actor),
    filterCondition(resource.context, table, access, filter, true),
    owners,
  );
  const names = columns.map(({ name }) => sql`${sql.identifier(name)}`);
  // Sums whole cents: the sum of thousands of binary fractions is off by one here and there.
  const sums = columns.map(
    ({ name, path }) =>
      sql`coalesce(sum(CAST(round(${sql.identifier(name)} * 100) AS INTEGER)), 0)
        AS ${sql.identifier(path)}`,
  );
  const [[row], count] = await Promise.all([
    readTogether(
      resource.context.engine.longReads,
      call,
      sql`SELECT ${sql.join(sums, sql`, `)} FROM (SELECT ${sql.join(names, sql`, `)}
        FROM ${tableOfOwners(table, owners)} WHERE ${where}${compileOrder(table, order)}
        LIMIT ${COUNT_CAP})`,
    ),
    resource.count(filter, call),
  ]);
  const totals = Object.fromEntries(columns.map(({ path }) => [path, Number(row?.[path]) / 100]));
  return { totals, isCapped: count > COUNT_CAP };
}
