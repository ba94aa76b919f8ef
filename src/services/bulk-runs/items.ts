import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { toCents } from '../../domain/money.js';
import { transactionLabel, type TransactionType } from '../../domain/transaction.js';
import { fromStoredText, type Message } from '../../messages/message.js';
import { parseKind } from '../previews/preview.js';
import { getRun, isMoneyRun, type EditEffect } from './records.js';

/** Rows of bulk runs with their outcomes, for the result page and the download. */

export interface BulkRunItem {
  position: number;
  recordId: string;
  /** A wager's number, or a transaction's type and amount. */
  label: Message | string;
  /** Null until its chunk has run. */
  outcome: 'done' | 'refused' | null;
  /** Null but in an edit, for a row that had the values already or that somebody changed. */
  effect: EditEffect | null;
  reason: Message | null;
  operationId: string | null;
}

export interface ItemPage {
  outcome?: 'done' | 'refused' | undefined;
  /** The rows after this position. */
  after?: number | undefined;
  limit: number;
}

/**
 * Lists rows of a run in their order, for the result page and the download.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function listRunItems(
  context: Context,
  actor: Actor,
  runId: string,
  { outcome, after = 0, limit }: ItemPage,
): Promise<BulkRunItem[]> {
  const run = await getRun(context, actor, runId);
  if (!isMoneyRun(run)) return listEditItems(context, runId, { outcome, after, limit });
  const [columns, table] =
    parseKind(run.kind).table === 'wagers'
      ? [sql`r.wager_number AS number, NULL AS type, NULL AS amount`, sql`wagers`]
      : [sql`NULL AS number, r.type AS type, r.amount AS amount`, sql`transactions`];
  const [items] = await commitBatch(context.database, [
    rows<ItemColumns>(sql`SELECT i.position AS position, i.record_id AS record_id, ${columns},
        i.outcome AS outcome, i.reason AS reason, i.operation_id AS operation_id
      FROM bulk_run_items i LEFT JOIN ${table} r ON r.id = i.record_id
      WHERE i.run_id = ${runId} AND i.position > ${after}
        ${outcome === undefined ? sql`` : sql`AND i.outcome = ${outcome}`}
      ORDER BY i.position LIMIT ${limit}`),
  ]);
  return items.map(toItem);
}

/** Lists rows of an edit, each with its id as its label: the panels know the titles. */
async function listEditItems(
  context: Context,
  runId: string,
  { outcome, after = 0, limit }: ItemPage,
): Promise<BulkRunItem[]> {
  const [items] = await commitBatch(context.database, [
    rows<ItemColumns>(sql`SELECT position AS position, record_id AS record_id,
        NULL AS number, NULL AS type, NULL AS amount, effect AS effect, outcome AS outcome,
        reason AS reason, operation_id AS operation_id
      FROM bulk_run_items
      WHERE run_id = ${runId} AND position > ${after}
        ${outcome === undefined ? sql`` : sql`AND outcome = ${outcome}`}
      ORDER BY position LIMIT ${limit}`),
  ]);
  return items.map(toItem);
}

function toItem(item: ItemColumns): BulkRunItem {
  const { type, amount, reason } = item;
  return {
    position: item.position,
    recordId: item.record_id,
    label:
      type === null
        ? (item.number ?? item.record_id)
        : transactionLabel({ type, amountCents: toCents(amount) }),
    outcome: item.outcome,
    effect: item.effect ?? null,
    reason: reason === null ? null : fromStoredText(reason),
    operationId: item.operation_id,
  };
}

interface ItemColumns {
  position: number;
  record_id: string;
  /** Number of a wager. */
  number: string | null;
  /** Type of a transaction. */
  type: TransactionType | null;
  /** Amount of a transaction, in dollars. */
  amount: number | null;
  /** Column of edits only. */
  effect?: EditEffect | null;
  outcome: BulkRunItem['outcome'];
  reason: string | null;
  operation_id: string | null;
}
