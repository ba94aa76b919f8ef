import { sql, type SQL } from 'drizzle-orm';
import { guard, jsonDollars, jsonField, jsonTable } from '../../db/batch.js';
import type { OperationFacts } from '../operations/facts.js';

/** SQL that makes and changes transactions: a fixed number of writes for any number of rows. */

export interface NewTransactionRow {
  id: string;
  type: 'deposit' | 'withdrawal';
  customerId: string;
  amountCents: number;
  status: 'pending' | 'completed';
  /** REV- or ADJ- for a completed one, null for a pending one. */
  reference: string | null;
  description: string | null;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  at: string;
  activityId: string;
  actorUserId?: string | undefined;
}

export interface TransactionChangeRow {
  id: string;
  /** The transaction's version before the change. */
  version: number;
  status: 'completed' | 'failed' | 'cancelled';
  at: string;
  activityId: string;
  actorUserId?: string | undefined;
}

/** An activity calls a deposit a payment; the amount is positive for both types. */
const activityType = sql.raw(`CASE t.type WHEN 'deposit' THEN 'payment' ELSE 'withdrawal' END`);

/**
 * Writes transaction, activity and audit row of each: 3 writes.
 * @param action created, reversed or adjusted
 */
export function newTransactionWrites(
  facts: OperationFacts,
  action: string,
  rows: readonly NewTransactionRow[],
): SQL[] {
  const { operationId } = facts;
  const transactions = rows.map((row) => ({
    id: row.id,
    k: row.type,
    c: row.customerId,
    a: row.amountCents,
    s: row.status,
    r: row.reference,
    d: row.description,
    t: row.at,
    p: row.status === 'completed' ? row.at : null,
  }));
  return [
    sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
        created_at, updated_at, processed_at, operation_id)
      SELECT ${jsonField('id')}, ${jsonField('k')}, ${jsonField('c')}, ${jsonDollars('a')}, ${jsonField('s')},
        ${jsonField('r')}, ${jsonField('d')}, ${jsonField('t')}, ${jsonField('t')}, ${jsonField('p')}, ${operationId}
      FROM ${jsonTable(transactions)}
      ORDER BY j.key`,
    insertTransactionActivities(facts, action, rows),
    insertTransactionAudits(
      facts,
      action,
      rows,
      sql`NULL`,
      sql`json_object('type', t.type, 'customer_id', t.customer_id, 'amount', t.amount,
        'status', t.status, 'reference', t.reference)`,
    ),
  ];
}

/**
 * Completes, fails or cancels pending transactions: 3 writes. They leave out a transaction that is
 * not at the expected version; follow with `transactionCountGuard` to abort instead.
 * @param action processed, failed or cancelled
 */
export function transactionChangeWrites(
  facts: OperationFacts,
  action: string,
  rows: readonly TransactionChangeRow[],
): SQL[] {
  const { operationId } = facts;
  const changes = rows.map(({ id, version, status, at }) => ({ id, v: version, s: status, t: at }));
  return [
    sql`UPDATE transactions SET status = ${jsonField('s')}, processed_at = ${jsonField('t')},
        updated_at = ${jsonField('t')}, version = version + 1, operation_id = ${operationId}
      FROM ${jsonTable(changes)}
      WHERE transactions.id = ${jsonField('id')} AND transactions.version = ${jsonField('v')}`,
    insertTransactionActivities(facts, action, rows),
    insertTransactionAudits(
      facts,
      action,
      rows,
      sql`json_object('status', 'pending', 'processed_at', NULL)`,
      sql`json_object('status', t.status, 'processed_at', t.processed_at)`,
    ),
  ];
}

interface TraceRow {
  id: string;
  at: string;
  activityId: string;
  actorUserId?: string | undefined;
}

function insertTransactionActivities(
  facts: OperationFacts,
  action: string,
  rows: readonly TraceRow[],
): SQL {
  const traces = rows.map((row) => ({
    id: row.id,
    y: row.activityId,
    u: row.actorUserId ?? facts.actorUserId,
    t: row.at,
  }));
  return sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
    SELECT ${jsonField('y')}, ${jsonField('u')}, ${activityType}, ${action}, t.amount,
      json_object('transaction', t.id), ${jsonField('t')}
    FROM ${jsonTable(traces)} CROSS JOIN transactions AS t
      ON t.id = ${jsonField('id')} AND t.operation_id = ${facts.operationId}
    ORDER BY j.key`;
}

function insertTransactionAudits(
  facts: OperationFacts,
  action: string,
  rows: readonly TraceRow[],
  before: SQL,
  after: SQL,
): SQL {
  const traces = rows.map((row) => ({
    id: row.id,
    u: row.actorUserId ?? facts.actorUserId,
    t: row.at,
  }));
  return sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
      operation_id, request_id, address, reason, before, after)
    SELECT ${jsonField('t')}, ${jsonField('u')}, ${`transaction.${action}`}, 'transactions', t.id,
      ${facts.operationId}, ${facts.requestId ?? null}, ${facts.address ?? null},
      ${facts.reason ?? null}, ${before}, ${after}
    FROM ${jsonTable(traces)} CROSS JOIN transactions AS t
      ON t.id = ${jsonField('id')} AND t.operation_id = ${facts.operationId}
    ORDER BY j.key`;
}

/** Aborts the batch unless exactly `count` transactions carry the operation's id. */
export function transactionCountGuard(operationId: string, count: number): SQL {
  return guard(
    'transactions',
    sql`(SELECT count(*) FROM transactions INDEXED BY idx_transactions_operation WHERE operation_id = ${operationId}) = ${count}`,
  );
}

/** Aborts the batch when a withdrawal of the operation left a balance below zero. */
export function withdrawalGuard(operationId: string): SQL {
  return guard(
    'balance',
    sql`NOT EXISTS (
      SELECT 1 FROM transactions t INDEXED BY idx_transactions_operation
      LEFT JOIN customers c ON c.id = t.customer_id
      WHERE t.operation_id = ${operationId} AND t.type = 'withdrawal'
        AND t.status = 'completed' AND (c.balance < 0 OR c.status = 'suspended'))`,
  );
}
