import { sql, type SQL } from 'drizzle-orm';
import { toCents } from '../../domain/money.js';
import type { Transaction, TransactionStatus, TransactionType } from '../../domain/transaction.js';
import type { Row } from '../operations/run.js';

/** Transactions with what an operation has to know of their customers. */

export interface TransactionRow extends Transaction {
  version: number;
  /** The latest time that the row or its customer's ledger has seen. */
  seenAt: string;
  limitCents: number;
  agentId: string;
  agentName: string;
}

/** `ids` is a list or a subquery. Outer joins keep the planner at the transactions' primary key. */
export function selectTransactions(ids: SQL): SQL {
  return sql`SELECT t.id AS id, t.type AS type, t.status AS status, t.amount AS amount,
      t.reference AS reference, t.created_at AS created_at, t.version AS version,
      max(t.updated_at, coalesce(c.last_activity, '')) AS seen_at,
      EXISTS (SELECT 1 FROM transactions r WHERE r.reference = 'REV-' || t.id) AS is_reversed,
      t.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status,
      c.balance AS balance, c.betting_limit AS betting_limit,
      c.agent_id AS agent_id, a.name AS agent_name
    FROM transactions t
    LEFT JOIN customers c ON c.id = t.customer_id
    LEFT JOIN agents a ON a.id = c.agent_id
    WHERE t.id IN ${ids}`;
}

export function toTransactionRow(row: Row): TransactionRow {
  return {
    id: row['id'] as string,
    type: row['type'] as TransactionType,
    status: row['status'] as TransactionStatus,
    amountCents: toCents(row['amount'] as number),
    reference: row['reference'] as string | null,
    createdAt: row['created_at'] as string,
    version: row['version'] as number,
    seenAt: row['seen_at'] as string,
    isReversed: row['is_reversed'] === 1,
    customerId: row['customer_id'] as string,
    customerName: row['customer_name'] as string,
    customerStatus: row['customer_status'] as string,
    balanceCents: toCents(row['balance'] as number | null),
    limitCents: toCents(row['betting_limit'] as number | null),
    agentId: row['agent_id'] as string,
    agentName: row['agent_name'] as string,
  };
}
