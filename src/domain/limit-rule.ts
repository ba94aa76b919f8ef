import { message, type Message } from '../messages/message.js';
import type { Role } from './actor.js';
import type { Refusal } from './decision.js';
import { formatOdds, oddsOfPrice, PRICE_TOLERANCE, type OddsFormat } from './odds.js';

/** Rules about a bet's stake, win, odds and the sum of open stakes: money.md, "Credit and limits". No I/O. */

export type LimitScope = 'book' | 'agent' | 'customer';
export type PlacedBy = 'customer' | 'agent' | 'anybody';

/** A rule in force, with the open stakes that it bounds. Null bounds nothing. */
export interface LimitRule {
  id: string;
  /** Its title, which every refusal by it shows. */
  name: string;
  scope: LimitScope;
  placedBy: PlacedBy;
  leastStakeCents: number | null;
  greatestStakeCents: number | null;
  greatestWinCents: number | null;
  /** Decimal odds, in any book (`priceOf`). */
  greatestPrice: number | null;
  greatestOpenCents: number | null;
  /** Open stakes of its customer, agent or book. */
  openCents: number;
}

export interface Bet {
  stakeCents: number;
  profitCents: number;
  price: number;
  /** True for a bet whose stake is not among the open ones yet. */
  isNew: boolean;
}

/** Kinds of limits in the order in which a refusal names them. */
const limitKinds = ['leastStake', 'greatestStake', 'greatestWin', 'greatestOdds', 'greatestOpen'] as const; // prettier-ignore
export type LimitKind = (typeof limitKinds)[number];

/** A limit that a bet does not keep. */
export interface BrokenLimit {
  kind: LimitKind;
  rule: LimitRule;
}

/** Returns the rules that apply to what a role places. */
export function rulesFor(rules: readonly LimitRule[], role: Role): LimitRule[] {
  return rules.filter(({ placedBy }) => placedBy === 'anybody' || placedBy === role);
}

/** Lists the limits that a bet does not keep: kind by kind, the strictest first. */
export function brokenLimits(rules: readonly LimitRule[], bet: Bet): BrokenLimit[] {
  return limitKinds.flatMap((kind) =>
    rules
      .flatMap((rule) => {
        const excess = excessOf(kind, rule, bet);
        return excess !== null && excess > 0 ? [{ kind, rule, excess }] : [];
      })
      .sort((one, other) => other.excess - one.excess)
      .map(({ rule }) => ({ kind, rule })),
  );
}

/** Returns by how much a bet passes a limit; null where the rule has no such limit. */
function excessOf(kind: LimitKind, rule: LimitRule, bet: Bet): number | null {
  const over = (value: number, limit: number | null) => (limit === null ? null : value - limit);
  switch (kind) {
    case 'leastStake':
      return rule.leastStakeCents === null ? null : rule.leastStakeCents - bet.stakeCents;
    case 'greatestStake':
      return over(bet.stakeCents, rule.greatestStakeCents);
    case 'greatestWin':
      return over(bet.profitCents, rule.greatestWinCents);
    case 'greatestOdds':
      return over(bet.price - PRICE_TOLERANCE, rule.greatestPrice);
    case 'greatestOpen':
      return bet.isNew ? over(rule.openCents + bet.stakeCents, rule.greatestOpenCents) : null;
  }
}

/** Names the bet that is refused, the actor's role and the book's odds. */
export interface RefusedBet extends Bet {
  role: Role;
  oddsFormat: OddsFormat;
}

/** Refuses a bet by the first of its broken limits, and names who can go beyond it. */
export function refuseLimit(
  { kind, rule }: BrokenLimit,
  bet: RefusedBet,
): Refusal & { field: string } {
  const isAdmin = bet.role === 'admin';
  const ownField = kind === 'greatestOdds' ? 'odds' : 'amount';
  return {
    kind: message('limits.kind', { rule: rule.name }),
    message: limitMessage(kind, rule, bet),
    hint: message(isAdmin ? 'limits.reason_hint' : 'limits.administrator_hint'),
    field: isAdmin ? 'reason' : ownField,
  };
}

function limitMessage(kind: LimitKind, rule: LimitRule, bet: RefusedBet): Message {
  const { name } = rule;
  const { stakeCents: stake, profitCents: win, oddsFormat } = bet;
  const odds = (price: number) => formatOdds(oddsOfPrice(price, oddsFormat), oddsFormat);
  switch (kind) {
    case 'leastStake':
      return message('limits.least_stake', { stake, limit: rule.leastStakeCents ?? 0, rule: name });
    case 'greatestStake':
      return message('limits.greatest_stake', { stake, limit: rule.greatestStakeCents ?? 0, rule: name }); // prettier-ignore
    case 'greatestWin':
      return message('limits.greatest_win', { win, limit: rule.greatestWinCents ?? 0, rule: name });
    case 'greatestOdds':
      return message('limits.greatest_odds', { odds: odds(bet.price), limit: odds(rule.greatestPrice ?? 1), rule: name }); // prettier-ignore
    case 'greatestOpen': {
      if (!knowsSum(rule.scope, bet.role)) return message('limits.greatest_open', { rule: name });
      const open = rule.openCents + stake;
      return message('limits.greatest_open_sum', { open, limit: rule.greatestOpenCents ?? 0, rule: name }); // prettier-ignore
    }
  }
}

/** Returns true for a sum of stakes that lies within what the role may see. */
function knowsSum(scope: LimitScope, role: Role): boolean {
  if (role === 'admin' || scope === 'customer') return true;
  return role === 'agent' && scope === 'agent';
}
