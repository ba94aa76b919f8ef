import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, requireRole, type Actor, type Role } from '../../domain/actor.js';
import type { Decision } from '../../domain/decision.js';
import { refuseInactive } from '../../domain/placement.js';
import {
  decideWager,
  stateMessage,
  type WagerChange,
  type WagerResult,
  type WagerVerb,
} from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import type { OperationFacts } from '../operations/facts.js';
import { carriedClock, operationTime, refuseClock } from '../operations/clock.js';
import { unknownRow } from '../operations/inputs.js';
import { planOutcome, type DecidedRow } from '../operations/plan.js';
import type { OperationPlan } from '../operations/run.js';
import { acceptanceWrites, decideAcceptance, type PassedLimits } from './acceptance.js';
import { changeMessage, wagerDoneMessage } from './outcomes.js';
import { toWagerRow, type WagerColumns, type WagerRow } from './reads.js';
import { wagerChangeWrites, wagerCountGuard, type WagerChangeRow } from './writes.js';

/** The one path of every change to wagers, one or many: decide each, write all. */

export interface WagerChangeRequest {
  verb: WagerVerb;
  result: WagerResult | null;
  reason: string | null;
  ids: readonly string[];
  /** Versions that the rows had when they were chosen, by id. */
  expectedVersions: Readonly<Record<string, number>>;
}

export interface DecidedWager extends DecidedRow<WagerChange> {
  /** Undefined when it does not exist or is out of the actor's scope. */
  wager: WagerRow | undefined;
  /** Limits of an accepted wager. */
  passed?: PassedLimits;
}

/** Verbs in the past, as activities and the audit trail name them. */
export const wagerPast: Record<WagerVerb, string> = {
  accept: 'accepted',
  settle: 'settled',
  void: 'voided',
  cancel: 'cancelled',
  regrade: 'regraded',
  reopen: 'reopened',
};

const rolesOf: Record<WagerVerb, readonly Role[]> = {
  accept: ['admin', 'agent'],
  settle: ['admin'],
  void: ['admin'],
  cancel: ['admin', 'agent'],
  regrade: ['admin'],
  reopen: ['admin'],
};

const work = {
  accept: 'wagers.accepting',
  settle: 'wagers.settling',
  void: 'wagers.voiding',
  cancel: 'wagers.cancelling',
  regrade: 'wagers.regrading',
  reopen: 'wagers.reopening',
} as const;

/**
 * Checks that the actor's role has the verb.
 * @throws DomainError `forbidden`
 */
export function requireWagerVerb(actor: Actor, verb: WagerVerb): void {
  requireRole(actor, rolesOf[verb], message(work[verb]));
}

/** Lists the results that a verb takes: only null for the verbs that have none. */
export function resultsOf(verb: WagerVerb): readonly (WagerResult | null)[] {
  switch (verb) {
    case 'settle':
      return ['win', 'loss', 'push'];
    case 'regrade':
      return ['win', 'loss', 'push', 'void'];
    case 'accept':
    case 'void':
    case 'cancel':
    case 'reopen':
      return [null];
  }
}

/**
 * Reads the result that a verb needs; null for the verbs that have none.
 * @throws DomainError `invalid` on `result`
 */
export function parseResult(verb: WagerVerb, input: unknown): WagerResult | null {
  const allowed = resultsOf(verb).filter((result) => result !== null);
  if (allowed.length === 0) return null;
  const result = allowed.find((one) => one === input);
  if (result) return result;
  const results = allowed.map((one) => message('words.result', { result: `result.${one}` }));
  throw new DomainError('invalid', message('wagers.bad_result', { results }), {
    field: 'result',
    hint: verb === 'settle' && input === 'void' ? message('wagers.use_void') : undefined,
  });
}

