/** Messages between the reconciliation page and its handler: plain types for both sides. */
import type { ReconciliationSummary, RepairedValue } from '../../domain/reconciliation.js';

export type { BrokenRow, RepairedValue, SummarisedCheck } from '../../domain/reconciliation.js';

/** The step that the page posts; a GET reads the present state. */
export type ReconciliationStep = 'run' | 'planRepair' | 'repair';

export interface ReconciliationData {
  /** zone of the times that the page shows */
  timezone: string;
  /** part that the running reconciliation checks now; absent when none runs */
  step?: string;
  /** reason why the last reconciliation failed */
  problem?: string;
  /** findings of the last reconciliation */
  report?: ReconciliationSummary;
  /** answer to `planRepair`: values that a repair would change */
  repairs?: RepairedValue[];
  /** answer to `repair`: values that it has changed */
  repaired?: RepairedValue[];
}
