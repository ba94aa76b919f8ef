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
export interface BulkSubject<Text = string> {
  count: number;
  /** in words */
  chosen: Text;
  isTooMany: boolean;
  /** largest number of rows of one run */
  most: number;
}

/** Prefix under which the form of an edit posts the new value of each ticked column. */
export const EDIT_PREFIX = '__edit.';

/** A run, as its page shows it. */
export interface BulkRunData<Text = string> {
  id: string;
  status: BulkRunStatus;
  /** such as `Settle as win` */
  title: Text;
  verb: Text;
  tone: ActionTone;
  noun: { one: Text; many: Text };
  total: number;
  done: number;
  refused: number;
  /** the reason for which a running one makes no progress; it goes on by itself */
  waitsFor: Text | null;
  chosen: Text;
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
  refusedRows: BulkLine<Text>[];
  /** an edit of fields; null for an operation on money */
  edit: BulkEditData<Text> | null;
}

/** Data of an edit beside those of any run. */
export interface BulkEditData<Text = string> {
  /** columns by their titles, with their new values; none in an undo */
  values: { column: Text; value: Text }[];
  /** of the done rows, those that had the values already */
  unchanged: number;
  /** of the refused rows, those that somebody changed meanwhile */
  conflicts: number;
  /** address of the refused rows as a file */
  refusedCsv: string;
}

export interface BulkRunLink {
  href: string;
  label: string;
}

/** A row by its label, with its change or the reason why it stays. */
export interface BulkLine<Text = string> {
  id: string;
  label: Text | string;
  href: string;
  text: Text;
}

/** The effects of confirming a run now. */
export interface BulkPreview<Text = string> {
  changes: number;
  refusedCount: number;
  /** refused rows by their reason, the most frequent reason first */
  refusals: { kind: Text; count: number; examples: BulkLine<Text>[] }[];
  /** formatted, with signs */
  credited: string | null;
  debited: string | null;
  net: string;
  rows: BulkLine<Text>[];
  customers: BulkParty[];
  agents: BulkParty[];
  /** customers that would owe more than their limit */
  overLimit: BulkParty[];
}

/** The effects of confirming an edit now. */
export interface BulkEditPreview<Text = string> {
  changes: number;
  /** rows that have the values already */
  unchanged: number;
  refusedCount: number;
  /** of the refused rows, those that changed since they were chosen */
  conflicts: number;
  /** rows whose change was not tried, because too many were refused */
  untried: number;
  /** refused rows by their reason, the most frequent reason first */
  refusals: { kind: Text; count: number; examples: Omit<BulkLine<Text>, 'text'>[] }[];
  /** the first rows that change */
  rows: EditedRow<Text>[];
}

/** A row with the values that it has and gets. */
export interface EditedRow<Text = string> extends Omit<BulkLine<Text>, 'text'> {
  changes: { column: Text | string; before: Text; after: Text }[];
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
