/** Reasons to ask for a step-up. */

export interface StepUpNeed {
  /** Asks whatever the amount. */
  always?: boolean;
  /** Cents that move, whichever way, or that a raised limit adds. */
  cents?: number;
  /** Rows that change at once. */
  rows?: number;
}

/** Adds needs of one batch. */
export function sumNeeds(needs: readonly StepUpNeed[]): Required<StepUpNeed> {
  return {
    always: needs.some(({ always }) => always === true),
    cents: needs.reduce((sum, { cents = 0 }) => sum + cents, 0),
    rows: needs.reduce((sum, { rows = 0 }) => sum + rows, 0),
  };
}
