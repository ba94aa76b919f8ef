import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { toCsvLine } from '../../files/csv.js';
import type { Language } from '../../messages/language.js';
import { personsIn, sayAll } from '../../messages/say-all.js';
import { loadNames } from '../names.js';
import { listRunItems } from './items.js';

/** The result of a bulk run as a download, in parts that fit into memory. */

const ROWS_PER_PART = 2000;

/**
 * Yields the result of a run as CSV, one line a row, below an English header.
 * @param language of the labels and reasons
 * @throws DomainError `not_found`, `forbidden` with the first part
 */
export async function* bulkRunCsv(
  context: Context,
  actor: Actor,
  runId: string,
  language: Language = 'en',
): AsyncGenerator<string> {
  yield toCsvLine(['position', 'id', 'label', 'outcome', 'reason', 'operation']);
  let after = 0;
  for (;;) {
    const items = await listRunItems(context, actor, runId, { after, limit: ROWS_PER_PART });
    const last = items.at(-1);
    if (!last) return;
    after = last.position;
    const nameOf = await loadNames(context, actor, personsIn(items));
    yield sayAll(items, language, nameOf)
      .map(({ position, recordId, label, outcome, reason, operationId }) =>
        toCsvLine([
          String(position),
          recordId,
          label,
          outcome ?? 'not run',
          reason ?? '',
          operationId ?? '',
        ]),
      )
      .join('');
  }
}
