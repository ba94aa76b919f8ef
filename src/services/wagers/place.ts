import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, rows, type Query, type Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, type AccountStatus, type Actor } from '../../domain/actor.js';
import { customerOf } from '../../domain/decision.js';
import { parseEventStart } from '../../domain/event-start.js';
import { parseAmount, toCents } from '../../domain/money.js';
import { formatOdds, parseOdds, priceOf, profitCents } from '../../domain/odds.js';
import { refusePlacement } from '../../domain/placement.js';
import { message, type Person } from '../../messages/message.js';
import { carriedClock, operationTime, refuseClock } from '../operations/clock.js';
import { operationFacts } from '../operations/facts.js';
import { parseText, refusalError, unknownRow } from '../operations/inputs.js';
import { runOperation, type OperationPlan, type OperationResult } from '../operations/run.js';
import {
  decideLimits,
  limitsGuard,
  limitsOf,
  overrideAudits,
  readLimits,
  type Overridden,
} from './limits.js';
import { nextWagerNumber, placementWrites, wagerCountGuard } from './writes.js';

/** Placing a wager: the bet as typed, the rules, and one guarded batch. */

export interface PlaceWagerInput {
  operationId: string;
  customerId: string;
  /** Dollars, a number or typed text. */
  amount: number | string;
  odds: number | string;
  description: string;
  /** Start of the event, UTC unless it names an offset; nothing where nobody knows it. */
  eventStartsAt?: string | null | undefined;
  /** An administrator's, to place beyond a limit or after the start. */
  reason?: string | null | undefined;
}

/** Token in the stored outcome until the batch knows the number. */
const NUMBER = '{wager number}';

/** A bet as it was typed. */
interface TypedBet {
  customerId: string;
  stakeCents: number;
  odds: number;
  price: number;
  profitCents: number;
  description: string;
  eventStartsAt: string | null;
  reason: string | null;
}

/**
 * Places a wager and debits the stake: pending when the customer places it, active otherwise.
 * @throws DomainError `invalid` on a field, `not_found`, `conflict` (suspended, limit, begun event)
 */
export async function placeWager(
  context: Context,
  actor: Actor,
  input: PlaceWagerInput,
): Promise<OperationResult> {
  const bet = parseBet(context, actor, input);
  const { customerId, stakeCents, odds, description, eventStartsAt, reason } = bet;
  const id = context.newId();
  return runOperation(context, actor, {
    id: input.operationId,
    kind: 'wager.place',
    request: {
      ...{ customerId, stakeCents, odds, description },
      // Left out where empty, so that operations of before they existed keep their hash.
      ...{ eventStartsAt: eventStartsAt ?? undefined, reason: reason ?? undefined },
    },
    read: [selectPlacingCustomer(customerId)],
    plan: ([[customer]]) => planPlacement(context, actor, input.operationId, { id, bet, customer }),
    placeholder: { token: NUMBER, value: sql`'W-' || ${nextWagerNumber}` },
  });
}

function parseBet(
  { config: { oddsFormat: format } }: Context,
  actor: Actor,
  input: PlaceWagerInput,
): TypedBet {
  const stakeCents = parseAmount(input.amount);
  const odds = parseOdds(input.odds, format);
  const reason = parseText(input.reason, 'reason', { required: false });
  return {
    stakeCents,
    odds,
    price: priceOf(odds, format),
    profitCents: profitCents(stakeCents, odds, format),
    description: parseText(input.description, 'description', { required: true }),
    customerId: parseText(input.customerId, 'customerId', { required: true }),
    eventStartsAt: parseEventStart(input.eventStartsAt),
    reason: actor.role === 'admin' ? reason : null,
  };
}

