import type { Role } from '../../domain/actor.js';
import type { FigureName } from '../../domain/figure-definitions.js';
import type { Period } from '../../domain/period.js';
import { listAddress, rootPath } from '../request/addresses.js';

/**
 * Where a figure leads: to the list whose filter says the same, else to the page that shows the
 * rows behind it.
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

export function explainAddress({ figure, from, to, agentId, customerId }: FigureOf): string {
  const query = new URLSearchParams({ figure, from, to });
  if (agentId !== undefined) query.set('agent', agentId);
  if (customerId !== undefined) query.set('customer', customerId);
  return `${rootPath}/pages/explain?${query.toString()}`;
}

type Filters = Record<string, string>;

/** `filters.COLUMN~~OPERATOR` in the language of the lists. */
export function filteredList(table: string, filters: Filters): string {
  const query = new URLSearchParams(
    Object.entries(filters).map(([key, value]) => [`filters.${key}`, value] as [string, string]),
  );
  return listAddress(table, query.toString());
}

/** A period as bounds of a column of timestamps: its last second is the last that there is. */
export function periodFilters(column: string, { startsAt, endsAt }: Instants): Filters {
  return { [`${column}~~from`]: startsAt, [`${column}~~to`]: lastSecond(endsAt) };
}

export const inHandle: Filters = { 'status~~in': 'pending,active,settled' };
export const isOpen: Filters = { 'status~~in': 'pending,active' };

/**
 * The list that holds exactly the rows of the figure, or null where no filter can say so. An agent's
 * lists hold its own rows and know no agent.
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
