import { sql, type SQL } from 'drizzle-orm';
import { guard } from '../../db/batch.js';
import type { OperationFacts } from '../operations/facts.js';

/** The writes that write transactions and change them, many at once: a fixed number. */

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
  /** The version that the transaction has before. */
  version: number;
  status: 'completed' | 'failed' | 'cancelled';
  at: string;
  activityId: string;
  actorUserId?: string | undefined;
}

const field = (name: string) => sql.raw(`(j.value ->> '$.${name}')`);
const money = (name: string) => sql.raw(`round((j.value ->> '$.${name}') / 100.0, 2)`);
const rowsOf = (rows: readonly object[]) => sql`json_each(${JSON.stringify(rows)}) AS j`;

/** Deposits are payments, withdrawals withdrawals; the amount is positive for both. */
const activityType = sql.raw(`CASE t.type WHEN 'deposit' THEN 'payment' ELSE 'withdrawal' END`);

/** Transaction, activity and audit row of each: 3 writes. `action` is created, reversed or adjusted. */
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
      SELECT ${field('id')}, ${field('k')}, ${field('c')}, ${money('a')}, ${field('s')},
        ${field('r')}, ${field('d')}, ${field('t')}, ${field('t')}, ${field('p')}, ${operationId}
      FROM ${rowsOf(transactions)}
      ORDER BY j.key`,
    activities(facts, action, rows),
    audits(
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
 * Pending transactions leave pending: 3 writes. One that is not at the expected version is left
 * out; follow with `transactionCountGuard` to abort instead.
 */
export function transactionChangeWrites(
  facts: OperationFacts,
  /** processed, failed or cancelled */
  action: string,
  rows: readonly TransactionChangeRow[],
): SQL[] {
  const { operationId } = facts;
  const changes = rows.map(({ id, version, status, at }) => ({ id, v: version, s: status, t: at }));
  return [
    sql`UPDATE transactions SET status = ${field('s')}, processed_at = ${field('t')},
        updated_at = ${field('t')}, version = version + 1, operation_id = ${operationId}
      FROM ${rowsOf(changes)}
      WHERE transactions.id = ${field('id')} AND transactions.version = ${field('v')}`,
    activities(facts, action, rows),
    audits(
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

function activities(facts: OperationFacts, action: string, rows: readonly TraceRow[]): SQL {
  const traces = rows.map((row) => ({
    id: row.id,
    y: row.activityId,
    u: row.actorUserId ?? facts.actorUserId,
    t: row.at,
  }));
  return sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
    SELECT ${field('y')}, ${field('u')}, ${activityType}, ${action}, t.amount,
      json_object('transaction', t.id), ${field('t')}
    FROM ${rowsOf(traces)} CROSS JOIN transactions AS t
      ON t.id = ${field('id')} AND t.operation_id = ${facts.operationId}
    ORDER BY j.key`;
}

function audits(
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
    SELECT ${field('t')}, ${field('u')}, ${`transaction.${action}`}, 'transactions', t.id,
      ${facts.operationId}, ${facts.requestId ?? null}, ${facts.address ?? null},
      ${facts.reason ?? null}, ${before}, ${after}
    FROM ${rowsOf(traces)} CROSS JOIN transactions AS t
      ON t.id = ${field('id')} AND t.operation_id = ${facts.operationId}
    ORDER BY j.key`;
}

/** Aborts the batch unless exactly so many transactions carry the operation's id. */
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