function planPlacement(
  context: Context,
  actor: Actor,
  operationId: string,
  { id, bet, customer }: { id: string; bet: TypedBet; customer: PlacingCustomer | undefined },
): OperationPlan {
  const { who, at, passed } = requirePlacement(context, actor, bet, customer);
  const { customerId, stakeCents, profitCents: win, odds, description, eventStartsAt } = bet;
  const text = message('wagers.placed', {
    number: NUMBER,
    stake: stakeCents,
    odds: formatOdds(odds, context.config.oddsFormat),
    customer: who,
    win,
  });
  const facts = operationFacts(actor, operationId, bet.reason);
  const guarded = [{ id, price: bet.price, ...passed }];
  const writes: Write[] = [
    ...placementWrites(facts, [
      {
        id,
        number: null,
        ...{ customerId, stakeCents, odds, profitCents: win, description, eventStartsAt, at },
        status: actor.role === 'customer' ? 'pending' : 'active',
        transactionId: context.newId(),
        activityId: context.newId(),
      },
    ]),
    wagerCountGuard(operationId, 1),
    ...carriedClock(context, facts, at),
    creditGuard(customerId),
    limitsGuard(actor.role, guarded, { isPlacing: true }),
    ...overrideAudits(facts, at, guarded),
  ];
  return { outcome: { done: [{ id, label: NUMBER, text }], refused: [] }, writes };
}

/** Aborts the batch when the customer, its agent or its balance no longer allows the stake. */
function creditGuard(customerId: string): SQL {
  return guard(
    'limit',
    sql`EXISTS (SELECT 1 FROM customers c LEFT JOIN agents a ON a.id = c.agent_id
      WHERE c.id = ${customerId} AND c.status = 'active' AND a.status = 'active'
        AND c.balance >= -coalesce(c.betting_limit, 0))`,
  );
}

interface PlacingCustomer {
  id: string;
  name: string;
  status: AccountStatus;
  /** Dollars, as the limit. */
  balance: number | null;
  betting_limit: number | null;
  last_activity: string | null;
  agent_id: string;
  agent_status: AccountStatus;
  /** JSON of `limitsOf`. */
  limits: string;
}

function selectPlacingCustomer(id: string): Query<PlacingCustomer> {
  return rows(sql`SELECT c.id AS id, c.name AS name, c.status AS status, c.balance AS balance,
          c.betting_limit AS betting_limit, c.last_activity AS last_activity,
          c.agent_id AS agent_id, a.status AS agent_status,
          ${limitsOf(sql`c.id`, sql`c.agent_id`)} AS limits
        FROM customers c LEFT JOIN agents a ON a.id = c.agent_id
        WHERE c.id = ${id}`);
}

/** @throws DomainError unless the customer is the actor's and may place this bet now */
function requirePlacement(
  context: Context,
  actor: Actor,
  bet: TypedBet,
  row: PlacingCustomer | undefined,
): { who: Person; at: string; passed: Overridden } {
  const { customerId, stakeCents } = bet;
  if (!row || !ownsCustomer(actor, { id: customerId, agentId: row.agent_id })) {
    throw refusalError(customerId, {
      ...unknownRow(message('operations.no_customer')),
      field: 'customerId',
    });
  }
  const { oddsFormat } = context.config;
  const now = toTimestamp(context.clock.now());
  const who = customerOf({ customerId, customerName: row.name });
  const facts = {
    ...{ customerId, customerName: row.name, customerStatus: row.status, stakeCents },
    agentStatus: row.agent_status,
    balanceCents: toCents(row.balance),
    limitCents: toCents(row.betting_limit),
  };
  const refusal =
    refusePlacement(facts) ??
    refuseClock(actor, message('operations.party', { customer: who }), now, row.last_activity);
  if (refusal) throw refusalError(customerId, refusal);
  const at = operationTime(now, [row.last_activity]);
  const limited = { ...bet, id: customerId, isNew: true, rules: readLimits(row.limits) };
  const passed = decideLimits(actor, limited, { at, reason: bet.reason, oddsFormat });
  if ('refusal' in passed) throw refusalError(customerId, passed.refusal);
  return { who, at, passed };
}
