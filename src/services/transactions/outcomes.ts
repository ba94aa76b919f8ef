import { customerOf } from '../../domain/decision.js';
import {
  transactionLabel,
  type TransactionChange,
  type TransactionType,
  type TransactionVerb,
} from '../../domain/transaction.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import type { TransactionRow } from './reads.js';

/** Outcomes of changed transactions, for people, and the descriptions of reversals in the book. */

export interface ChangedTransaction {
  transaction: TransactionRow;
  decision: { change: TransactionChange };
}

/** Writes the description of a reversal, which the book keeps in English. */
export function describeReversal(original: TransactionType, reason: string | null): string {
  const type = `transaction.${original}` as const;
  const said =
    reason === null
      ? message('transactions.reversal', { type })
      : message('transactions.reversal_because', { type, reason });
  return render(said, 'en');
}

const outcomes = {
  process: 'transactions.processed',
  fail: 'transactions.failed',
  cancel: 'transactions.cancelled',
  reverse: 'transactions.reversed',
} as const;

/** Names the change and the money: `deposit of 50.00 processed: 50.00 credited to Ann`. */
export function transactionDoneMessage(
  { transaction, decision }: ChangedTransaction,
  verb: TransactionVerb,
): Message {
  const { effectCents } = decision.change;
  const what = message(outcomes[verb], { label: transactionLabel(transaction) });
  if (effectCents === 0) return what;
  return message(effectCents > 0 ? 'transactions.credited' : 'transactions.debited', {
    what,
    amount: Math.abs(effectCents),
    customer: customerOf(transaction),
  });
}
