import type { PageContext } from 'adminjs';
import { sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import type { Actor } from '../domain/actor.js';
import type { DashboardData, DashboardTile } from './components/contract.js';
import { rootPath } from './addresses.js';
import { actorOf } from './panel-user.js';
import { readTogether, type Row } from './read-together.js';
import { PanelFilter } from './panel-filter.js';
import { COUNT_CAP, type ScopedResource } from './scoped-resource.js';
import type { Condition } from './filters.js';

/** The first page: what waits and what there is, each number leading to the list behind it. */

interface TileSource {
  table: string;
  label: string;
  note?: string;
  filter?: Condition & { query: string };
}

const equals = (column: string, value: string): Condition & { query: string } => ({
  column,
  operator: 'eq',
  values: [value],
  query: `?filters.${column}=${value}`,
});

const sources: TileSource[] = [
  {
    table: 'wagers',
    label: 'Wagers to accept',
    note: 'pending',
    filter: equals('status', 'pending'),
  },
  { table: 'wagers', label: 'Open wagers', note: 'active', filter: equals('status', 'active') },
  {
    table: 'transactions',
    label: 'Transactions to process',
    note: 'pending',
    filter: equals('status', 'pending'),
  },
  {
    table: 'customers',
    label: 'Active customers',
    filter: equals('status', 'active'),
  },
  { table: 'agents', label: 'Active agents', filter: equals('status', 'active') },
];

const titles = {
  admin: 'The book',
  agent: 'Your customers',
  customer: 'Your account',
} satisfies Record<Actor['role'], string>;

export function dashboardHandler(context: Context, resources: ReadonlyMap<string, ScopedResource>) {
  return async (
    _request: unknown,
    _response: unknown,
    page: PageContext,
  ): Promise<DashboardData> => {
    const actor = actorOf(page);
    const tiles = await Promise.all([
      ...ownBalance(context, actor, page),
      ...sources.flatMap((source) => {
        const resource = resources.get(source.table);
        return resource?.access.actions.has('list') ? [countTile(resource, source, page)] : [];
      }),
    ]);
    return {
      title: titles[actor.role],
      subtitle: `times are ${context.config.bookTimezone}`,
      tiles,
    };
  };
}

async function countTile(
  resource: ScopedResource,
  { label, note, filter }: TileSource,
  page: PageContext,
): Promise<DashboardTile> {
  // The data layer asks for who acts, nothing else of an action's context.
  const request = page as Parameters<ScopedResource['count']>[1];
  const count = await resource.count(new PanelFilter(resource, filter ? [filter] : []), request);
  return {
    label,
    value: count > COUNT_CAP ? `${COUNT_CAP.toLocaleString('en')}+` : count.toLocaleString('en'),
    ...(note === undefined ? {} : { note }),
    href: `${rootPath}/resources/${resource.id()}${filter?.query ?? ''}`,
  };
}

/** A customer's own figures, from its own row. */
function ownBalance(context: Context, actor: Actor, page: PageContext): Promise<DashboardTile>[] {
  if (actor.role !== 'customer') return [];
  const money = (value: unknown) =>
    Number(value).toLocaleString('en-US', { style: 'currency', currency: context.config.currency });
  const read = readTogether(
    context.database,
    page,
    sql`SELECT round(coalesce(balance, 0), 2) AS balance,
        round(coalesce(balance, 0) + coalesce(betting_limit, 0), 2) AS available
      FROM customers WHERE id = ${actor.customerId}`,
  );
  const tile = async (label: string, column: string): Promise<DashboardTile> => {
    const [row]: Row[] = await read;
    return { label, value: money(row?.[column] ?? 0) };
  };
  return [tile('Balance', 'balance'), tile('Available to bet', 'available')];
}
