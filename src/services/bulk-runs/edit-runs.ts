import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard } from '../../db/batch.js';
import { ConstraintError, GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { leaseEnd } from './chunks.js';
import { EDIT_KIND, findRun, getRun, type BulkRun, type RunInput } from './records.js';
import {
  forgetOldPreviews,
  forgetPreviews,
  MAX_RUN_ROWS,
  refuseChoice,
  requireSameForm,
} from './writing.js';

/**
 * Keeps the rows of an edit, page by page, so that no other write waits for all of them. A run has
 * its total once all rows are kept; without one it cannot start.
 */

/** Rows of an undo that are kept at once: some milliseconds of the writer's time. */
const COPIED_AT_ONCE = 2_000;

/** A chosen row, with the hash of the values that its edit expects. */
export interface KeptRow {
  recordId: string;
  expectedHash: string;
}

export interface NewEdit {
  id: string;
  kept: RunInput;
  undoOf: string | null;
}

/** A run whose rows are being kept by this holder. */
export interface OpenEdit {
  id: string;
  holder: string;
  kept: number;
}

/**
 * Writes a run without rows; the same form sent twice makes one run.
 * @returns the run where all its rows are kept already
 * @throws DomainError `conflict` when the id is another run's
 */
export async function openEdit(
  context: Context,
  actor: Actor,
  { id, kept, undoOf }: NewEdit,
): Promise<OpenEdit | BulkRun> {
  const holder = context.newId();
  const now = context.clock.now();
  try {
    await commitBatch(context.database, [
      ...forgetOldPreviews(now),
      sql`INSERT INTO bulk_runs (id, kind, actor_user_id, input, status, total, undo_of, request_id,
          lease_owner, lease_until, created_at)
        VALUES (${id}, ${EDIT_KIND}, ${actor.userId}, ${JSON.stringify(kept)}, 'previewed', 0,
          ${undoOf}, ${actor.requestId ?? null}, ${holder}, ${leaseEnd(context)},
          ${toTimestamp(now)})`,
    ]);
  } catch (error) {
    const isTaken =
      error instanceof ConstraintError && error.kind === 'unique' && error.table === 'bulk_runs';
    if (!isTaken) throw error;
    const run = await findRun(context, id);
    if (run === null) throw error;
    // The same form is of the same login.
    requireSameForm(run, { kind: EDIT_KIND, kept });
    if (run.total > 0 || run.status !== 'previewed') return run;
    await beginAgain(context, id, holder);
  }
  return { id, holder, kept: 0 };
}

/** Takes over a run whose first request broke off before all rows were kept. */
async function beginAgain(context: Context, id: string, holder: string): Promise<void> {
  await commitBatch(context.database, [
    sql`DELETE FROM bulk_run_items WHERE run_id = ${id}
      AND EXISTS (SELECT 1 FROM bulk_runs WHERE id = ${id} AND status = 'previewed' AND total = 0)`,
    sql`UPDATE bulk_runs SET lease_owner = ${holder}, lease_until = ${leaseEnd(context)}
      WHERE id = ${id} AND status = 'previewed' AND total = 0`,
  ]);
}

/** Returns true for an edit whose rows are still to be kept. */
export function isOpenEdit(edit: OpenEdit | BulkRun): edit is OpenEdit {
  return 'holder' in edit;
}

/**
 * Keeps further rows.
 * @throws DomainError `invalid` when there are too many, `conflict` when the same form took over
 */
export async function keepRows(
  context: Context,
  edit: OpenEdit,
  list: readonly KeptRow[],
): Promise<OpenEdit> {
  const kept = edit.kept + list.length;
  if (kept > MAX_RUN_ROWS) {
    await commitBatch(context.database, forgetPreviews(sql`id = ${edit.id} AND total = 0`));
    throw refuseChoice(
      message('bulk_runs.too_many', { most: MAX_RUN_ROWS }),
      message('bulk_runs.narrow'),
    );
  }
  const json = JSON.stringify(list.map(({ recordId, expectedHash }) => [recordId, expectedHash]));
  await writeHeld(context, edit, [
    sql`INSERT INTO bulk_run_items (run_id, position, record_id, expected_version, expected_hash)
      SELECT ${edit.id}, key + 1 + ${edit.kept}, value ->> '$[0]', 0, value ->> '$[1]'
      FROM json_each(${json})`,
  ]);
  return { ...edit, kept };
}

/**
 * Gives the run its total.
 * @throws DomainError `invalid` without rows
 */
export async function closeEdit(context: Context, actor: Actor, edit: OpenEdit): Promise<BulkRun> {
  if (edit.kept === 0) {
    await commitBatch(context.database, forgetPreviews(sql`id = ${edit.id} AND total = 0`));
    throw refuseChoice(message('operations.none_chosen'));
  }
  await writeHeld(context, edit, [
    sql`UPDATE bulk_runs SET total = ${edit.kept}, lease_owner = NULL, lease_until = NULL
      WHERE id = ${edit.id}`,
  ]);
  return getRun(context, actor, edit.id);
}

/** Keeps the rows that another edit changed, each with the values that it had before. */
export async function keepUndone(
  context: Context,
  edit: OpenEdit,
  undone: BulkRun,
): Promise<OpenEdit> {
  let kept = edit.kept;
  for (let from = 0; from < undone.total; from += COPIED_AT_ONCE) {
    const [copied] = await writeHeld(context, edit, [
      sql`INSERT INTO bulk_run_items (run_id, position, record_id, expected_version, expected_hash,
          target_values)
        SELECT ${edit.id}, ${kept} + row_number() OVER (ORDER BY position), record_id, 0, left_hash,
          before_values
        FROM bulk_run_items
        WHERE run_id = ${undone.id} AND position > ${from} AND position <= ${from + COPIED_AT_ONCE}
          AND left_hash IS NOT NULL
        RETURNING position`,
    ]);
    kept += copied?.length ?? 0;
  }
  return { ...edit, kept };
}

async function writeHeld(
  context: Context,
  { id, holder }: OpenEdit,
  writes: readonly ReturnType<typeof sql>[],
) {
  try {
    return await commitBatch(context.database, [
      guard(
        'run.held',
        sql`EXISTS (SELECT 1 FROM bulk_runs WHERE id = ${id} AND status = 'previewed'
          AND total = 0 AND lease_owner = ${holder})`,
      ),
      ...writes,
    ]).then((results) => results.slice(1));
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    throw new DomainError('conflict', message('bulk_edits.sent_twice'), {
      hint: message('shared.reload'),
      cause: error,
    });
  }
}
