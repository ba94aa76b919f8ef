import { sql, type SQL } from 'drizzle-orm';
import { guard, rows, type Query } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { isRequester, MOST_PENDING, refuseRequest } from '../../domain/payment-request.js';
import { refuseWithdrawal } from '../../domain/transaction.js';
import { refusalError } from '../operations/inputs.js';
import type { requirePayingCustomer } from './paying-customer.js';

/** Bounds of new pending deposits and withdrawals: read, decided, and held by guards. */

export interface PendingRequests {
  deposits: number;
  withdrawals: number;
  withdrawalCents: number;
}

const pendingOf = (customerId: string) => sql`transactions
    INDEXED BY idx_transactions_customer_status
    WHERE customer_id = ${customerId} AND status = 'pending'`;

/** Reads what a customer has pending. */
export function selectPendingRequests(customerId: string): Query<PendingRequests> {
  return rows(sql`SELECT coalesce(sum(type = 'deposit'), 0) AS deposits,
      coalesce(sum(type = 'withdrawal'), 0) AS withdrawals,
      coalesce(sum(CASE type WHEN 'withdrawal' THEN CAST(round(amount * 100) AS INTEGER) END), 0)
        AS "withdrawalCents"
    FROM ${pendingOf(customerId)}`);
}

export interface NewPayment {
  type: 'deposit' | 'withdrawal';
  amountCents: number;
  customer: ReturnType<typeof requirePayingCustomer>;
}

/**
 * Decides whether the actor may write the pending row, and returns the guards that hold the
 * decision within the batch. Administrators answer for the bounds of a request themselves.
 * @throws DomainError `conflict`
 */
export function requireRequest(
  actor: Actor,
  { type, amountCents, customer }: NewPayment,
  pending: PendingRequests | undefined,
): SQL[] {
  const { customerId } = customer;
  if (!isRequester(actor.role)) {
    const refusal = type === 'withdrawal' ? refuseWithdrawal(customer) : null;
    if (refusal) throw refusalError(customerId, refusal);
    return type === 'withdrawal' ? [statusGuard(customerId, sql`status <> 'suspended'`)] : [];
  }
  const { deposits = 0, withdrawals = 0, withdrawalCents = 0 } = pending ?? {};
  const refusal = refuseRequest({
    ...customer,
    ...{ type, amountCents, withdrawalCents },
    pending: type === 'deposit' ? deposits : withdrawals,
  });
  if (refusal) throw refusalError(customerId, refusal);
  return [statusGuard(customerId, sql`status = 'active'`), boundsGuard(customerId, type)];
}

function statusGuard(customerId: string, condition: SQL): SQL {
  return guard(
    'status',
    sql`EXISTS (SELECT 1 FROM customers WHERE id = ${customerId} AND ${condition})`,
  );
}

/** Aborts the batch when the customer now has too many rows of the type pending, or too much. */
function boundsGuard(customerId: string, type: NewPayment['type']): SQL {
  const isCovered = sql`coalesce(sum(CAST(round(amount * 100) AS INTEGER)), 0) <=
      (SELECT CAST(round(coalesce(balance, 0) * 100) AS INTEGER) FROM customers
        WHERE id = ${customerId})`;
  return guard(
    'requests',
    sql`(SELECT count(*) <= ${MOST_PENDING}
      ${type === 'withdrawal' ? sql`AND ${isCovered}` : sql``}
      FROM ${pendingOf(customerId)} AND type = ${type})`,
  );
}
