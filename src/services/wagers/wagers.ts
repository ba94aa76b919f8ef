import type { Context } from '../../context.js';
import { inList } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { WagerResult, WagerVerb } from '../../domain/wager.js';
import { operationFacts } from '../operations/facts.js';
import { parseIds, parseText } from '../operations/inputs.js';
import { runOperation, type OperationResult } from '../operations/run.js';
import {
  decideWagers,
  parseResult,
  planWagerChange,
  requireWagerVerb,
  type WagerChangeRequest,
} from './changes.js';
import { selectWagers } from './reads.js';

export { placeWager, type PlaceWagerInput } from './place.js';

/** Operations on wagers, from placing to the last grading. Rules: money.md, "Wagers". */

export interface ChangeWagersInput {
  operationId: string;
  ids: readonly string[];
  result?: WagerResult | undefined;
  reason?: string | null | undefined;
  /** Versions of the rows when they were chosen: a row changed since is refused by name. */
  expectedVersions?: Readonly<Record<string, number>> | undefined;
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
