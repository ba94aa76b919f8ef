import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows, type Query } from '../../db/batch.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import type { BulkRunStatus } from '../../domain/bulk-run.js';
import type { WagerResult } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { fromStored, message, type Message } from '../../messages/message.js';
import type { OperationKind } from '../previews/preview.js';

/**
 * Bulk runs and their rows, as the tables keep them. Administrators see and run all of them; any
 * other login its own edits of rows.
 */

/** Kind of a run that edits fields of any table; every other kind is an operation on money. */
export const EDIT_KIND = 'rows.edit';

export type RunKind = OperationKind | typeof EDIT_KIND;

export interface BulkRun extends RunInput {
  id: string;
  kind: RunKind;
  status: BulkRunStatus;
  total: number;
  done: number;
  refused: number;
  /** Done rows of an edit that had the new values already. */
  unchanged: number;
  /** Refused rows of an edit that somebody changed meanwhile. */
  conflicts: number;
  /** The run that this one takes back. */
  undoOf: string | null;
  /** The login that confirmed it; until then, the one that chose its rows. */
  actorUserId: string;
  requestId: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** A run of an operation on money. */
export type MoneyRun = BulkRun & { kind: OperationKind };

/** Returns true for a run of an operation on money. */
export function isMoneyRun(run: BulkRun): run is MoneyRun {
  return run.kind !== EDIT_KIND;
}

/** @throws Error for a run that edits rows: admin/bulk-edit decides on those */
export function requireMoneyRun(run: BulkRun): MoneyRun {
  if (isMoneyRun(run)) return run;
  throw new Error(`the rows of bulk run ${run.id} are not wagers or transactions`);
}

/** A row that had the new values already; a row that somebody changed meanwhile. */
export type EditEffect = 'unchanged' | 'conflict';

/** The new values of an edit, as they were typed. */
export interface EditInput {
  /** Table in the database. */
  table: string;
  /** English title of the table. */
  title: string;
  /** Columns with their typed values; null is NULL. In an undo, each row has its own value. */
  columns: { name: string; title: string; typed: string | null }[];
  /** Version of the table's readings: another one would read the typed values otherwise. */
  readings: string;
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
  /** Null for an operation on money; undefined in runs of earlier versions. */
  edit?: EditInput | null | undefined;
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
  const [[row]] = await commitBatch(context.database, [selectRun(runId)]);
  const isOwnEdit = row?.kind === EDIT_KIND && row.actor_user_id === actor.userId;
  if (!isOwnEdit) requireBulkRunAccess(actor);
  if (!row) throw unknownRun(runId);
  return toRun(row);
}

/** Reads one run, whoever made it; null without one. */
export async function findRun(context: Context, runId: string): Promise<BulkRun | null> {
  const [[row]] = await commitBatch(context.database, [selectRun(runId)]);
  return row ? toRun(row) : null;
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

/** Columns of `bulk_runs`. */
export interface RunColumns {
  id: string;
  kind: RunKind;
  status: BulkRunStatus;
  total: number;
  done: number;
  refused: number;
  unchanged: number;
  conflicts: number;
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
    unchanged: row.unchanged,
    conflicts: row.conflicts,
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
