import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, type Actor } from '../../domain/actor.js';
import { formatCents, parseAmount, toCents } from '../../domain/money.js';
import { formatOdds, parseOdds, profitCents } from '../../domain/odds.js';
import { refusePlacement, type WagerResult, type WagerVerb } from '../../domain/wager.js';
import { operationFacts } from '../operations/facts.js';
import {
  operationTime,
  parseIds,
  parseText,
  refusalError,
  refuseClock,
  refusedLine,
  unknownRow,
} from '../operations/inputs.js';
import {
  runOperation,
  type OperationPlan,
  type OperationResult,
  type Row,
} from '../operations/run.js';
import {
  decideWagers,
  doneText,
  isAccepted,
  parseResult,
  requireWagerVerb,
  wagerChanges,
  type WagerChangeRequest,
} from './changes.js';
import { selectWagers } from './reads.js';
import { nextWagerNumber, placementWrites, wagerCountGuard } from './writes.js';

/** What the book does with wagers. Rules: money.md, "Wagers". */

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
  /** Versions that the rows had when they were chosen: a row changed since is refused by name. */
  expectedVersions?: Readonly<Record<string, number>> | undefined;
}

/** Stands in the stored answer until the batch knows the number. */
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

  const plan = ([customer]: Row[]): OperationPlan => {
    const { name, seenAt } = requirePlacement(context, actor, customerId, customer, stakeCents);
    const text = `${NUMBER} placed: ${formatCents(stakeCents)} at ${formatOdds(odds, format)} for ${name}, to win ${formatCents(winCents)}`;
    return {
      outcome: { done: [{ id, label: NUMBER, text }], refused: [] },
      writes: [
        ...placementWrites(operationFacts(actor, input.operationId, null), [
          {
            id,
            number: null,
            customerId,
            stakeCents,
            odds,
            profitCents: winCents,
            description,
            status,
            at: operationTime(toTimestamp(context.clock.now()), [seenAt]),
            transactionId: context.newId(),
            activityId: context.newId(),
          },
        ]),
        wagerCountGuard(input.operationId, 1),
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
    read: [
      sql`SELECT c.id AS id, c.name AS name, c.status AS status, c.balance AS balance,
          c.betting_limit AS betting_limit, c.last_activity AS last_activity,
          c.agent_id AS agent_id, a.status AS agent_status
        FROM customers c LEFT JOIN agents a ON a.id = c.agent_id
        WHERE c.id = ${customerId}`,
    ],
    plan: ([customers = []]) => plan(customers),
    placeholder: { token: NUMBER, value: sql`'W-' || ${nextWagerNumber}` },
  });
}

/** @throws DomainError unless the customer is the actor's and may have a stake this high */
function requirePlacement(
  context: Context,
  actor: Actor,
  customerId: string,
  row: Row | undefined,
  stakeCents: number,
): { name: string; seenAt: string | null } {
  const agentId = row?.['agent_id'] as string;
  if (!row || !ownsCustomer(actor, { id: customerId, agentId })) {
    throw refusalError(customerId, {
      ...unknownRow('customer', customerId),
      field: 'customerId',
    });
  }
  const name = row['name'] as string;
  const seenAt = row['last_activity'] as string | null;
  const refusal =
    refusePlacement({
      customerName: name,
      customerStatus: row['status'] as string,
      agentStatus: row['agent_status'] as string,
      balanceCents: toCents(row['balance'] as number | null),
      limitCents: toCents(row['betting_limit'] as number | null),
      stakeCents,
    }) ?? refuseClock(`customer ${name}`, toTimestamp(context.clock.now()), seenAt);
  if (refusal) throw refusalError(customerId, refusal);
  return { name, seenAt };
}

/** pending → active; no money moves. */
export const acceptWagers = changeBy('accept');
/** active → settled as `result`: win, loss or push. */
export const settleWagers = changeBy('settle');
/** active → voided; the stake goes back. */
export const voidWagers = changeBy('void');
/** pending → cancelled, final; the stake goes back. */
export const cancelWagers = changeBy('cancel');
/** settled, voided → another `result` (void too), with a reason; the difference moves. */
export const regradeWagers = changeBy('regrade');
/**
 * settled, voided → active, with a reason; the payout is taken back. A wager that was graded before
 * anybody accepted it goes back to pending.
 */
export const reopenWagers = changeBy('reopen');

type ChangeWagers = (
  context: Context,
  actor: Actor,
  input: ChangeWagersInput,
) => Promise<OperationResult>;

/**
 * One id: a refusal is thrown. Many: each refused row is listed, the others change.
 * @throws DomainError `invalid`, `forbidden`, `not_found`, `conflict`
 */
function changeBy(verb: WagerVerb): ChangeWagers {
  return async (context, actor, input) => {
    requireWagerVerb(actor, verb);
    const request = parseWagerChange(verb, input);
    const { ids, result, reason } = request;
    return runOperation(context, actor, {
      id: input.operationId,
      kind: `wager.${verb}`,
      request: { ids: [...ids].sort(), result, reason, versions: request.expectedVersions },
      read: [selectWagers(inList(ids))],
      plan: ([rows = []]) => planChange(context, actor, input.operationId, request, rows),
    });
  };
}

/** @throws DomainError `invalid` on a field */
export function parseWagerChange(
  verb: WagerVerb,
  input: Omit<ChangeWagersInput, 'operationId'>,
): WagerChangeRequest {
  const needsReason = verb === 'regrade' || verb === 'reopen';
  return {
    verb,
    ids: parseIds(input.ids, 'wager'),
    result: parseResult(verb, input.result),
    reason: parseText(input.reason, 'reason', { required: needsReason }),
    expectedVersions: input.expectedVersions ?? {},
  };
}

function planChange(
  context: Context,
  actor: Actor,
  operationId: string,
  request: WagerChangeRequest,
  rows: Row[],
): OperationPlan {
  const decided = decideWagers(context, actor, request, rows);
  const refused = decided.flatMap(({ id, label, decision }) =>
    decision.ok
      ? []
      : { line: refusedLine(id, label, decision.refusal), refusal: decision.refusal },
  );
  const [only] = refused;
  if (decided.length === 1 && only) throw refusalError(only.line.id, only.refusal);
  const accepted = decided.filter(isAccepted);
  return {
    outcome: {
      done: accepted.map((one) => ({
        id: one.id,
        label: one.label,
        text: doneText(one, request.verb),
      })),
      refused: refused.map(({ line }) => line),
    },
    writes: wagerChanges(
      context,
      operationFacts(actor, operationId, request.reason),
      request,
      accepted,
    ),
  };
}
