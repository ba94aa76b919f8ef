import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, inList } from '../../db/batch.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { customerOf } from '../../domain/decision.js';
import { parseAmount } from '../../domain/money.js';
import {
  refuseAdjustment,
  transactionLabel,
  type TransactionVerb,
} from '../../domain/transaction.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { carriedClock } from '../operations/clock.js';
import { operationFacts } from '../operations/facts.js';
import { parseText, refusalError } from '../operations/inputs.js';
import { runOperation, type OperationResult } from '../operations/run.js';
import {
  decideTransactionChanges,
  parseTransactionChange,
  planTransactionChange,
  requireTransactionVerb,
  type TransactionChangeInput,
} from './changes.js';
import { requirePayingCustomer, selectPayingCustomer } from './paying-customer.js';
import { selectTransactions } from './reads.js';
import { requireRequest, selectPendingRequests } from './requests.js';
import { newTransactionWrites, transactionCountGuard } from './writes.js';

/** Operations on deposits and withdrawals. Rules: money.md, "Transactions". */

export interface CreateTransactionInput {
  operationId: string;
  customerId: string;
  type: 'deposit' | 'withdrawal';
  /** Dollars, a number or typed text. */
  amount: number | string;
  description?: string | null | undefined;
}

export interface AdjustBalanceInput {
  operationId: string;
  customerId: string;
  /** Dollars: positive adds to the balance, negative takes from it. */
  amount: number | string;
  reason: string;
  /** The administrator has confirmed that the balance may go below zero. */
  allowNegative?: boolean | undefined;
}

export interface ChangeTransactionsInput extends TransactionChangeInput {
  operationId: string;
}

/**
 * Writes a pending deposit or withdrawal: no money moves until it is processed. Customers and agents
 * request within bounds.
 * @throws DomainError `invalid` on a field, `not_found`, `conflict` (status, bounds of requests)
 */
export async function createTransaction(
  context: Context,
  actor: Actor,
  input: CreateTransactionInput,
): Promise<OperationResult> {
  const type = parseType(input.type);
  const amountCents = parseAmount(input.amount);
  const description = parseText(input.description, 'description', { required: false });
  const customerId = parseText(input.customerId, 'customerId', { required: true });
  const id = context.newId();
  const facts = operationFacts(actor, input.operationId, null);
  return runOperation(context, actor, {
    id: input.operationId,
    kind: 'transaction.create',
    request: { customerId, type, amountCents, description },
    read: [selectPayingCustomer(customerId), selectPendingRequests(customerId)],
    plan: ([[row], [pending]]) => {
      const customer = requirePayingCustomer(context, actor, customerId, row);
      const guards = requireRequest(actor, { type, amountCents, customer }, pending);
      const label = transactionLabel({ type, amountCents });
      const text = message('transactions.created', { label, customer: customerOf(customer) });
      const made = { id, type, customerId, amountCents, description, reference: null };
      return {
        outcome: { done: [{ id, label, text }], refused: [] },
        writes: [
          ...newTransactionWrites(facts, 'created', [
            { ...made, status: 'pending', at: customer.at, activityId: context.newId() },
          ]),
          transactionCountGuard(input.operationId, 1),
          ...carriedClock(context, facts, customer.at),
          ...guards,
        ],
      };
    },
  });
}

/**
 * Writes a completed deposit (up) or withdrawal (down) with a reason; administrators only.
 * @throws DomainError `forbidden`, `invalid` on a field, `not_found`, `conflict` (below zero)
 */
export async function adjustBalance(
  context: Context,
  actor: Actor,
  input: AdjustBalanceInput,
): Promise<OperationResult> {
  requireRole(actor, ['admin'], message('transactions.adjusting'));
  const adjustmentCents = parseAmount(input.amount, { sign: 'signed' });
  const reason = parseText(input.reason, 'reason', { required: true });
  const customerId = parseText(input.customerId, 'customerId', { required: true });
  const allowNegative = input.allowNegative === true;
  const type = adjustmentCents > 0 ? 'deposit' : 'withdrawal';
  const amountCents = Math.abs(adjustmentCents);
  const id = context.newId();
  const facts = operationFacts(actor, input.operationId, reason);
  return runOperation(context, actor, {
    id: input.operationId,
    kind: 'balance.adjust',
    request: { customerId, adjustmentCents, reason, allowNegative },
    read: [selectPayingCustomer(customerId)],
    plan: ([[row]]) => {
      const customer = requirePayingCustomer(context, actor, customerId, row);
      const refusal = refuseAdjustment({ ...customer, adjustmentCents, allowNegative });
      if (refusal) throw refusalError(customerId, { ...refusal, field: 'amount' });
      const label = transactionLabel({ type, amountCents });
      const text = message(adjustmentCents > 0 ? 'transactions.added' : 'transactions.taken', {
        amount: amountCents,
        customer: customerOf(customer),
        reason,
      });
      return {
        outcome: { done: [{ id, label, text }], refused: [] },
        needs: { always: true },
        writes: [
          ...newTransactionWrites(facts, 'adjusted', [
            {
              id,
              type,
              customerId,
              amountCents,
              status: 'completed',
              reference: `ADJ-${input.operationId}`,
              description: render(message('transactions.adjustment', { reason }), 'en'),
              at: customer.at,
              activityId: context.newId(),
            },
          ]),
          transactionCountGuard(input.operationId, 1),
          ...carriedClock(context, facts, customer.at),
          ...(type === 'deposit' || allowNegative
            ? []
            : [
                guard(
                  'balance',
                  sql`EXISTS (SELECT 1 FROM customers WHERE id = ${customerId} AND balance >= 0)`,
                ),
              ]),
        ],
      };
    },
  });
}

/** Completes pending transactions: deposits first, then withdrawals that the balance covers. */
export const processTransactions = transactionOperation('process');
/** Fails pending transactions, with a reason. */
export const failTransactions = transactionOperation('fail');
/** Cancels pending transactions. */
export const cancelTransactions = transactionOperation('cancel');
/** Writes the opposite of completed deposits and withdrawals, once each. */
export const reverseTransactions = transactionOperation('reverse');

type ChangeTransactions = (
  context: Context,
  actor: Actor,
  input: ChangeTransactionsInput,
) => Promise<OperationResult>;

/**
 * Makes the operation of a verb. With one id, it throws a refusal; with many, it lists each refused
 * row and changes the others.
 * @throws DomainError `invalid`, `forbidden`, `not_found`, `conflict`
 */
function transactionOperation(verb: TransactionVerb): ChangeTransactions {
  return async (context, actor, input) => {
    requireTransactionVerb(actor, verb);
    const request = parseTransactionChange(verb, input);
    const { ids, reason } = request;
    const facts = operationFacts(actor, input.operationId, reason);
    return runOperation(context, actor, {
      id: input.operationId,
      kind: `transaction.${verb}`,
      request: { ids: [...ids].sort(), reason, versions: request.expectedVersions },
      read: [selectTransactions(inList(ids))],
      plan: ([transactions]) =>
        planTransactionChange(
          context,
          facts,
          request,
          decideTransactionChanges(context, actor, request, transactions),
        ),
    });
  };
}

function parseType(input: unknown): 'deposit' | 'withdrawal' {
  if (input === 'deposit' || input === 'withdrawal') return input;
  throw new DomainError('invalid', message('transactions.bad_type'), { field: 'type' });
}
