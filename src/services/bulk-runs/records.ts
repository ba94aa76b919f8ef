import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import type { WagerResult } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import type { Row } from '../operations/run.js';
import { parseKind, type OperationKind } from '../previews/preview.js';

/** Bulk runs and their rows as they are kept. Runs are the business of administrators. */

export type BulkRunStatus = 'previewed' | 'running' | 'cancelled' | 'finished';

export interface BulkRun extends RunInput {
  id: string;
  kind: OperationKind;
  status: BulkRunStatus;
  total: number;
  done: number;
  refused: number;
  /** The run that this one takes back. */
  undoOf: string | null;
  /** Who confirmed it; until then, who chose its rows. */
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
  label: string;
  /** Null until its chunk has run. */
  outcome: 'done' | 'refused' | null;
  reason: string | null;
  operationId: string | null;
}

export interface RunInput {
  result: WagerResult | null;
  reason: string | null;
  /** How the rows were chosen, in words. */
  chosen: string;
  /** Hash of rows that were chosen one by one; others follow from `chosen`. */
  chosenIds: string | null;
  /** The login that chose them; another one may confirm the run, and it then acts. */
  chosenBy: string;
  /** The page that the rows were chosen on, to go back to; null for those chosen elsewhere. */
  list: string | null;
}

export function requireRunner(actor: Actor): void {
  requireRole(actor, ['admin'], 'to run bulk operations');
}

/** @throws DomainError `not_found`, `forbidden` */
export async function getRun(context: Context, actor: Actor, runId: string): Promise<BulkRun> {
  requireRunner(actor);
  const [rows = []] = await commitBatch(context.database, [selectRun(runId)]);
  if (!rows[0]) throw unknownRun(runId);
  return toRun(rows[0]);
}

/** The latest runs, newest first. */
export async function listRuns(context: Context, actor: Actor, limit = 50): Promise<BulkRun[]> {
  requireRunner(actor);
  const [rows = []] = await commitBatch(context.database, [
    sql`SELECT * FROM bulk_runs WHERE status <> 'previewed'
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
  ]);
  return rows.map(toRun);
}

export interface ItemPage {
  outcome?: 'done' | 'refused' | undefined;
  /** The rows after this position. */
  after?: number | undefined;
  limit: number;
}

/** The rows of a run in their order, for the result page and the download. */
export async function listRunItems(
  context: Context,
  actor: Actor,
  runId: string,
  { outcome, after = 0, limit }: ItemPage,
): Promise<BulkRunItem[]> {
  const run = await getRun(context, actor, runId);
  const label =
    parseKind(run.kind).table === 'wagers'
      ? sql`(SELECT wager_number FROM wagers WHERE id = i.record_id)`
      : sql`(SELECT type || printf(' of %.2f', amount) FROM transactions WHERE id = i.record_id)`;
  const [rows = []] = await commitBatch(context.database, [
    sql`SELECT i.position AS position, i.record_id AS record_id, ${label} AS label,
        i.outcome AS outcome, i.reason AS reason, i.operation_id AS operation_id
      FROM bulk_run_items i
      WHERE i.run_id = ${runId} AND i.position > ${after}
        ${outcome === undefined ? sql`` : sql`AND i.outcome = ${outcome}`}
      ORDER BY i.position LIMIT ${limit}`,
  ]);
  return rows.map((row) => ({
    position: row['position'] as number,
    recordId: row['record_id'] as string,
    label: (row['label'] as string | null) ?? (row['record_id'] as string),
    outcome: row['outcome'] as BulkRunItem['outcome'],
    reason: row['reason'] as string | null,
    operationId: row['operation_id'] as string | null,
  }));
}

export function selectRun(runId: string): SQL {
  return sql`SELECT * FROM bulk_runs WHERE id = ${runId}`;
}

export function toRun(row: Row): BulkRun {
  const input = JSON.parse(row['input'] as string) as RunInput;
  return {
    id: row['id'] as string,
    kind: row['kind'] as OperationKind,
    status: row['status'] as BulkRunStatus,
    total: row['total'] as number,
    done: row['done'] as number,
    refused: row['refused'] as number,
    ...input,
    undoOf: row['undo_of'] as string | null,
    actorUserId: row['actor_user_id'] as string,
    requestId: row['request_id'] as string | null,
    createdAt: row['created_at'] as string,
    startedAt: row['started_at'] as string | null,
    finishedAt: row['finished_at'] as string | null,
  };
}

export function unknownRun(runId: string): DomainError {
  return new DomainError('not_found', `bulk run ${runId} does not exist`, { recordId: runId });
}
