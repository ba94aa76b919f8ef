import type { Context } from '../context.js';
import type { Actor } from '../domain/actor.js';
import { listRunItems } from './bulk-run-records.js';

/** The result of a bulk run as a file: one line a row, in parts that fit into memory. */

const ROWS_PER_PART = 2000;

/** @throws DomainError `not_found`, `forbidden` with the first part */
export async function* bulkRunCsv(
  context: Context,
  actor: Actor,
  runId: string,
): AsyncGenerator<string> {
  yield toLine(['position', 'id', 'label', 'outcome', 'reason', 'operation']);
  let after = 0;
  for (;;) {
    const items = await listRunItems(context, actor, runId, { after, limit: ROWS_PER_PART });
    const last = items.at(-1);
    if (!last) return;
    after = last.position;
    yield items
      .map(({ position, recordId, label, outcome, reason, operationId }) =>
        toLine([
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

/** Quoted where needed; a cell that a spreadsheet would take for a formula is written as text. */
function toLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}
