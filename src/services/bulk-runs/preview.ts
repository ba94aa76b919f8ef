import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { RefusedLine, Row } from '../operations/run.js';
import { parseKind } from '../previews/preview.js';
import { createTally, type PreviewRow, type PreviewTotals, type Tally } from '../previews/tally.js';
import { decideTransactionChanges } from '../transactions/changes.js';
import { selectTransactions } from '../transactions/reads.js';
import { decideWagers } from '../wagers/changes.js';
import { selectWagers } from '../wagers/reads.js';
import type { BulkRun } from './records.js';

/** What a bulk run would do, added up part by part on the thread for long reads. */

const ROWS_PER_PART = 500;
const SAMPLE = 100;

export interface RunPreview extends PreviewTotals {
  /** The first rows that would change, and the first that would not. */
  rows: PreviewRow[];
  refused: RefusedLine[];
}

/** Chosen rows as a run keeps them. */
export interface ChosenRow {
  position: number;
  id: string;
  version: number;
}

export async function previewRun(
  context: Context,
  actor: Actor,
  run: BulkRun,
): Promise<RunPreview> {
  const tally = createTally(SAMPLE);
  for (let from = 1; from <= run.total; from += ROWS_PER_PART) {
    const positions = sql`position BETWEEN ${from} AND ${from + ROWS_PER_PART - 1}`;
    const [items = [], rows = []] = await commitBatch(
      context.engine.backgroundReads,
      selectChosen(run, positions),
    );
    addPart(context, actor, run, tally, items.map(toChosenRow), rows);
  }
  return { ...tally.totals(), rows: tally.rows, refused: tally.refused };
}

/** The run's own rows and the records that they name, of one snapshot. */
export function selectChosen(run: Pick<BulkRun, 'id' | 'kind'>, which: SQL): [SQL, SQL] {
  const chosen = sql`FROM bulk_run_items WHERE run_id = ${run.id} AND ${which}`;
  const ids = sql`(SELECT record_id ${chosen})`;
  return [
    sql`SELECT position AS position, record_id AS record_id, expected_version AS expected_version
      ${chosen} ORDER BY position`,
    parseKind(run.kind).table === 'wagers' ? selectWagers(ids) : selectTransactions(ids),
  ];
}

export function toChosenRow(row: Row): ChosenRow {
  return {
    position: row['position'] as number,
    id: row['record_id'] as string,
    version: row['expected_version'] as number,
  };
}

function addPart(
  context: Context,
  actor: Actor,
  run: BulkRun,
  tally: Tally,
  chosen: readonly ChosenRow[],
  rows: Row[],
): void {
  const parsed = parseKind(run.kind);
  const ids = chosen.map(({ id }) => id);
  const expectedVersions = Object.fromEntries(chosen.map(({ id, version }) => [id, version]));
  if (parsed.table === 'wagers') {
    const { verb } = parsed;
    const request = { verb, ids, result: run.result, reason: run.reason, expectedVersions };
    for (const decided of decideWagers(context, actor, request, rows)) {
      tally.addWager(decided, verb);
    }
  } else {
    const { verb } = parsed;
    const request = { verb, ids, reason: run.reason, expectedVersions };
    const { balances } = tally;
    for (const decided of decideTransactionChanges(context, actor, request, rows, balances)) {
      tally.addTransaction(decided, verb);
    }
  }
}
