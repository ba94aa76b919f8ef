import type { Decision, Refusal } from './decision.js';
import { formatCents } from './money.js';

/** Rules of transactions and their effect on a balance: money.md, "Transactions". No I/O. */

export type TransactionType = 'deposit' | 'withdrawal' | 'wager' | 'settlement' | 'refund';
export type TransactionStatus = 'pending' | 'completed' | 'failed' | 'cancelled';
export type TransactionVerb = 'process' | 'fail' | 'cancel' | 'reverse';

export const transactionVerbs: readonly TransactionVerb[] = [
  'process',
  'fail',
  'cancel',
  'reverse',
];

export interface Transaction {
  id: string;
  type: TransactionType;
  status: TransactionStatus;
  amountCents: number;
  reference: string | null;
  createdAt: string;
  customerId: string;
  customerName: string;
  customerStatus: string;
  /** The customer's balance before the operation. */
  balanceCents: number;
  /** True when a reversal of it exists. */
  isReversed: boolean;
}

export interface TransactionChange {
  status: TransactionStatus;
  /** Change of the customer's balance, signed. */
  effectCents: number;
  /** Type of the row that a reversal writes; null for the other verbs. */
  reversalType: 'deposit' | 'withdrawal' | null;
}

/** Returns the change of the balance, in cents. A settlement's amount is signed already. */
export function effectCents(type: TransactionType, amountCents: number): number {
  return type === 'withdrawal' || type === 'wager' ? -amountCents : amountCents;
}

/** Returns the reference that names the original of a reversal. */
export function reversalReference(id: string): string {
  return `REV-${id}`;
}

/** Names a transaction to people: `deposit of 50.00 (ID)`. */
export function transactionLabel({ type, amountCents, id }: LabelFacts): string {
  return `${type} of ${formatCents(amountCents)} (${id})`;
}

type LabelFacts = Pick<Transaction, 'type' | 'amountCents' | 'id'>;

/** Sorts deposits before withdrawals, each by `created_at`, then `id`: money.md, "Transactions". */
export function inProcessingOrder<Row extends Transaction>(rows: readonly Row[]): Row[] {
  const key = ({ type, createdAt, id }: Row) => `${type === 'deposit' ? 0 : 1} ${createdAt} ${id}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * Decides on each transaction, in the order given. `process` checks each withdrawal against the
 * balance that the ones before it leave.
 */
export function decideTransactions<Row extends Transaction>(
  rows: readonly Row[],
  verb: TransactionVerb,
): { row: Row; decision: Decision<TransactionChange> }[] {
  const balances = new Map(rows.map(({ customerId, balanceCents }) => [customerId, balanceCents]));
  return rows.map((row) => {
    const balanceCents = balances.get(row.customerId) ?? 0;
    const refusal =
      verb === 'reverse' ? refuseReversal(row) : refuseLeaving(row, verb, balanceCents);
    if (refusal) return { row, decision: { ok: false, refusal } };
    const change = changeOf(row, verb);
    balances.set(row.customerId, balanceCents + change.effectCents);
    return { row, decision: { ok: true, change } };
  });
}

function changeOf(row: Transaction, verb: TransactionVerb): TransactionChange {
  const effect = effectCents(row.type, row.amountCents);
  switch (verb) {
    case 'process':
      return { status: 'completed', effectCents: effect, reversalType: null };
    case 'fail':
      return { status: 'failed', effectCents: 0, reversalType: null };
    case 'cancel':
      return { status: 'cancelled', effectCents: 0, reversalType: null };
    case 'reverse':
      return {
        status: 'completed',
        effectCents: -effect,
        reversalType: row.type === 'deposit' ? 'withdrawal' : 'deposit',
      };
  }
}

/** pending → completed, failed or cancelled; those three are final. */
function refuseLeaving(
  row: Transaction,
  verb: 'process' | 'fail' | 'cancel',
  balanceCents: number,
): Refusal | null {
  const label = transactionLabel(row);
  if (row.status !== 'pending') {
    return {
      kind: `already ${row.status}`,
      message: `the ${label} is already ${row.status}`,
      hint: row.status === 'completed' ? 'use reverse to take it back' : `${row.status} is final`,
    };
  }
  if (verb !== 'process' || row.type !== 'withdrawal') return null;
  if (row.customerStatus === 'suspended') return suspended(row);
  if (balanceCents >= row.amountCents) return null;
  return {
    kind: 'beyond the balance',
    message: `the ${label} is more than the balance of ${row.customerName}, ${formatCents(balanceCents)}`,
    hint: 'it stays pending',
  };
}

function refuseReversal(row: Transaction): Refusal | null {
  const label = transactionLabel(row);
  if (row.type !== 'deposit' && row.type !== 'withdrawal') {
    return {
      kind: `a ${row.type}`,
      message: `the ${label} belongs to a wager`,
      hint: 'use regrade, void or reopen on the wager',
    };
  }
  if (row.reference?.startsWith('REV-')) {
    return {
      kind: 'a reversal',
      message: `the ${label} is itself a reversal, which cannot be reversed`,
      hint: 'write an adjustment instead',
    };
  }
  if (row.status !== 'completed') {
    return {
      kind: row.status,
      message: `the ${label} is ${row.status}, and only a completed one can be reversed`,
      ...(row.status === 'pending' ? { hint: 'use cancel' } : {}),
    };
  }
  if (row.isReversed) {
    return { kind: 'already reversed', message: `the ${label} is already reversed` };
  }
  return null;
}

/** Refuses a withdrawal of a suspended customer. */
export function refuseWithdrawal(
  customer: Pick<Transaction, 'customerName' | 'customerStatus'>,
): Refusal | null {
  return customer.customerStatus === 'suspended' ? suspended(customer) : null;
}

function suspended({ customerName }: Pick<Transaction, 'customerName'>): Refusal {
  return {
    kind: 'the customer is suspended',
    message: `customer ${customerName} is suspended and cannot withdraw`,
    hint: 'activate the customer first',
  };
}

export interface AdjustmentFacts {
  customerName: string;
  balanceCents: number;
  /** Signed. */
  adjustmentCents: number;
  /** The administrator has confirmed that the balance may be below zero. */
  allowNegative: boolean;
}

/** Refuses an adjustment down to below zero until a confirmation allows it. */
export function refuseAdjustment(facts: AdjustmentFacts): Refusal | null {
  const afterCents = facts.balanceCents + facts.adjustmentCents;
  if (facts.adjustmentCents > 0 || afterCents >= 0 || facts.allowNegative) return null;
  return {
    kind: 'below zero',
    message: `the balance of ${facts.customerName} would be ${formatCents(afterCents)}, below zero`,
    hint: 'confirm that it may go below zero',
  };
}
