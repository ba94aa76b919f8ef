/** What the reconciliation page's handler answers and takes: plain types for both sides. */
import type { ReconciliationSummary, RepairedValue } from '../../domain/reconciliation.js';

export type { BrokenRow, RepairedValue, SummarisedCheck } from '../../domain/reconciliation.js';

/** what the page asks for with a POST; without one it asks how things stand */
export type ReconciliationStep = 'run' | 'planRepair' | 'repair';

export interface ReconciliationData {
  /** in which times are shown */
  timezone: string;
  /** what it is checking now; absent when it does not run */
  step?: string;
  /** why it could not be done */
  problem?: string;
  /** of the last run */
  report?: ReconciliationSummary;
  /** answer to `planRepair`: what a repair would change */
  repairs?: RepairedValue[];
  /** answer to `repair`: what it changed */
  repaired?: RepairedValue[];
}
