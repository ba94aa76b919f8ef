import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, inList, rows, type Query } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, type AccountStatus, type Actor } from '../../domain/actor.js';
import { customerOf } from '../../domain/decision.js';
import { parseAmount, toCents } from '../../domain/money.js';
import { formatOdds, parseOdds, profitCents } from '../../domain/odds.js';
import { refusePlacement } from '../../domain/placement.js';
import type { WagerResult, WagerVerb } from '../../domain/wager.js';
import { message, type Person } from '../../messages/message.js';
import { carriedClock, operationTime, refuseClock } from '../operations/clock.js';
import { operationFacts } from '../operations/facts.js';
import { parseIds, parseText, refusalError, unknownRow } from '../operations/inputs.js';
import { runOperation, type OperationPlan, type OperationResult } from '../operations/run.js';
import {
  decideWagers,
  parseResult,
  planWagerChange,
  requireWagerVerb,
  type WagerChangeRequest,
} from './changes.js';
import { selectWagers } from './reads.js';
import { nextWagerNumber, placementWrites, wagerCountGuard } from './writes.js';

/** Operations on wagers, from placing to the last grading. Rules: money.md, "Wagers". */

export interface PlaceWagerInput {
  operationId: string;
  customerId: string;
  /** Dollars, a number or typed text. */
  amount: number | string;
  odds: number | string;
  description: string;
}

export interface ChangeWagersInput {
  operationId: string;
  ids: readonly string[];
  result?: WagerResult | undefined;
  reason?: string | null | undefined;
  /** Versions of the rows when they were chosen: a row changed since is refused by name. */
  expectedVersions?: Readonly<Record<string, number>> | undefined;
}

/** Token in the stored outcome until the batch knows the number. */
const NUMBER = '{wager number}';

/**
 * Places a wager and debits the stake: pending when the customer places it, active otherwise.
 * @throws DomainError `invalid` on a field, `not_found`, `conflict` (suspended, limit)
 */
export async function placeWager(
  context: Context,
  actor: Actor,
  input: PlaceWagerInput,
): Promise<OperationResult> {
  const format = context.config.oddsFormat;
  const stakeCents = parseAmount(input.amount);
  const odds = parseOdds(input.odds, format);
  const winCents = profitCents(stakeCents, odds, format);
  const description = parseText(input.description, 'description', { required: true });
  const customerId = parseText(input.customerId, 'customerId', { required: true });
  const status = actor.role === 'customer' ? 'pending' : 'active';
  const id = context.newId();

  const plan = (customer: PlacingCustomer | undefined): OperationPlan => {
    const { who, seenAt } = requirePlacement(context, actor, customerId, customer, stakeCents);
    const text = message('wagers.placed', {
      number: NUMBER,
      stake: stakeCents,
      odds: formatOdds(odds, format),
      customer: who,
      win: winCents,
    });
    const facts = operationFacts(actor, input.operationId, null);
    const at = operationTime(toTimestamp(context.clock.now()), [seenAt]);
    return {
      outcome: { done: [{ id, label: NUMBER, text }], refused: [] },
      writes: [
        ...placementWrites(facts, [
          {
            id,
            number: null,
            customerId,
            stakeCents,
            odds,
            profitCents: winCents,
            description,
            status,
            at,
            transactionId: context.newId(),
            activityId: context.newId(),
          },
        ]),
        wagerCountGuard(input.operationId, 1),
        ...carriedClock(context, facts, at),
        guard(
          'limit',
          sql`EXISTS (SELECT 1 FROM customers c LEFT JOIN agents a ON a.id = c.agent_id
            WHERE c.id = ${customerId} AND c.status = 'active' AND a.status = 'active'
              AND c.balance >= -coalesce(c.betting_limit, 0))`,
        ),
      ],
    };
  };
  return runOperation(context, actor, {
    id: input.operationId,
    kind: 'wager.place',
    request: { customerId, stakeCents, odds, description },
    read: [selectPlacingCustomer(customerId)],
    plan: ([[customer]]) => plan(customer),
    placeholder: { token: NUMBER, value: sql`'W-' || ${nextWagerNumber}` },
  });
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
}

