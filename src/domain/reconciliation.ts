/** The findings of a reconciliation and of a repair, as services, panels and browsers share them. */

export interface BrokenRow {
  /** The panels know the row's resource by the same name. */
  table: string;
  id: string;
  /** Name that users know the row by. */
  label: string;
  expected: string | number | null;
  found: string | number | null;
  /** One sentence: which row, and its fault. */
  text: string;
}

export interface InvariantCheck {
  /** Its number in the list of invariants (docs/money.md). */
  invariant: number;
  title: string;
  /** Rows that the check looked at. */
  checked: number;
  broken: BrokenRow[];
}

export interface ReconciliationReport {
  /** Start of the reconciliation, UTC. */
  at: string;
  checks: InvariantCheck[];
  /** Notes on things worth knowing that break no invariant. */
  warnings: string[];
  ok: boolean;
}

/** An invariant with the first of its broken rows, and the count of all. */
export interface SummarisedCheck extends Omit<InvariantCheck, 'broken'> {
  brokenCount: number;
  /** The first of them. */
  broken: BrokenRow[];
}

export interface ReconciliationSummary extends Omit<ReconciliationReport, 'checks'> {
  checks: SummarisedCheck[];
}

/** A derived column that a repair corrects, or has corrected. */
export interface RepairedValue {
  agentId: string;
  name: string;
  column: 'customer_count' | 'total_volume';
  before: number;
  after: number;
}
