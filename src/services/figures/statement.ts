import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import { ownsCustomer, type Actor } from '../../domain/actor.js';
import { toCents } from '../../domain/money.js';
import { effectCents, type TransactionType } from '../../domain/transaction.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { refusalError, unknownRow } from '../operations/inputs.js';

/** A customer's statement: completed transactions, newest first, with the balance after each. */

export interface StatementLine {
  id: string;
  /** Time of the movement, UTC. */
  processedAt: string;
  type: TransactionType;
  description: string | null;
  reference: string | null;
  /** Its wager; null for deposits and withdrawals. */
  wager: { id: string; number: string } | null;
  effectCents: number;
  balanceCents: number;
}

export interface Statement {
  customerId: string;
  name: string;
  balanceCents: number;
  lines: StatementLine[];
  /** Cursor of the next, older page; null on the last. */
  older: string | null;
}

export interface StatementInput {
  customerId: string;
  /** `older` of the page before. */
  before?: string | undefined;
  limit?: number | undefined;
}

interface LedgerRow {
  id: string;
  processed_at: string;
  type: TransactionType;
  /** Dollars. */
  amount: number;
  description: string | null;
  reference: string | null;
  wager_id: string | null;
}

const PAGE = 50;
const LARGEST_PAGE = 500;

/**
 * Reads a page of the ledger, in the order of `processed_at`, then `id`. The balance after a line is
 * the sum of all effects up to it, in cents, so that it cannot drift from page to page.
 * @throws DomainError `not_found` outside of the actor's scope, `invalid` on `before`
 */
export async function readStatement(
  context: Context,
  actor: Actor,
  { customerId, before, limit = PAGE }: StatementInput,
): Promise<Statement> {
  const cursor = before === undefined ? null : parseCursor(before);
  const size = Math.min(Math.max(1, Math.trunc(limit)), LARGEST_PAGE);
  const isEarlier =
    cursor === null ? sql`1` : sql`(t.processed_at, t.id) < (${cursor.processedAt}, ${cursor.id})`;
  // The index has the ledger's order, so that a page needs no sort of the rows before it.
  const ledger = sql`transactions AS t INDEXED BY idx_transactions_ledger
    WHERE t.customer_id = ${customerId} AND t.status = 'completed' AND ${isEarlier}`;
  const [[customer], [sum], ledgerRows] = await commitBatch(context.database, [
    rows<{ name: string; agent_id: string; balance: number | null }>(
      sql`SELECT name, agent_id, balance FROM customers WHERE id = ${customerId}`,
    ),
    rows<{ cents: number }>(sql`SELECT coalesce(sum(CAST(round(t.amount * 100) AS INTEGER) *
        CASE WHEN t.type IN ('withdrawal', 'wager') THEN -1 ELSE 1 END), 0) AS cents
      FROM ${ledger}`),
    rows<LedgerRow>(sql`SELECT t.id AS id, t.processed_at AS processed_at, t.type AS type, t.amount AS amount,
        t.description AS description, t.reference AS reference,
        CASE WHEN t.type IN ('wager', 'settlement', 'refund')
          THEN (SELECT w.id FROM wagers w WHERE w.wager_number = t.reference) END AS wager_id
      FROM ${ledger}
      ORDER BY t.processed_at DESC, t.id DESC LIMIT ${size + 1}`),
  ]);
  if (!customer || !ownsCustomer(actor, { id: customerId, agentId: customer.agent_id })) {
    throw refusalError(customerId, unknownRow(message('operations.no_customer')));
  }
  let balanceCents = sum?.cents ?? 0;
  const lines = ledgerRows.slice(0, size).map((row): StatementLine => {
    const { type, reference, wager_id: wagerId } = row;
    const effect = effectCents(type, toCents(row.amount));
    const line = {
      id: row.id,
      processedAt: row.processed_at,
      type,
      description: row.description,
      reference,
      wager: wagerId === null ? null : { id: wagerId, number: reference ?? '' },
      effectCents: effect,
      balanceCents,
    };
    balanceCents -= effect;
    return line;
  });
  const last = lines.at(-1);
  return {
    customerId,
    name: customer.name,
    balanceCents: toCents(customer.balance),
    lines,
    older: ledgerRows.length > size && last ? `${last.processedAt}~${last.id}` : null,
  };
}

function parseCursor(text: string): { processedAt: string; id: string } {
  const [, processedAt, id] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)~(.{1,100})$/.exec(text) ?? [];
  if (processedAt === undefined || id === undefined) {
    throw new DomainError('invalid', message('figures.no_statement_page'), { field: 'before' });
  }
  return { processedAt, id };
}
