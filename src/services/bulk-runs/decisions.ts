import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { operationFacts } from '../operations/facts.js';
import { refusalText } from '../operations/inputs.js';
import type { Row } from '../operations/run.js';
import { parseKind } from '../previews/preview.js';
import {
  decideTransactionChanges,
  isAcceptedTransaction,
  transactionChanges,
} from '../transactions/changes.js';
import { decideWagers, isAccepted, wagerChanges } from '../wagers/changes.js';
import type { ChosenRow } from './preview.js';
import type { BulkRun } from './records.js';

/** What becomes of each row of a chunk, by the same rules as a single operation. */

export interface ItemOutcome {
  position: number;
  outcome: 'done' | 'refused';
  reason: string | null;
  /** The row's version as the run leaves it. */
  leftVersion: number | null;
}

export function decideChunk(
  context: Context,
  actor: Actor,
  run: BulkRun,
  operationId: string,
  chosen: readonly ChosenRow[],
  records: Row[],
): { outcomes: ItemOutcome[]; writes: Write[] } {
  const parsed = parseKind(run.kind);
  const ids = chosen.map(({ id }) => id);
  const expectedVersions = Object.fromEntries(chosen.map(({ id, version }) => [id, version]));
  const facts = operationFacts(actor, operationId, run.reason);
  const positions = new Map(chosen.map(({ id, position }) => [id, position]));
  const outcomeOf = (
    { id, decision }: ReturnType<typeof decideWagers | typeof decideTransactionChanges>[number],
    leftVersion: number,
  ): ItemOutcome => ({
    position: positions.get(id) ?? 0,
    outcome: decision.ok ? 'done' : 'refused',
    reason: decision.ok ? null : refusalText(decision.refusal),
    leftVersion: decision.ok ? leftVersion : null,
  });
  if (parsed.table === 'wagers') {
    const { verb } = parsed;
    const request = { verb, ids, result: run.result, reason: run.reason, expectedVersions };
    const decided = decideWagers(context, actor, request, records);
    return {
      outcomes: decided.map((one) => outcomeOf(one, (one.wager?.version ?? 0) + 1)),
      writes: wagerChanges(context, facts, request, decided.filter(isAccepted)),
    };
  }
  const { verb } = parsed;
  const request = { verb, ids, reason: run.reason, expectedVersions };
  const decided = decideTransactionChanges(context, actor, request, records);
  // A reversal leaves the original as it is.
  const step = verb === 'reverse' ? 0 : 1;
  return {
    outcomes: decided.map((one) => outcomeOf(one, (one.transaction?.version ?? 0) + step)),
    writes: transactionChanges(context, facts, request, decided.filter(isAcceptedTransaction)),
  };
}
