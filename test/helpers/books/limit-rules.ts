import type { Context } from '../../../src/context.js';
import { query } from './book.js';

/** Limit rules of test books, by raw SQL. */

export interface RuleValues {
  name?: string;
  agentId?: string;
  customerId?: string;
  placedBy?: 'customer' | 'agent' | 'anybody';
  leastStake?: number;
  greatestStake?: number;
  greatestWin?: number;
  /** Decimal odds. */
  greatestOdds?: number;
  greatestOpenStakes?: number;
}

/** Adds a rule of a customer, else of an agent, else of the book; returns its id. */
export async function addRule(context: Context, values: RuleValues): Promise<string> {
  const id = context.newId();
  const { name = 'House', agentId, customerId, placedBy = 'anybody' } = values;
  const ofAgent = agentId === undefined ? 'book' : 'agent';
  await query(
    context,
    `INSERT INTO limit_rules (id, name, scope, agent_id, customer_id, placed_by, least_stake,
       greatest_stake, greatest_win, greatest_odds, greatest_open_stakes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    name,
    customerId === undefined ? ofAgent : 'customer',
    agentId ?? null,
    customerId ?? null,
    placedBy,
    values.leastStake ?? null,
    values.greatestStake ?? null,
    values.greatestWin ?? null,
    values.greatestOdds ?? null,
    values.greatestOpenStakes ?? null,
  );
  return id;
}

/** Reads the sums of open stakes, dollars: of the book, of each agent and of each customer. */
export async function openStakesOf(context: Context): Promise<Record<string, number>> {
  const rows = await query<{ scope: string; owner_id: string; open_cents: number }>(
    context,
    'SELECT scope, owner_id, open_cents FROM open_stakes',
  );
  return Object.fromEntries(
    rows.map(({ scope, owner_id, open_cents }) => [owner_id || scope, open_cents / 100]),
  );
}
