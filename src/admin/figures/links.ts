import type { Role } from '../../domain/actor.js';
import type { FigureName } from '../../domain/figure-definitions.js';
import type { Period } from '../../domain/period.js';
import { listAddress, rootPath } from '../request/addresses.js';

/**
 * Links a figure to the list whose filter says the same, else to the page that shows the rows
 * behind it.
 */

export interface FigureOf {
  figure: FigureName;
  /** Days of the book, both inclusive. */
  from: string;
  to: string;
  agentId?: string | undefined;
  customerId?: string | undefined;
}

export type Instants = Pick<Period, 'startsAt' | 'endsAt'>;

/** Builds the address of a figure's explanation. */
export function explainAddress({ figure, from, to, agentId, customerId }: FigureOf): string {
  const query = new URLSearchParams({ figure, from, to });
  if (agentId !== undefined) query.set('agent', agentId);
  if (customerId !== undefined) query.set('customer', customerId);
  return `${rootPath}/pages/explain?${query.toString()}`;
}

type Filters = Record<string, string>;

/**
 * Builds the address of a list with filters.
 * @param filters values by `COLUMN~~OPERATOR`
 */
export function filteredList(table: string, filters: Filters): string {
  const query = new URLSearchParams(
    Object.entries(filters).map(([key, value]) => [`filters.${key}`, value] as [string, string]),
  );
  return listAddress(table, query.toString());
}

/**
 * Filters a column of timestamps by a period. Both bounds are inclusive, so the upper one is the
 * period's last second.
 */
export function periodFilters(column: string, { startsAt, endsAt }: Instants): Filters {
  return { [`${column}~~from`]: startsAt, [`${column}~~to`]: lastSecond(endsAt) };
}

export const inHandle: Filters = { 'status~~in': 'pending,active,settled' };
export const isOpen: Filters = { 'status~~in': 'pending,active' };

/**
 * Builds the address of the list that holds exactly the rows of a figure; null where no filter can
 * say so. An agent's lists hold its own rows, so they take no filter by agent.
 */
export function listOfFigure(
  role: Role,
  { figure, agentId, customerId }: Omit<FigureOf, 'from' | 'to'>,
  span: Instants,
  isOngoing: boolean,
): string | null {
  const isAdmin = role === 'admin';
  const customer = customerId === undefined ? {} : { customer_id: customerId };
  const owner: Filters = {
    ...(isAdmin && agentId !== undefined ? { agent_id: agentId } : {}),
    ...customer,
  };
  const isOneAgents = isAdmin && agentId !== undefined && customerId === undefined;
  switch (figure) {
    case 'handle':
    case 'bets':
    case 'average_stake':
      return filteredList('wagers', {
        ...periodFilters('created_at', span),
        ...inHandle,
        ...owner,
      });
    case 'volume':
      return filteredList('wagers', { ...periodFilters('created_at', span), ...owner });
    case 'new_customers':
      return customerId === undefined
        ? filteredList('customers', { ...periodFilters('created_at', span), ...owner })
        : null;
    case 'gross_win':
      return isAdmin && Object.keys(owner).length === 0
        ? filteredList('gradings', periodFilters('created_at', span))
        : null;
    case 'open_liability':
    case 'open_stakes':
      return isOngoing ? filteredList('wagers', { ...isOpen, ...owner }) : null;
    case 'payments':
      return isOneAgents
        ? null
        : filteredList('transactions', {
            ...periodFilters('processed_at', span),
            status: 'completed',
            'type~~in': 'deposit,withdrawal',
            ...customer,
          });
    case 'balance':
      return customerId === undefined
        ? null
        : filteredList('transactions', {
            'processed_at~~to': lastSecond(span.endsAt),
            status: 'completed',
            ...customer,
          });
    case 'hold_percent':
    case 'active_customers':
    case 'deposits':
    case 'withdrawals':
    case 'net_cash':
    case 'commission':
    case 'net':
    case 'carried':
    case 'settled':
    case 'near_limit':
      return null;
  }
}

function lastSecond(endsAt: string): string {
  const at = Date.parse(`${endsAt.replace(' ', 'T')}Z`) - 1000;
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