/** Decides on each id, in the order given. */
export function decideWagers(
  context: Context,
  actor: Actor,
  request: WagerChangeRequest,
  rows: readonly WagerColumns[],
): DecidedWager[] {
  const now = toTimestamp(context.clock.now());
  const wagers = new Map(rows.map(toWagerRow).map((wager) => [wager.id, wager]));
  return request.ids.map((id) => {
    const wager = wagers.get(id);
    if (!wager || !ownsCustomer(actor, { id: wager.customerId, agentId: wager.agentId })) {
      const refusal = unknownRow(message('wagers.unknown'));
      return { id, label: id, wager: undefined, decision: { ok: false, refusal } };
    }
    const decided = { id, label: wager.number, wager };
    const decision = decideOne(actor, request, wager, now);
    if (request.verb !== 'accept' || !decision.ok) return { ...decided, decision };
    const accepted = decideAcceptance(context, actor, request.reason, wager, now);
    return 'refusal' in accepted
      ? { ...decided, decision: { ok: false, refusal: accepted.refusal } }
      : { ...decided, decision, passed: accepted };
  });
}

function decideOne(
  actor: Actor,
  { verb, result, expectedVersions }: WagerChangeRequest,
  wager: WagerRow,
  now: string,
): Decision<WagerChange> {
  const decision = decideWager(wager, verb, result);
  if (!decision.ok) return decision;
  const expected = expectedVersions[wager.id];
  if (expected !== undefined && expected !== wager.version) {
    return {
      ok: false,
      refusal: {
        kind: message('operations.changed'),
        message: message('wagers.changed', { number: wager.number, state: stateMessage(wager) }),
        hint: message('operations.choose_again'),
      },
    };
  }
  const refusal =
    (verb === 'accept' ? refuseInactive(wager) : null) ??
    refuseClock(actor, message('wagers.named', { number: wager.number }), now, wager.seenAt);
  return refusal ? { ok: false, refusal } : decision;
}

export type AcceptedWager = DecidedWager & {
  wager: WagerRow;
  decision: { ok: true; change: WagerChange };
};

/** Returns true when the rule allows the change. */
export function isAcceptedWager(decided: DecidedWager): decided is AcceptedWager {
  return decided.decision.ok;
}

/**
 * Plans a change of wagers: the accepted ones and the refused ones, each with its text.
 * @throws DomainError the refusal, when one wager was chosen and it is refused
 */
export function planWagerChange(
  context: Context,
  facts: OperationFacts,
  request: WagerChangeRequest,
  decided: readonly DecidedWager[],
): OperationPlan {
  return planOutcome(decided, {
    isAccepted: isAcceptedWager,
    describe: (one) => wagerDoneMessage(one, request.verb),
    need: (accepted) => ({
      cents: accepted.reduce((sum, { decision }) => sum + Math.abs(decision.change.effectCents), 0),
    }),
    write: (accepted) => writeWagers(context, facts, request, accepted),
  });
}

/** Returns the guarded writes of the accepted wagers: all of them change, or the batch aborts. */
export function writeWagers(
  context: Context,
  facts: OperationFacts,
  request: WagerChangeRequest,
  accepted: readonly AcceptedWager[],
): Write[] {
  if (accepted.length === 0) return [];
  const { verb } = request;
  const at = operationTime(
    toTimestamp(context.clock.now()),
    accepted.map(({ wager }) => wager.seenAt),
  );
  const rows = accepted.map((one): WagerChangeRow => {
    const { wager, decision } = one;
    const { change } = decision;
    return {
      id: wager.id,
      version: wager.version,
      from: { status: wager.status, result: wager.result, settledAt: wager.settledAt },
      to: change.to,
      at,
      grading: change.isGraded
        ? { id: context.newId(), winDeltaCents: change.winDeltaCents }
        : null,
      transaction:
        change.transactionType === null
          ? null
          : {
              id: context.newId(),
              type: change.transactionType,
              amountCents: change.effectCents,
              description: render(changeMessage(one, verb), 'en'),
            },
      activityId: context.newId(),
    };
  });
  return [
    ...wagerChangeWrites(facts, wagerPast[verb], rows),
    wagerCountGuard(facts.operationId, rows.length),
    ...carriedClock(context, facts, at),
    ...(verb === 'accept' ? acceptanceWrites(facts, at, accepted) : []),
  ];
}
