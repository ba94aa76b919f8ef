import { message, type Message } from '../messages/message.js';
import type { AccountStatus } from './actor.js';
import { customerOf, type Decision, type Refusal } from './decision.js';

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
  customerStatus: AccountStatus;
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

/** Names a transaction to people: `deposit of 50.00`. */
export function transactionLabel({
  type,
  amountCents,
}: Pick<Transaction, 'type' | 'amountCents'>): Message {
  return message('transactions.label', { type: `transaction.${type}`, amount: amountCents });
}

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
    const state = transactionState(row.status);
    return {
      kind: message('operations.already', { state }),
      message: message('transactions.already', { label, state }),
      hint:
        row.status === 'completed'
          ? message('transactions.use_reverse')
          : message('transactions.final', { state }),
    };
  }
  if (verb !== 'process' || row.type !== 'withdrawal') return null;
  if (row.customerStatus === 'suspended') return suspended(row);
  if (balanceCents >= row.amountCents) return null;
  return {
    kind: message('transactions.kind_beyond_balance'),
    message: message('transactions.beyond_balance', {
      label,
      customer: customerOf(row),
      balance: balanceCents,
    }),
    hint: message('transactions.stays_pending'),
  };
}

function refuseReversal(row: Transaction): Refusal | null {
  const label = transactionLabel(row);
  if (row.type !== 'deposit' && row.type !== 'withdrawal') {
    return {
      kind: message('transactions.kind_of_wager'),
      message: message('transactions.of_wager', { label }),
      hint: message('transactions.change_wager'),
    };
  }
  if (row.reference?.startsWith('REV-')) {
    return {
      kind: message('transactions.kind_reversal'),
      message: message('transactions.is_reversal', { label }),
      hint: message('transactions.adjust_instead'),
    };
  }
  if (row.status !== 'completed') {
    const state = transactionState(row.status);
    return {
      kind: state,
      message: message('transactions.only_completed_reversed', { label, state }),
      ...(row.status === 'pending' ? { hint: message('transactions.use_cancel') } : {}),
    };
  }
  if (row.isReversed) {
    return {
      kind: message('transactions.kind_reversed'),
      message: message('transactions.already_reversed', { label }),
    };
  }
  return null;
}

/** Names a transaction's status. */
export function transactionState(status: TransactionStatus): Message {
  return message('transactions.state', { state: `transaction.${status}` });
}

type Payer = Pick<Transaction, 'customerId' | 'customerName' | 'customerStatus'>;

/** Refuses a withdrawal of a suspended customer. */
export function refuseWithdrawal(customer: Payer): Refusal | null {
  return customer.customerStatus === 'suspended' ? suspended(customer) : null;
}

function suspended(customer: Payer): Refusal {
  return {
    kind: message('wagers.kind_customer', { status: 'customer.suspended' }),
    message: message('transactions.suspended', { customer: customerOf(customer) }),
    hint: message('transactions.activate_customer'),
  };
}

export interface AdjustmentFacts {
  customerId: string;
  customerName: string;
  balanceCents: number;
  /** Signed. */
  adjustmentCents: number;
  /** The administrator has confirmed that the balance may be below zero. */
  allowNegative: boolean;
}

/** Refuses an adjustment down to below zero until a confirmation allows it. */
export function refuseAdjustment(facts: AdjustmentFacts): Refusal | null {
  const after = facts.balanceCents + facts.adjustmentCents;
  if (facts.adjustmentCents > 0 || after >= 0 || facts.allowNegative) return null;
  return {
    kind: message('transactions.kind_below_zero'),
    message: message('transactions.below_zero', { customer: customerOf(facts), after }),
    hint: message('transactions.confirm_below_zero'),
  };
}