function selectPlacingCustomer(id: string): Query<PlacingCustomer> {
  return rows(sql`SELECT c.id AS id, c.name AS name, c.status AS status, c.balance AS balance,
          c.betting_limit AS betting_limit, c.last_activity AS last_activity,
          c.agent_id AS agent_id, a.status AS agent_status
        FROM customers c LEFT JOIN agents a ON a.id = c.agent_id
        WHERE c.id = ${id}`);
}

/** @throws DomainError unless the customer is the actor's and may have a stake this high */
function requirePlacement(
  context: Context,
  actor: Actor,
  customerId: string,
  row: PlacingCustomer | undefined,
  stakeCents: number,
): { who: Person; seenAt: string | null } {
  if (!row || !ownsCustomer(actor, { id: customerId, agentId: row.agent_id })) {
    throw refusalError(customerId, {
      ...unknownRow(message('operations.no_customer')),
      field: 'customerId',
    });
  }
  const { name, last_activity: seenAt } = row;
  const who = customerOf({ customerId, customerName: name });
  const refusal =
    refusePlacement({
      customerId,
      customerName: name,
      customerStatus: row.status,
      agentStatus: row.agent_status,
      balanceCents: toCents(row.balance),
      limitCents: toCents(row.betting_limit),
      stakeCents,
    }) ??
    refuseClock(
      actor,
      message('operations.party', { customer: who }),
      toTimestamp(context.clock.now()),
      seenAt,
    );
  if (refusal) throw refusalError(customerId, refusal);
  return { who, seenAt };
}

/** Accepts pending wagers, which become active; no money moves. */
export const acceptWagers = wagerOperation('accept');
/** Settles active wagers as `result`: win, loss or push. */
export const settleWagers = wagerOperation('settle');
/** Voids active wagers; the stake goes back. */
export const voidWagers = wagerOperation('void');
/** Cancels pending wagers, which is final; the stake goes back. */
export const cancelWagers = wagerOperation('cancel');
/** Regrades settled and voided wagers to another `result` (void too), with a reason; the difference moves. */
export const regradeWagers = wagerOperation('regrade');
/**
 * Reopens settled and voided wagers, with a reason; the payout is taken back. A wager becomes active
 * again, or pending when it was graded before it was accepted.
 */
export const reopenWagers = wagerOperation('reopen');

type ChangeWagers = (
  context: Context,
  actor: Actor,
  input: ChangeWagersInput,
) => Promise<OperationResult>;

/**
 * Makes the operation of a verb. With one id, it throws a refusal; with many, it lists each refused
 * row and changes the others.
 * @throws DomainError `invalid`, `forbidden`, `not_found`, `conflict`
 */
function wagerOperation(verb: WagerVerb): ChangeWagers {
  return async (context, actor, input) => {
    requireWagerVerb(actor, verb);
    const request = parseWagerChange(verb, input);
    const { ids, result, reason } = request;
    const facts = operationFacts(actor, input.operationId, reason);
    return runOperation(context, actor, {
      id: input.operationId,
      kind: `wager.${verb}`,
      request: { ids: [...ids].sort(), result, reason, versions: request.expectedVersions },
      read: [selectWagers(inList(ids))],
      plan: ([wagers]) =>
        planWagerChange(context, facts, request, decideWagers(context, actor, request, wagers)),
    });
  };
}

/**
 * Reads the request of a change; regrade and reopen need a reason.
 * @throws DomainError `invalid` on a field
 */
export function parseWagerChange(
  verb: WagerVerb,
  input: Omit<ChangeWagersInput, 'operationId'>,
): WagerChangeRequest {
  const needsReason = verb === 'regrade' || verb === 'reopen';
  return {
    verb,
    ids: parseIds(input.ids),
    result: parseResult(verb, input.result),
    reason: parseText(input.reason, 'reason', { required: needsReason }),
    expectedVersions: input.expectedVersions ?? {},
  };
}
