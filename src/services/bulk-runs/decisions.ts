import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { isClockRefusal } from '../operations/clock.js';
import { operationFacts } from '../operations/facts.js';
import { refusalMessage } from '../operations/inputs.js';
import type { DecidedRow } from '../operations/plan.js';
import { isAcceptedTransaction, writeTransactions } from '../transactions/changes.js';
import { isAcceptedWager, writeWagers } from '../wagers/changes.js';
import { decideChosen, type ChosenRecord, type ChosenRow } from './chosen.js';
import type { MoneyRun } from './records.js';

/** The outcome of each row of a chunk, and the writes of those that change. */

export interface ItemOutcome {
  position: number;
  outcome: 'done' | 'refused';
  reason: Message | null;
  /** The row's version as the run leaves it. */
  leftVersion: number | null;
}

/**
 * Decides on the rows of a chunk by the rules of a single operation.
 * @throws DomainError `unavailable` while the clock is behind a row
 */
export function decideChunk(
  context: Context,
  actor: Actor,
  run: MoneyRun,
  operationId: string,
  chosen: readonly ChosenRow[],
  records: readonly ChosenRecord[],
): { outcomes: ItemOutcome[]; writes: Write[] } {
  const facts = operationFacts(actor, operationId, run.reason);
  const positions = new Map(chosen.map(({ record_id, position }) => [record_id, position]));
  const outcomeOf = ({ id, decision }: DecidedRow, leftVersion: number): ItemOutcome => ({
    position: positions.get(id) ?? 0,
    outcome: decision.ok ? 'done' : 'refused',
    reason: decision.ok ? null : refusalMessage(decision.refusal),
    leftVersion: decision.ok ? leftVersion : null,
  });
  const chunk = decideChosen(context, actor, run, chosen, records);
  pauseForClock(chunk.decided);
  if (chunk.table === 'wagers') {
    const { decided, request } = chunk;
    return {
      outcomes: decided.map((one) => outcomeOf(one, (one.wager?.version ?? 0) + 1)),
      writes: writeWagers(context, facts, request, decided.filter(isAcceptedWager)),
    };
  }
  const { decided, request, verb } = chunk;
  // A reversal leaves the version of the original.
  const step = verb === 'reverse' ? 0 : 1;
  return {
    outcomes: decided.map((one) => outcomeOf(one, (one.transaction?.version ?? 0) + step)),
    writes: writeTransactions(context, facts, request, decided.filter(isAcceptedTransaction)),
  };
}

/**
 * Pauses the run, which is taken up again until the clock is right: a clock that was wrong for an
 * hour would refuse every row of it, one by one.
 * @throws DomainError `unavailable`
 */
function pauseForClock(decided: readonly DecidedRow[]): void {
  for (const { decision } of decided) {
    if (decision.ok || !isClockRefusal(decision.refusal)) continue;
    const { message: said } = decision.refusal;
    throw new DomainError('unavailable', said, { hint: message('bulk_runs.paused_hint') });
  }
}
