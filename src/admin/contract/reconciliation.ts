/** What the reconciliation page's handler answers and takes: plain types for both sides. */

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
  report?: {
    /** UTC */
    at: string;
    ok: boolean;
    warnings: string[];
    checks: ReconciliationCheck[];
  };
  /** answer to `planRepair`: what a repair would change */
  repairs?: ReconciliationRepair[];
  /** answer to `repair`: what it changed */
  repaired?: ReconciliationRepair[];
}

export interface ReconciliationCheck {
  invariant: number;
  title: string;
  checked: number;
  brokenCount: number;
  /** the first of them */
  broken: ReconciliationRow[];
}

export interface ReconciliationRow {
  /** id of the resource too */
  table: string;
  id: string;
  label: string;
  expected: string | number | null;
  found: string | number | null;
  text: string;
}

export interface ReconciliationRepair {
  agentId: string;
  name: string;
  column: string;
  before: number;
  after: number;
}
