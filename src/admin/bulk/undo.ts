import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { undoRun } from '../../services/bulk-runs/bulk-runs.js';
import { getRun, isMoneyRun, type BulkRun } from '../../services/bulk-runs/records.js';
import { undoEdit } from '../bulk-edit/create.js';

/**
 * Makes the run that takes back another one, of whatever kind.
 * @throws DomainError `conflict` when the run is not over or cannot be undone
 */
export async function undoAnyRun(
  context: Context,
  actor: Actor,
  runId: string,
  input: { id?: string | undefined; reason?: string | null | undefined },
): Promise<BulkRun> {
  const run = await getRun(context, actor, runId);
  if (!isMoneyRun(run)) return undoEdit(context, actor, runId, input);
  return (await undoRun(context, actor, runId, input)).run;
}
