import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, type Row, type Write } from '../../db/batch.js';
import { ConstraintError, GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { hashRequest } from '../operations/run.js';
import type { OperationKind } from '../previews/preview.js';
import { previewRun, type RunPreview } from './preview.js';
import {
  getRun,
  requireMoneyRun,
  type BulkRun,
  type MoneyRun,
  type RunInput,
  type RunKind,
} from './records.js';

/** Writes a run with its rows, once for each id, and previews it. */

export const MAX_RUN_ROWS = 100_000;
const PREVIEW_KEPT_HOURS = 24;

export interface CreatedRun {
  run: MoneyRun;
  preview: RunPreview;
}

export interface NewRun {
  id: string;
  kind: OperationKind;
  kept: RunInput;
  undoOf: string | null;
  /** Fills `bulk_run_items` for the id. */
  items: Write;
}

/**
 * Writes a new run; the same form sent twice makes one run.
 * @throws DomainError `invalid` (no rows, too many), `conflict` when the id is another run's
 */
export async function writeRun(
  context: Context,
  actor: Actor,
  { id, kind, kept, undoOf, items }: NewRun,
): Promise<CreatedRun> {
  const now = context.clock.now();
  let results: Row[][];
  try {
    results = await commitBatch(context.database, [
      ...forgetOldPreviews(now),
      sql`INSERT INTO bulk_runs (id, kind, actor_user_id, input, status, total, undo_of, request_id,
          created_at)
        VALUES (${id}, ${kind}, ${actor.userId}, ${JSON.stringify(kept)}, 'previewed', 0, ${undoOf},
          ${actor.requestId ?? null}, ${toTimestamp(now)})`,
      items,
      sql`UPDATE bulk_runs SET total = (SELECT count(*) FROM bulk_run_items WHERE run_id = ${id})
        WHERE id = ${id} RETURNING total`,
      guard('rows', sql`SELECT total <= ${MAX_RUN_ROWS} FROM bulk_runs WHERE id = ${id}`),
    ]);
  } catch (error) {
    if (error instanceof GuardError) {
      throw refuseChoice(
        message('bulk_runs.too_many', { most: MAX_RUN_ROWS }),
        message('bulk_runs.narrow'),
      );
    }
    const isTaken =
      error instanceof ConstraintError && error.kind === 'unique' && error.table === 'bulk_runs';
    if (!isTaken) throw error;
    return repeatedRun(context, actor, { id, kind, kept });
  }
  if (results.at(-2)?.[0]?.['total'] === 0) {
    await commitBatch(context.database, forgetPreviews(sql`id = ${id}`));
    throw refuseChoice(message('operations.none_chosen'));
  }
  const run = requireMoneyRun(await getRun(context, actor, id));
  return { run, preview: await previewRun(context, actor, run) };
}

/** Refuses a choice of rows. */
export function refuseChoice(problem: Message, hint?: Message): DomainError {
  return new DomainError('invalid', problem, { field: 'ids', hint });
}

/** Returns the run that the same form made when it was sent before. */
async function repeatedRun(
  context: Context,
  actor: Actor,
  { id, kind, kept }: Pick<NewRun, 'id' | 'kind' | 'kept'>,
): Promise<CreatedRun> {
  const found = await getRun(context, actor, id);
  requireSameForm(found, { kind, kept });
  const run = requireMoneyRun(found);
  return { run, preview: await previewRun(context, actor, run) };
}

/**
 * Requires that a run was made by the same form.
 * @throws DomainError `conflict`
 */
export function requireSameForm(
  run: BulkRun,
  { kind, kept }: { kind: RunKind; kept: RunInput },
): void {
  const { result, reason, chosen, chosenIds, chosenBy, list, edit } = run;
  const input: RunInput = { result, reason, chosen, chosenIds, chosenBy, list, edit };
  if (run.kind === kind && hashInput(input) === hashInput(kept)) return;
  throw new DomainError('conflict', message('bulk_runs.other_form'), {
    field: 'operationId',
    hint: message('operations.open_again'),
  });
}

/** Returns the hash of an input as it is stored: the names of persons do not count. */
function hashInput(input: RunInput): string {
  return hashRequest(JSON.parse(JSON.stringify(input)) as Record<string, unknown>);
}

/** Deletes runs that were previewed some time ago and never confirmed. */
export function forgetOldPreviews(now: Date): SQL[] {
  const keptSince = toTimestamp(new Date(now.getTime() - PREVIEW_KEPT_HOURS * 3_600_000));
  return forgetPreviews(sql`created_at < ${keptSince}`);
}

/** Deletes runs that were previewed and never confirmed. */
export function forgetPreviews(which: SQL): SQL[] {
  return [
    sql`DELETE FROM bulk_run_items WHERE run_id IN (
      SELECT id FROM bulk_runs WHERE status = 'previewed' AND ${which})`,
    sql`DELETE FROM bulk_runs WHERE status = 'previewed' AND ${which}`,
  ];
}
