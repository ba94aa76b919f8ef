import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { RefusedLine } from '../../domain/decision.js';
import { Tally, type PreviewRow, type PreviewTotals } from '../previews/tally.js';
import { decideChosen, selectChosen } from './chosen.js';
import type { MoneyRun } from './records.js';

/** The preview of a bulk run, added up part by part on the thread for long reads. */

const ROWS_PER_PART = 500;
const SAMPLE = 100;

export interface RunPreview extends PreviewTotals {
  /** The first rows that would change, and the first that would not. */
  rows: PreviewRow[];
  refused: RefusedLine[];
}

/** Adds up the effect of a run if it started now. */
export async function previewRun(
  context: Context,
  actor: Actor,
  run: MoneyRun,
): Promise<RunPreview> {
  const tally = new Tally(SAMPLE);
  for (let from = 1; from <= run.total; from += ROWS_PER_PART) {
    const positions = sql`position BETWEEN ${from} AND ${from + ROWS_PER_PART - 1}`;
    const [chosen, records] = await commitBatch(
      context.engine.backgroundReads,
      selectChosen(run, positions),
    );
    const part = decideChosen(context, actor, run, chosen, records, tally.balances);
    if (part.table === 'wagers') {
      for (const decided of part.decided) tally.addWager(decided, part.verb);
    } else {
      for (const decided of part.decided) tally.addTransaction(decided, part.verb);
    }
  }
  return { ...tally.totals(), rows: tally.rows, refused: tally.refused };
}
