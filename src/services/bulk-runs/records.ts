import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows, type Query } from '../../db/batch.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import type { BulkRunStatus } from '../../domain/bulk-run.js';
import { toCents } from '../../domain/money.js';
import { transactionLabel, type TransactionType } from '../../domain/transaction.js';
import type { WagerResult } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { fromStored, fromStoredText, message, type Message } from '../../messages/message.js';
import { parseKind, type OperationKind } from '../previews/preview.js';

/** Bulk runs and their rows, as the tables keep them. Only administrators see and run them. */

export interface BulkRun extends RunInput {
  id: string;
  kind: OperationKind;
  status: BulkRunStatus;
  total: number;
  done: number;
  refused: number;
  /** The run that this one takes back. */
  undoOf: string | null;
  /** The login that confirmed it; until then, the one that chose its rows. */
  actorUserId: string;
  requestId: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface BulkRunItem {
  position: number;
  recordId: string;
  /** A wager's number, or a transaction's type and amount. */
  label: Message | string;
  /** Null until its chunk has run. */
  outcome: 'done' | 'refused' | null;
  reason: Message | null;
  operationId: string | null;
}

export interface RunInput {
  result: WagerResult | null;
  reason: string | null;
  /** The choice of the rows, in words. */
  chosen: Message;
  /** Hash of the ids of rows chosen one by one; other choices follow from `chosen`. */
  chosenIds: string | null;
  /** The login that chose the rows; another one may confirm the run and then acts. */
  chosenBy: string;
  /** Address of the list that the rows were chosen on; null for rows chosen elsewhere. */
  list: string | null;
}

/** @throws DomainError `forbidden` unless the actor is an administrator */
export function requireBulkRunAccess(actor: Actor): void {
  requireRole(actor, ['admin'], message('bulk_runs.running'));
}

/**
 * Reads one run.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function getRun(context: Context, actor: Actor, runId: string): Promise<BulkRun> {
  requireBulkRunAccess(actor);
  const [[row]] = await commitBatch(context.database, [selectRun(runId)]);
  if (!row) throw unknownRun(runId);
  return toRun(row);
}

/**
 * Lists the latest confirmed or cancelled runs, newest first.
 * @throws DomainError `forbidden`
 */
export async function listRuns(context: Context, actor: Actor, limit = 50): Promise<BulkRun[]> {
  requireBulkRunAccess(actor);
  const [runs] = await commitBatch(context.database, [
    rows<RunColumns>(sql`SELECT * FROM bulk_runs WHERE status <> 'previewed'
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`),
  ]);
  return runs.map(toRun);
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
  outcome: BulkRunItem['outcome'];
  reason: string | null;
  operation_id: string | null;
}

/** Columns of `bulk_runs`. */
export interface RunColumns {
  id: string;
  kind: OperationKind;
  status: BulkRunStatus;
  total: number;
  done: number;
  refused: number;
  /** `RunInput` as JSON; earlier versions stored `chosen` as an English sentence. */
  input: string;
  undo_of: string | null;
  actor_user_id: string;
  request_id: string | null;
  lease_owner: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

/** Reads one run. */
export function selectRun(runId: string): Query<RunColumns> {
  return rows(sql`SELECT * FROM bulk_runs WHERE id = ${runId}`);
}

/** Turns columns into a run. */
export function toRun(row: RunColumns): BulkRun {
  const input = JSON.parse(row.input) as Omit<RunInput, 'chosen'> & { chosen: unknown };
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    total: row.total,
    done: row.done,
    refused: row.refused,
    ...input,
    chosen: fromStored(input.chosen),
    undoOf: row.undo_of,
    actorUserId: row.actor_user_id,
    requestId: row.request_id,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

function unknownRun(runId: string): DomainError {
  return new DomainError('not_found', message('bulk_runs.unknown'), { recordId: runId });
}
