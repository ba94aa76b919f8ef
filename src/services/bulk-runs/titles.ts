import { message, type Message } from '../../messages/message.js';
import { parseKind } from '../previews/preview.js';
import { isMoneyRun, type BulkRun, type MoneyRun } from './records.js';

/** The name of a bulk run: `Settle wagers as win`. */

/** Names a run by its operation and result; an undo says that it is one. */
export function runTitle(run: BulkRun): Message {
  const title = isMoneyRun(run)
    ? operationTitle(run)
    : message('bulk_edits.title', { table: run.edit?.title ?? '' });
  return run.undoOf === null ? title : message('bulk_runs.undo', { title });
}

function operationTitle({ kind, result: given }: MoneyRun): Message {
  const parsed = parseKind(kind);
  if (parsed.table === 'transactions') return message(`bulk_runs.${parsed.verb}_transactions`);
  const { verb } = parsed;
  const result = `result.${given ?? 'none'}` as const;
  switch (verb) {
    case 'settle':
      return message('bulk_runs.settle_wagers', { result });
    case 'regrade':
      return message('bulk_runs.regrade_wagers', { result });
    case 'accept':
    case 'void':
    case 'cancel':
    case 'reopen':
      return message(`bulk_runs.${verb}_wagers`);
  }
}
