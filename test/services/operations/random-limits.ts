import { expect } from 'vitest';
import type { Role } from '../../../src/domain/actor.js';
import type { Message } from '../../../src/messages/message.js';
import { query } from '../../helpers/books/book.js';
import { addRule } from '../../helpers/books/limit-rules.js';
import type { Command } from './random-operations.js';
import type { World } from './random-world.js';

/** Limits and event starts in random play, by plain sums over all rows: nothing of the services. */

type RuleCommand = Extract<Command, { do: 'rule' }>;
type PlayedCustomer = World['customers'][number];

/** Writes a rule, or takes all rules of its scope out of force. */
export async function playRule(
  { context }: World,
  { scope, placedBy, limits, isActive }: RuleCommand,
  { id: customerId, agentId }: PlayedCustomer,
): Promise<boolean> {
  const entries = Object.entries(limits).filter(([, value]) => value !== null);
  if (!isActive || entries.length === 0) {
    await query(context, `UPDATE limit_rules SET status = 'inactive' WHERE scope = ?`, scope);
    return false;
  }
  const owner = { book: {}, agent: { agentId }, customer: { customerId } }[scope];
  await addRule(context, { ...owner, placedBy, ...Object.fromEntries(entries) });
  return true;
}

interface RuleRow {
  scope: string;
  agent_id: string | null;
  customer_id: string | null;
  placed_by: string;
  least_stake: number | null;
  greatest_stake: number | null;
  greatest_win: number | null;
  greatest_odds: number | null;
  greatest_open_stakes: number | null;
}

interface BetRow {
  id: string;
  amount: number;
  odds: number;
  potential_win: number;
  customer_id: string;
  agent_id: string;
  status: string;
  event_starts_at: string | null;
  created_at: string;
  updated_at: string;
}

/** Lists the limits that a stored wager breaks; its own stake is among the open ones. */
async function brokenBy(
  { context }: World,
  role: Role,
  bet: BetRow,
  isPlacing: boolean,
): Promise<string[]> {
  const rules = await query<RuleRow>(context, `SELECT * FROM limit_rules WHERE status = 'active'`);
  const wagers = await query<BetRow>(context, 'SELECT * FROM wagers');
  const cents = (dollars: number) => Math.round(dollars * 100);
  const price = bet.odds > 0 ? 1 + bet.odds / 100 : 1 - 100 / bet.odds;
  return rules.flatMap((rule) => {
    const isOwn =
      rule.scope === 'book' ||
      rule.agent_id === bet.agent_id ||
      rule.customer_id === bet.customer_id;
    if (!isOwn || !['anybody', role].includes(rule.placed_by)) return [];
    const open = wagers
      .filter(({ status }) => status === 'pending' || status === 'active')
      .filter(
        ({ customer_id, agent_id }) =>
          rule.scope === 'book' || agent_id === rule.agent_id || customer_id === rule.customer_id,
      )
      .reduce((sum, { amount }) => sum + cents(amount), 0);
    const above = (value: number, limit: number | null) => limit !== null && value > cents(limit);
    return [
      ...(rule.least_stake !== null && cents(bet.amount) < cents(rule.least_stake)
        ? ['least']
        : []),
      ...(above(cents(bet.amount), rule.greatest_stake) ? ['stake'] : []),
      ...(above(cents(bet.potential_win), rule.greatest_win) ? ['win'] : []),
      ...(rule.greatest_odds !== null && price > rule.greatest_odds + 1e-9 ? ['odds'] : []),
      ...(isPlacing && above(open, rule.greatest_open_stakes) ? ['open'] : []),
    ];
  });
}

/**
 * Checks the wagers that an operation has just placed or accepted: within all limits and before
 * the event, or with an audit row of an administrator.
 * @returns the number of wagers with such a row
 */
export async function checkLimits(
  world: World,
  role: Role,
  operationId: string,
  isPlacing: boolean,
): Promise<number> {
  const { context } = world;
  const bets = await query<BetRow>(
    context,
    `SELECT * FROM wagers WHERE operation_id IN (?, ?) AND status IN ('pending', 'active')`,
    operationId,
    `${operationId}-other`,
  );
  const at = world.clock.now().toISOString().slice(0, 19).replace('T', ' ');
  const audits = await query<{ record_id: string; reason: string | null }>(
    context,
    `SELECT record_id, reason FROM audit_log WHERE action = 'limits.passed'
       AND operation_id IN (?, ?)`,
    operationId,
    `${operationId}-other`,
  );
  for (const bet of bets) {
    const broken = await brokenBy(world, role, bet, isPlacing);
    if (bet.event_starts_at !== null && bet.event_starts_at <= at) broken.push('started');
    if (role !== 'admin') expect(broken, `${role}: ${JSON.stringify(bet)}`).toEqual([]);
    const own = audits.filter(({ record_id }) => record_id === bet.id);
    // When two place at once, the second alone passes the sum that both of them make.
    const isOfSecond = (one: string) => one === 'open' && own.length === 0 && audits.length > 0;
    if (broken.some((one) => !isOfSecond(one))) {
      expect(own, JSON.stringify(bet)).toMatchObject([{ reason: 'random' }]);
    }
  }
  return audits.length;
}

/** Names the limit, or the start of an event, that a refusal is about; null for others. */
export function limitOf({ key, values }: Message): 'limit' | 'start' | null {
  const { what, message } = values as { what?: Message; message?: Message };
  if (key === 'withHint' && message) return limitOf(message);
  if (key === 'limits.of_wager' && what) return limitOf(what);
  if (key === 'limits.started') return 'start';
  return key.startsWith('limits.') ? 'limit' : null;
}

/** Checks that a bet that was refused by a limit breaks one, or did before the play went on. */
export async function checkRefusal(
  world: World,
  role: Role,
  bet: { cents: number; odds: number; customer: PlayedCustomer },
): Promise<void> {
  const { cents, odds, customer } = bet;
  const ratio = odds > 0 ? odds / 100 : -100 / odds;
  const row: BetRow = {
    ...{ id: 'refused', amount: cents / 100, odds, status: 'pending', event_starts_at: null },
    ...{ potential_win: Math.floor(cents * ratio + 0.5) / 100, created_at: '', updated_at: '' },
    ...{ customer_id: customer.id, agent_id: customer.agentId },
  };
  const now = await brokenBy(world, role, row, true);
  if (now.length > 0) return;
  // The stake itself is not among the open ones: it would have passed their sum.
  const rules = await query<RuleRow>(
    world.context,
    `SELECT * FROM limit_rules WHERE status = 'active' AND greatest_open_stakes IS NOT NULL`,
  );
  const sums = await query<{ scope: string; owner_id: string; open_cents: number }>(
    world.context,
    'SELECT * FROM open_stakes',
  );
  const passes = rules.some((rule) => {
    const owner = rule.customer_id ?? rule.agent_id ?? '';
    const open = sums.find(({ scope, owner_id }) => scope === rule.scope && owner_id === owner);
    return (open?.open_cents ?? 0) + cents > Math.round((rule.greatest_open_stakes ?? 0) * 100);
  });
  expect(passes, `refused for no reason: ${JSON.stringify(bet)}`).toBe(true);
}
