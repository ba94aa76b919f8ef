import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { ownsCustomer, type Actor } from '../../domain/actor.js';
import { toCents } from '../../domain/money.js';
import { effectCents, type TransactionType } from '../../domain/transaction.js';
import { DomainError } from '../../errors.js';
import { refusalError, unknownRow } from '../operations/inputs.js';

/** A customer's ledger with the balance after each line: completed transactions, newest first. */

export interface StatementLine {
  id: string;
  /** When it moved the balance, UTC. */
  processedAt: string;
  type: TransactionType;
  description: string | null;
  reference: string | null;
  /** The wager that it belongs to. */
  wager: { id: string; number: string } | null;
  effectCents: number;
  balanceCents: number;
}

export interface Statement {
  customerId: string;
  name: string;
  balanceCents: number;
  lines: StatementLine[];
  /** Where the next, older page begins; null on the last. */
  older: string | null;
}

export interface StatementInput {
  customerId: string;
  /** `older` of the page before. */
  before?: string | undefined;
  limit?: number | undefined;
}

const PAGE = 50;
const LARGEST_PAGE = 500;

/**
 * The ledger's order is `processed_at`, then `id`. The balance after a line is the sum of all
 * effects up to it, in cents, so that it cannot drift from page to page.
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
  // The index is in the ledger's order: a page is read without sorting what comes before it.
  const ledger = sql`transactions AS t INDEXED BY idx_transactions_ledger
    WHERE t.customer_id = ${customerId} AND t.status = 'completed' AND ${isEarlier}`;
  const [customers = [], sums = [], rows = []] = await commitBatch(context.database, [
    sql`SELECT name, agent_id, balance FROM customers WHERE id = ${customerId}`,
    sql`SELECT coalesce(sum(CAST(round(t.amount * 100) AS INTEGER) *
        CASE WHEN t.type IN ('withdrawal', 'wager') THEN -1 ELSE 1 END), 0) AS cents
      FROM ${ledger}`,
    sql`SELECT t.id AS id, t.processed_at AS processed_at, t.type AS type, t.amount AS amount,
        t.description AS description, t.reference AS reference,
        CASE WHEN t.type IN ('wager', 'settlement', 'refund')
          THEN (SELECT w.id FROM wagers w WHERE w.wager_number = t.reference) END AS wager_id
      FROM ${ledger}
      ORDER BY t.processed_at DESC, t.id DESC LIMIT ${size + 1}`,
  ]);
  const [customer] = customers;
  const agentId = customer?.['agent_id'] as string;
  if (!customer || !ownsCustomer(actor, { id: customerId, agentId })) {
    throw refusalError(customerId, unknownRow('customer', customerId));
  }
  let balanceCents = Number(sums[0]?.['cents'] ?? 0);
  const lines = rows.slice(0, size).map((row): StatementLine => {
    const type = row['type'] as TransactionType;
    const effect = effectCents(type, toCents(row['amount'] as number));
    const reference = row['reference'] as string | null;
    const wagerId = row['wager_id'] as string | null;
    const line = {
      id: row['id'] as string,
      processedAt: row['processed_at'] as string,
      type,
      description: row['description'] as string | null,
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
    name: customer['name'] as string,
    balanceCents: toCents(customer['balance'] as number | null),
    lines,
    older: rows.length > size && last ? `${last.processedAt}~${last.id}` : null,
  };
}

function parseCursor(text: string): { processedAt: string; id: string } {
  const [, processedAt, id] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)~(.{1,100})$/.exec(text) ?? [];
  if (processedAt === undefined || id === undefined) {
    throw new DomainError('invalid', 'there is no such page of the statement', { field: 'before' });
  }
  return { processedAt, id };
}
