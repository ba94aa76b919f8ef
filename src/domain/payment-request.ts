import { message } from '../messages/message.js';
import type { AccountStatus, Role } from './actor.js';
import { customerOf, type Refusal } from './decision.js';
import type { TransactionType } from './transaction.js';

/** Bounds of requests of customers and agents: money.md, "Credit and limits". No I/O. */

/** The most pending deposits of a customer, and the most pending withdrawals. */
export const MOST_PENDING = 10;

export interface RequestFacts {
  customerId: string;
  customerName: string;
  customerStatus: AccountStatus;
  balanceCents: number;
  type: Extract<TransactionType, 'deposit' | 'withdrawal'>;
  amountCents: number;
  /** Count of the customer's pending transactions of the same type. */
  pending: number;
  /** Sum of the customer's pending withdrawals. */
  withdrawalCents: number;
}

/** Returns true for roles whose pending deposits and withdrawals are requests. */
export function isRequester(role: Role): boolean {
  return role !== 'admin';
}

/** Refuses a request of an inactive customer, one too many, and withdrawals beyond the balance. */
export function refuseRequest(facts: RequestFacts): (Refusal & { field?: string }) | null {
  const customer = customerOf(facts);
  const { type, pending, customerStatus, balanceCents, withdrawalCents } = facts;
  if (customerStatus !== 'active') {
    return {
      kind: message('wagers.kind_customer', { status: `customer.${customerStatus}` }),
      message: message('transactions.no_requests', {
        customer,
        status: `customer.${customerStatus}`,
      }),
      hint: message('transactions.ask_to_activate'),
    };
  }
  if (pending >= MOST_PENDING) {
    return {
      kind: message('transactions.kind_too_many'),
      message: message(
        type === 'deposit' ? 'transactions.too_many_deposits' : 'transactions.too_many_withdrawals',
        { customer, pending, most: MOST_PENDING },
      ),
      hint: message('transactions.wait_or_cancel'),
    };
  }
  if (type === 'deposit') return null;
  const sum = withdrawalCents + facts.amountCents;
  if (sum <= balanceCents) return null;
  const left = balanceCents - withdrawalCents;
  return {
    kind: message('transactions.kind_beyond_balance'),
    message: message('transactions.requests_beyond_balance', {
      customer,
      sum,
      balance: balanceCents,
    }),
    hint:
      left > 0
        ? message('transactions.request_at_most', { left })
        : message(
            withdrawalCents > 0 ? 'transactions.nothing_left' : 'transactions.nothing_to_withdraw',
          ),
    field: 'amount',
  };
}
