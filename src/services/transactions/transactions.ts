import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, requireRole, type Actor } from '../../domain/actor.js';
import { formatCents, parseAmount, toCents } from '../../domain/money.js';
import {
  refuseAdjustment,
  refuseWithdrawal,
  transactionLabel,
  type TransactionVerb,
} from '../../domain/transaction.js';
import { DomainError } from '../../errors.js';
import { operationFacts } from '../operations/facts.js';
import {
  operationTime,
  parseText,
  refusalError,
  refuseClock,
  unknownRow,
} from '../operations/inputs.js';
import { runOperation, type OperationResult, type Row } from '../operations/run.js';
import {
  parseTransactionChange,
  planTransactionChange,
  requireTransactionVerb,
  type TransactionChangeInput,
} from './changes.js';
import { selectTransactions } from './reads.js';
import { newTransactionWrites, transactionCountGuard } from './writes.js';

/** What the book does with deposits and withdrawals. Rules: money.md, "Transactions". */

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
  /** The person has confirmed that the balance may go below zero. */
  allowNegative?: boolean | undefined;
}

export interface ChangeTransactionsInput extends TransactionChangeInput {
  operationId: string;
}

/**
 * Writes a pending deposit or withdrawal: no money moves until it is processed.
 * @throws DomainError `invalid` on a field, `not_found`, `conflict` (suspended)
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
  return runOperation(context, actor, {
    id: input.operationId,
    kind: 'transaction.create',
    request: { customerId, type, amountCents, description },
    read: [selectCustomer(customerId)],
    plan: ([rows = []]) => {
      const customer = requireCustomer(context, actor, customerId, rows[0]);
      const refusal = type === 'withdrawal' ? refuseWithdrawal(customer) : null;
      if (refusal) throw refusalError(customerId, refusal);
      const label = transactionLabel({ id, type, amountCents });
      const row = { id, type, customerId, amountCents, description, reference: null };
      return {
        outcome: {
          done: [{ id, label, text: `${label} created for ${customer.customerName}` }],
          refused: [],
        },
        writes: [
          ...newTransactionWrites(operationFacts(actor, input.operationId, null), 'created', [
            { ...row, status: 'pending', at: customer.at, activityId: context.newId() },
          ]),
          transactionCountGuard(input.operationId, 1),
          ...(type === 'withdrawal'
            ? [
                guard(
                  'suspended',
                  sql`EXISTS (SELECT 1 FROM customers WHERE id = ${customerId}
                    AND status <> 'suspended')`,
                ),
              ]
            : []),
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
  requireRole(actor, ['admin'], 'to adjust balances');
  const adjustmentCents = parseAmount(input.amount, { sign: 'signed' });
  const reason = parseText(input.reason, 'reason', { required: true });
  const customerId = parseText(input.customerId, 'customerId', { required: true });
  const allowNegative = input.allowNegative === true;
  const type = adjustmentCents > 0 ? 'deposit' : 'withdrawal';
  const amountCents = Math.abs(adjustmentCents);
  const id = context.newId();
  return runOperation(context, actor, {
    id: input.operationId,
    kind: 'balance.adjust',
    request: { customerId, adjustmentCents, reason, allowNegative },
    read: [selectCustomer(customerId)],
    plan: ([rows = []]) => {
      const customer = requireCustomer(context, actor, customerId, rows[0]);
      const refusal = refuseAdjustment({ ...customer, adjustmentCents, allowNegative });
      if (refusal) throw refusalError(customerId, { ...refusal, field: 'amount' });
      const label = transactionLabel({ id, type, amountCents });
      const direction = adjustmentCents > 0 ? 'added to' : 'taken from';
      const text = `${formatCents(amountCents)} ${direction} the balance of ${customer.customerName}: ${reason}`;
      return {
        outcome: { done: [{ id, label, text }], refused: [] },
        writes: [
          ...newTransactionWrites(operationFacts(actor, input.operationId, reason), 'adjusted', [
            {
              id,
              type,
              customerId,
              amountCents,
              status: 'completed',
              reference: `ADJ-${input.operationId}`,
              description: `Adjustment: ${reason}`,
              at: customer.at,
              activityId: context.newId(),
            },
          ]),
          transactionCountGuard(input.operationId, 1),
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

/** pending → completed; the money moves. Deposits first, then withdrawals that the balance covers. */
export const processTransactions = changeBy('process');
/** pending → failed, with a reason. */
export const failTransactions = changeBy('fail');
/** pending → cancelled. */
export const cancelTransactions = changeBy('cancel');
/** Writes the opposite of completed deposits and withdrawals, once each. */
export const reverseTransactions = changeBy('reverse');

type ChangeTransactions = (
  context: Context,
  actor: Actor,
  input: ChangeTransactionsInput,
) => Promise<OperationResult>;

/**
 * One id: a refusal is thrown. Many: each refused row is listed, the others change.
 * @throws DomainError `invalid`, `forbidden`, `not_found`, `conflict`
 */
function changeBy(verb: TransactionVerb): ChangeTransactions {
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
      plan: ([rows = []]) => planTransactionChange(context, actor, facts, request, rows),
    });
  };
}

function parseType(input: unknown): 'deposit' | 'withdrawal' {
  if (input === 'deposit' || input === 'withdrawal') return input;
  throw new DomainError('invalid', 'the type is not deposit or withdrawal', { field: 'type' });
}

function selectCustomer(id: string) {
  return sql`SELECT id, name, status, balance, agent_id, last_activity
    FROM customers WHERE id = ${id}`;
}

/** @throws DomainError unless the customer is there and the actor's, and the clock is right */
function requireCustomer(context: Context, actor: Actor, customerId: string, row: Row | undefined) {
  const agentId = row?.['agent_id'] as string;
  if (!row || !ownsCustomer(actor, { id: customerId, agentId })) {
    throw refusalError(customerId, { ...unknownRow('customer', customerId), field: 'customerId' });
  }
  const customerName = row['name'] as string;
  const seenAt = row['last_activity'] as string | null;
  const now = toTimestamp(context.clock.now());
  const refusal = refuseClock(`customer ${customerName}`, now, seenAt);
  if (refusal) throw refusalError(customerId, refusal);
  return {
    customerName,
    customerStatus: row['status'] as string,
    balanceCents: toCents(row['balance'] as number | null),
    at: operationTime(now, [seenAt]),
  };
}
