import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, toStatement } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import type { Statement } from '../../db/types.js';
import type { Actor } from '../../domain/actor.js';
import type { WagerResult } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { auditWrite } from '../audit.js';
import { commitPermitted } from '../step-up/permit.js';
import { keepBookmark, RISKY_ROWS } from '../bookmarks.js';
import { parseIds, parseText } from '../operations/inputs.js';
import { hashRequest, requireOperationId } from '../operations/run.js';
import { parseKind, type OperationKind } from '../previews/preview.js';
import { parseResult } from '../wagers/changes.js';
import { byStatus } from './chunks.js';
import {
  getRun,
  requireBulkRunAccess,
  requireMoneyRun,
  type BulkRun,
  type RunInput,
} from './records.js';
import { needOfRun } from './step-up.js';
import { runTitle } from './titles.js';
import { MAX_RUN_ROWS, writeRun, type CreatedRun } from './writing.js';

/**
 * A bulk operation over up to 100,000 rows: chosen and previewed, confirmed, run in chunks
 * (`chunks.ts`) by a runner (`runner.ts`), downloaded, undone.
 */

/** Ids in one parameter, well below the longest value that D1 takes. */
const IDS_PER_PARAMETER = 25_000;

export interface CreateRunInput {
  /** Made by the form, so that a form sent twice makes one run. */
  id?: string | undefined;
  kind: OperationKind;
  result?: WagerResult | undefined;
  reason?: string | null | undefined;
  rows: RunRows;
  /** The page that the rows were chosen on. */
  list?: string | undefined;
}

export type RunRows =
  | { ids: readonly string[] }
  /** A SELECT of one column `id`, already within the actor's scope; `chosen` says it in words. */
  | { selection: SQL | Statement; chosen: Message };

/**
 * Keeps the chosen rows with their versions of now, and previews the run.
 * @throws DomainError `invalid` on a field (no rows, too many), `forbidden`
 */
export async function createRun(
  context: Context,
  actor: Actor,
  input: CreateRunInput,
): Promise<CreatedRun> {
  requireBulkRunAccess(actor);
  const { table, verb } = parseKind(input.kind);
  const needsReason = verb === 'regrade' || verb === 'reopen' || verb === 'fail';
  const kept: RunInput = {
    result: table === 'wagers' ? parseResult(verb, input.result) : null,
    reason: parseText(input.reason, 'reason', { required: needsReason }),
    chosen: 'ids' in input.rows ? message('bulk_runs.one_by_one') : input.rows.chosen,
    chosenIds: 'ids' in input.rows ? hashRequest({ ids: input.rows.ids }) : null,
    chosenBy: actor.userId,
    list: input.list ?? null,
  };
  const id = runIdOf(context, input.id);
  // Processing takes deposits first; everything else goes by age.
  const order =
    verb === 'process' ? `r.type = 'withdrawal', r.created_at, s.id` : `r.created_at, s.id`;
  const items = wrapSql(
    `INSERT INTO bulk_run_items (run_id, position, record_id, expected_version)
     SELECT ?, row_number() OVER (ORDER BY ${order}), s.id, coalesce(r.version, -1)
     FROM (SELECT DISTINCT id FROM (`,
    [id],
    'ids' in input.rows ? selectIds(input.rows.ids) : toStatement(input.rows.selection),
    `)) AS s LEFT JOIN ${table} AS r ON r.id = s.id
     LIMIT ${MAX_RUN_ROWS + 1}`,
  );
  return writeRun(context, actor, { id, kind: input.kind, kept, undoOf: null, items });
}

/**
 * Makes a run that takes back another one: reopens its wagers, reverses its transactions. It refuses
 * by name each row that changed after the run.
 * @throws DomainError `conflict` when the run is not over or cannot be undone
 */
export async function undoRun(
  context: Context,
  actor: Actor,
  runId: string,
  input: { id?: string | undefined; reason?: string | null | undefined } = {},
): Promise<CreatedRun> {
  const run = requireMoneyRun(await getRun(context, actor, runId));
  const kind = undoKind[run.kind];
  if (kind === undefined) {
    throw new DomainError('conflict', message('bulk_runs.cannot_undo', { title: runTitle(run) }), {
      recordId: runId,
      hint: message('bulk_runs.one_at_a_time'),
    });
  }
  requireOver(run);
  const id = runIdOf(context, input.id);
  const reason = parseText(input.reason, 'reason', { required: false });
  const items = sql`INSERT INTO bulk_run_items (run_id, position, record_id, expected_version)
    SELECT ${id}, row_number() OVER (ORDER BY position), record_id, left_version
    FROM bulk_run_items WHERE run_id = ${runId} AND outcome = 'done'`;
  const kept: RunInput = {
    result: null,
    reason: reason ?? render(message('bulk_runs.undo_reason', { run: runId }), 'en'),
    chosen: message('bulk_runs.rows_of_run'),
    chosenIds: null,
    chosenBy: actor.userId,
    list: run.list,
  };
  return writeRun(context, actor, { id, kind, kept, undoOf: runId, items });
}

/**
 * Requires that a run is over, so that it can be undone.
 * @throws DomainError `conflict`
 */
