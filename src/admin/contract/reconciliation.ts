/** Messages between the reconciliation page and its handler: plain types for both sides. */
import type { ReconciliationSummary, RepairedValue } from '../../domain/reconciliation.js';

export type { BrokenRow, SummarisedCheck } from '../../domain/reconciliation.js';

/** The step that the page posts; a GET reads the present state. */
export type ReconciliationStep = 'run' | 'planRepair' | 'repair';

/** A repaired value with the title of its column. */
export interface RepairLine<Text = string> extends RepairedValue {
  title: Text;
}

export interface ReconciliationData<Text = string> {
  /** zone of the times that the page shows */
  timezone: string;
  /** part that the running reconciliation checks now; absent when none runs */
  step?: Text;
  /** reason why the last reconciliation failed */
  problem?: Text;
  /** findings of the last reconciliation */
  report?: ReconciliationSummary<Text>;
  /** answer to `planRepair`: values that a repair would change */
  repairs?: RepairLine<Text>[];
  /** answer to `repair`: values that it has changed */
  repaired?: RepairLine<Text>[];
}
