import { sql, type SQL } from 'drizzle-orm';
import { rows, type Query } from '../../db/batch.js';
import type { AccountStatus } from '../../domain/actor.js';
import { toCents } from '../../domain/money.js';
import type { Transaction, TransactionStatus, TransactionType } from '../../domain/transaction.js';

/** Transactions with the facts about their customers that decide on an operation. */

export interface TransactionRow extends Transaction {
  version: number;
  /** The latest time of the row and of its customer's ledger, UTC. */
  seenAt: string;
  limitCents: number;
  agentId: string;
  agentName: string;
}

/** Columns of `selectTransactions`; money in dollars. */
export interface TransactionColumns {
  id: string;
  type: TransactionType;
  status: TransactionStatus;
  amount: number;
  reference: string | null;
  created_at: string;
  version: number;
  seen_at: string;
  is_reversed: 0 | 1;
  customer_id: string;
  customer_name: string;
  customer_status: AccountStatus;
  balance: number | null;
  betting_limit: number | null;
  agent_id: string;
  agent_name: string;
}

/** Reads transactions by `ids`, a list or a subquery. Outer joins keep the planner at the primary key. */
export function selectTransactions(ids: SQL): Query<TransactionColumns> {
  return rows(sql`SELECT t.id AS id, t.type AS type, t.status AS status, t.amount AS amount,
      t.reference AS reference, t.created_at AS created_at, t.version AS version,
      max(t.updated_at, coalesce(c.last_activity, '')) AS seen_at,
      EXISTS (SELECT 1 FROM transactions r WHERE r.reference = 'REV-' || t.id) AS is_reversed,
      t.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status,
      c.balance AS balance, c.betting_limit AS betting_limit,
      c.agent_id AS agent_id, a.name AS agent_name
    FROM transactions t
    LEFT JOIN customers c ON c.id = t.customer_id
    LEFT JOIN agents a ON a.id = c.agent_id
    WHERE t.id IN ${ids}`);
}

/** Turns columns into a transaction; money becomes whole cents. */
export function toTransactionRow(row: TransactionColumns): TransactionRow {
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    amountCents: toCents(row.amount),
    reference: row.reference,
    createdAt: row.created_at,
    version: row.version,
    seenAt: row.seen_at,
    isReversed: row.is_reversed === 1,
    customerId: row.customer_id,
    customerName: row.customer_name,
    customerStatus: row.customer_status,
    balanceCents: toCents(row.balance),
    limitCents: toCents(row.betting_limit),
    agentId: row.agent_id,
    agentName: row.agent_name,
  };
}