export function requireOver({ id, status }: BulkRun): void {
  if (status === 'finished' || status === 'cancelled') return;
  const state = `run.${status}` as const;
  throw new DomainError('conflict', message('bulk_runs.not_over', { state }), {
    recordId: id,
    hint: message('bulk_runs.wait'),
  });
}

const undoKind: Partial<Record<OperationKind, OperationKind>> = {
  'wager.settle': 'wager.reopen',
  'wager.void': 'wager.reopen',
  'transaction.process': 'transaction.reverse',
};

/**
 * Confirms a previewed run: a runner takes it and acts for the login that confirms. A second start
 * changes nothing.
 * @throws DomainError `not_found`, `conflict` when it was cancelled or the login has too many runs
 *   under way
 */
export async function startRun(context: Context, actor: Actor, runId: string): Promise<BulkRun> {
  const run = await getRun(context, actor, runId);
  if (run.status === 'running' || run.status === 'finished') return run;
  if (run.total >= RISKY_ROWS) {
    const { total: rows } = run;
    await keepBookmark(context, message('bookmarks.before_run', { run: runId, rows }));
  }
  return changeStatus(context, actor, run, 'running', 'started');
}

/**
 * Stops a run after its current chunk; rows that changed stay changed.
 * @throws DomainError `not_found`, `conflict` when it has finished
 */
export async function cancelRun(context: Context, actor: Actor, runId: string): Promise<BulkRun> {
  const run = await getRun(context, actor, runId);
  if (run.status === 'cancelled') return run;
  return changeStatus(context, actor, run, 'cancelled', 'cancelled');
}

async function changeStatus(
  context: Context,
  actor: Actor,
  run: BulkRun,
  to: 'running' | 'cancelled',
  action: string,
): Promise<BulkRun> {
  const now = toTimestamp(context.clock.now());
  const from =
    to === 'running'
      ? sql`status = 'previewed' AND total > 0`
      : sql`status IN ('previewed', 'running')`;
  const set =
    to === 'running'
      ? sql`status = 'running', started_at = ${now}, actor_user_id = ${actor.userId},
          request_id = ${actor.requestId ?? null}`
      : sql`status = 'cancelled', finished_at = ${now}, lease_owner = NULL, lease_until = NULL`;
  try {
    const needs = to === 'running' ? await needOfRun(context, actor, run) : {};
    await commitPermitted(context, actor, needs, [
      ...(to === 'running' ? [refuseManyRuns(actor.userId)] : []),
      guard('run', sql`EXISTS (SELECT 1 FROM bulk_runs WHERE id = ${run.id} AND ${from})`),
      sql`UPDATE bulk_runs SET ${set} WHERE id = ${run.id} AND ${from}`,
      auditWrite(context, actor, {
        action: `bulk_run.${action}`,
        tableName: 'bulk_runs',
        recordId: run.id,
        reason: run.reason ?? undefined,
        after: { kind: run.kind, total: run.total, result: run.result, chosen_by: run.chosenBy },
      }),
    ]);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    const { status } = await getRun(context, actor, run.id);
    if (status === to || (to === 'running' && status === 'finished')) {
      return getRun(context, actor, run.id);
    }
    if (to === 'running' && status === 'previewed' && run.total > 0) throw tooManyRuns(run.id);
    const state = `run.${status}` as const;
    throw new DomainError('conflict', message('bulk_runs.already', { state }), {
      recordId: run.id,
    });
  }
  return getRun(context, actor, run.id);
}

/** Runs of a login that are under way or wait for their turn. */
export const MOST_RUNS = 5;

function refuseManyRuns(userId: string): SQL {
  return guard(
    'runs',
    sql`SELECT count(*) < ${MOST_RUNS} FROM bulk_runs ${byStatus}
      WHERE status = 'running' AND actor_user_id = ${userId}`,
  );
}

function tooManyRuns(recordId: string): DomainError {
  return new DomainError('conflict', message('shares.runs_own', { count: MOST_RUNS }), {
    recordId,
  });
}

/**
 * Selects ids from several parameters.
 * @throws DomainError `invalid` on `ids`
 */
function selectIds(ids: readonly string[]): Statement {
  const parsed = parseIds(ids, MAX_RUN_ROWS);
  const parts: string[] = [];
  for (let from = 0; from < parsed.length; from += IDS_PER_PARAMETER) {
    parts.push(JSON.stringify(parsed.slice(from, from + IDS_PER_PARAMETER)));
  }
  return {
    sql: parts.map(() => 'SELECT value AS id FROM json_each(?)').join(' UNION ALL '),
    params: parts,
  };
}

/** Puts SQL around other SQL, whose parameters stay in their places. */
function wrapSql(before: string, params: Statement['params'], inner: Statement, after: string) {
  return { sql: `${before}${inner.sql}${after}`, params: [...params, ...inner.params] };
}

/**
 * Takes the id of a form, or makes one.
 * @throws DomainError `invalid` for a malformed id
 */
export function runIdOf(context: Context, given: string | undefined): string {
  if (given === undefined) return context.newId();
  requireOperationId(given);
  return given;
}
