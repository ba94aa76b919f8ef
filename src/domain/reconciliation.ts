/** The findings of a reconciliation and of a repair, as services, panels and browsers share them. */

export interface BrokenRow<Text = string> {
  /** The panels know the row's resource by the same name. */
  table: string;
  id: string;
  /** Name that users know the row by. */
  label: Text | string;
  expected: Text | string | number | null;
  found: Text | string | number | null;
  /** Message that names the row and its fault. */
  text: Text;
}

export interface InvariantCheck<Text = string> {
  /** Its number in the list of invariants (docs/money.md). */
  invariant: number;
  title: Text;
  /** Rows that the check looked at. */
  checked: number;
  broken: BrokenRow<Text>[];
}

export interface ReconciliationReport<Text = string> {
  /** Start of the reconciliation, UTC. */
  at: string;
  checks: InvariantCheck<Text>[];
  /** Notes on things worth knowing that break no invariant. */
  warnings: Text[];
  ok: boolean;
}

/** An invariant with the first of its broken rows, and the count of all. */
export interface SummarisedCheck<Text = string> extends Omit<InvariantCheck<Text>, 'broken'> {
  brokenCount: number;
  /** The first of them. */
  broken: BrokenRow<Text>[];
}

export interface ReconciliationSummary<Text = string> extends Omit<
  ReconciliationReport<Text>,
  'checks'
> {
  checks: SummarisedCheck<Text>[];
}

/** A derived column that a repair corrects, or has corrected. */
export interface RepairedValue {
  /** Id of the agent or customer; empty for the book. */
  ownerId: string;
  /** Null for the book. */
  name: string | null;
  /** A column of the agent, or a sum of `open_stakes`. */
  column: 'customer_count' | 'total_volume' | 'credit_used' | 'open_stakes';
  before: number;
  after: number;
}
