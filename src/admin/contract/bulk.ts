/** Messages between the server and the components of bulk runs. */
import type { BulkRunStatus } from '../../domain/bulk-run.js';
import type { ActionTone } from './panel.js';

/** `action.custom` of an action whose component is BulkAction, beside that of every action. */
export interface BulkActionCustom {
  bulk: 'chosen' | 'all';
  /** for `chosen`, the name of the action on all rows that match the list's filter */
  all?: string;
}

/** The answer of an action on all matching rows when its form opens. */
export interface BulkSubject {
  count: number;
  /** in words */
  chosen: string;
  isTooMany: boolean;
  /** largest number of rows of one run */
  most: number;
}

/** A run, as its page shows it. */
export interface BulkRunData {
  id: string;
  status: BulkRunStatus;
  /** such as `Settle as win` */
  title: string;
  verb: string;
  tone: ActionTone;
  noun: { one: string; many: string };
  total: number;
  done: number;
  refused: number;
  chosen: string;
  reason: string | null;
  by: string;
  /** UTC */
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  timezone: string;
  /** address of the list that the rows were chosen from, with its filter */
  list: string;
  /** address of the result as a file */
  csv: string;
  /** the run that this one takes back */
  undoOf: BulkRunLink | null;
  /** runs that take this one back */
  undoneBy: BulkRunLink[];
  canUndo: boolean;
  /** the first refused rows, once it has run */
  refusedRows: BulkLine[];
}

export interface BulkRunLink {
  href: string;
  label: string;
}

/** A row by its label, with its change or the reason why it stays. */
export interface BulkLine {
  id: string;
  label: string;
  href: string;
  text: string;
}

/** The effects of confirming a run now. */
export interface BulkPreview {
  changes: number;
  refusedCount: number;
  /** refused rows by their reason, the most frequent reason first */
  refusals: { kind: string; count: number; examples: BulkLine[] }[];
  /** formatted, with signs */
  credited: string | null;
  debited: string | null;
  net: string;
  rows: BulkLine[];
  customers: BulkParty[];
  agents: BulkParty[];
  /** customers that would owe more than their limit */
  overLimit: BulkParty[];
}

export interface BulkParty {
  id: string;
  name: string;
  href: string;
  rows: number;
  /** formatted with its sign */
  effect: string;
  isDebit: boolean;
  /** for customers only: the balance before and after the run */
  before?: string;
  after?: string;
  limit?: string;
  isOverLimit?: boolean;
}
