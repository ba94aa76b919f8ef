import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { toCsvLine } from '../../files/csv.js';
import type { Language } from '../../messages/language.js';
import { personsIn, sayAll } from '../../messages/say-all.js';
import { bulkRunCsv } from '../../services/bulk-runs/csv.js';
import { listRunItems, type BulkRunItem } from '../../services/bulk-runs/items.js';
import { getRun, isMoneyRun } from '../../services/bulk-runs/records.js';
import { loadNames } from '../../services/names.js';
import { rowsOf } from './run-words.js';

/** The result of a run as a file; rows of an edit have the titles of their table. */

const ROWS_PER_PART = 500;

/** Yields all rows of a run with their outcomes. */
export async function* runCsv(
  context: Context,
  actor: Actor,
  runId: string,
  language: Language = 'en',
): AsyncGenerator<string> {
  const run = await getRun(context, actor, runId);
  if (isMoneyRun(run)) yield* bulkRunCsv(context, actor, runId, language);
  else yield* editCsv(context, actor, runId, language);
}

/** Yields the refused rows of a run with their reasons. */
export function refusedCsv(
  context: Context,
  actor: Actor,
  runId: string,
  language: Language = 'en',
): AsyncGenerator<string> {
  return editCsv(context, actor, runId, language, 'refused');
}

async function* editCsv(
  context: Context,
  actor: Actor,
  runId: string,
  language: Language,
  outcome?: 'refused',
): AsyncGenerator<string> {
  const run = await getRun(context, actor, runId);
  yield toCsvLine(['position', 'id', 'label', 'outcome', 'reason', 'operation']);
  for (let after = 0; ;) {
    const page = { after, limit: ROWS_PER_PART, outcome };
    const items = await listRunItems(context, actor, runId, page);
    const last = items.at(-1);
    if (!last) return;
    after = last.position;
    const { labels } = await rowsOf(context, actor, run, items, language);
    const nameOf = await loadNames(context, actor, personsIn(items));
    yield sayAll(items, language, nameOf)
      .map(({ position, recordId, label, reason, operationId, ...item }) =>
        toCsvLine([
          String(position),
          recordId,
          labels.get(recordId) ?? label,
          outcomeText(item),
          reason ?? '',
          operationId ?? '',
        ]),
      )
      .join('');
  }
}

function outcomeText({ outcome, effect }: Pick<BulkRunItem, 'outcome' | 'effect'>): string {
  if (outcome === null) return 'not run';
  return effect ?? (outcome === 'done' ? 'changed' : outcome);
}
