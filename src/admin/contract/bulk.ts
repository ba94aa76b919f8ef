/** What the server and the components of bulk runs tell each other. */
import type { BulkRunStatus } from '../../domain/bulk-run.js';
import type { ActionTone } from './panel.js';

/** `action.custom` of an action whose component is BulkAction, beside that of every action. */
export interface BulkActionCustom {
  bulk: 'chosen' | 'all';
  /** of `chosen`: the action on all rows that match the list's filter */
  all?: string;
}

/** What an action on all matching rows answers when it is opened. */
export interface BulkSubject {
  count: number;
  /** in words */
  chosen: string;
  isTooMany: boolean;
  /** rows that one run takes */
  most: number;
}

/** What the page of a run shows. */
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
  /** the list that the rows were chosen from, with its filter */
  list: string;
  csv: string;
  /** the run that this one takes back */
  undoOf: BulkRunLink | null;
  /** runs that take this one back */
  undoneBy: BulkRunLink[];
  canUndo: boolean;
  /** once it has run: the first rows that were refused */
  refusedRows: BulkLine[];
}

export interface BulkRunLink {
  href: string;
  label: string;
}

/** A row by its label, with what becomes of it or why not. */
export interface BulkLine {
  id: string;
  label: string;
  href: string;
  text: string;
}

/** What confirming a run would do now. */
export interface BulkPreview {
  changes: number;
  refusedCount: number;
  /** why, with how many, the most first */
  refusals: { kind: string; count: number; examples: BulkLine[] }[];
  /** formatted, with signs */
  credited: string | null;
  debited: string | null;
  net: string;
  rows: BulkLine[];
  customers: BulkParty[];
  agents: BulkParty[];
  /** customers who would owe more than their limit */
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
  /** of a customer */
  before?: string;
  after?: string;
  limit?: string;
  isOverLimit?: boolean;
}
