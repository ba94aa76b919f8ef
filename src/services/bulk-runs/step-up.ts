import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { parseKind } from '../previews/preview.js';
import type { StepUpNeed } from '../step-up/need.js';
import { isSteppedUp } from '../step-up/permit.js';
import { isMoneyRun, type BulkRun } from './records.js';

/** Measures what starting a run does, for its step-up. */

/**
 * Counts a run's rows, and the money that it can move at most: a wager pays its stake and its win.
 * An exact sum would decide on each of up to 100,000 rows.
 */
export async function needOfRun(
  { config, database }: Context,
  actor: Actor,
  run: BulkRun,
): Promise<StepUpNeed> {
  const need = { always: run.kind === 'transaction.reverse', rows: run.total };
  const isAsked = need.always || need.rows > config.stepUpRows;
  if (isAsked || isSteppedUp(actor) || !isMoneyRun(run)) return need;
  const { table, verb } = parseKind(run.kind);
  // No balance changes when a wager is accepted, or a transaction leaves without being processed.
  if (verb === 'accept' || verb === 'fail' || (table === 'transactions' && verb === 'cancel')) {
    return need;
  }
  const moved = table === 'wagers' ? sql`r.amount + coalesce(r.potential_win, 0)` : sql`r.amount`;
  const [[sum]] = await commitBatch(database, [
    rows<{
      cents: number;
    }>(sql`SELECT coalesce(sum(CAST(round((${moved}) * 100) AS INTEGER)), 0) AS cents
      FROM bulk_run_items i JOIN ${sql.identifier(table)} r ON r.id = i.record_id
      WHERE i.run_id = ${run.id}`),
  ]);
  return { ...need, cents: sum?.cents ?? 0 };
}
