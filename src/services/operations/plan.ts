import type { Write } from '../../db/batch.js';
import type { Decision } from '../../domain/decision.js';
import type { Message } from '../../messages/message.js';
import type { StepUpNeed } from '../step-up/need.js';
import { refusalError, refusedLine } from './inputs.js';
import type { OperationPlan } from './run.js';

/** One plan for every change of chosen rows, so that all operations refuse and report alike. */

/** A chosen row and the decision on it. */
export interface DecidedRow<Change = unknown> {
  id: string;
  label: Message | string;
  decision: Decision<Change>;
}

/** The part of a plan that depends on the kind of the rows. */
export interface AcceptedRows<Decided extends DecidedRow, Accepted extends Decided> {
  isAccepted: (decided: Decided) => decided is Accepted;
  /** One line about the row, for the outcome. */
  describe: (accepted: Accepted) => Message;
  /** Returns the need of a step-up of the accepted rows. */
  need: (accepted: readonly Accepted[]) => StepUpNeed;
  /** Guarded writes of all accepted rows. */
  write: (accepted: readonly Accepted[]) => readonly Write[];
}

/**
 * Plans the accepted rows and lists each refused one with its reason.
 * @throws DomainError the refusal, when one row was chosen and it is refused
 */
export function planOutcome<Decided extends DecidedRow, Accepted extends Decided>(
  decided: readonly Decided[],
  { isAccepted, describe, need, write }: AcceptedRows<Decided, Accepted>,
): OperationPlan {
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
      done: accepted.map((one) => ({ id: one.id, label: one.label, text: describe(one) })),
      refused: refused.map(({ line }) => line),
    },
    writes: write(accepted),
    needs: need(accepted),
  };
}
