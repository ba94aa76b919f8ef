import { message, type Message } from '../../messages/message.js';
import type { PanelColumn, PanelTable } from './panel-table.js';
import { systemTables } from './secrets.js';

/** Decides which columns an edit of many rows may ever write, whatever a resource file says. */

/** Tables of the book whose rows are its history: money, results and what follows from them. */
const historyTables = ['wagers', 'transactions', 'activities', 'weekly_stats', 'kpi_metrics'];

/** A balance is the sum of other rows, whatever kind its column has. */
const balanceName = /(^|_)balances?(_|$)/i;

/** Returns the reason why no edit of many rows writes the column; null where one may. */
export function bulkEditProblem(
  { info, declaration, key }: PanelTable,
  column: PanelColumn,
): Message | null {
  if (systemTables.includes(info.name) || historyTables.includes(info.name)) {
    return message('bulk_edits.keeps_history');
  }
  if (declaration?.hooks?.edit) return message('bulk_edits.one_by_one');
  if (key === null) return message('tables.hidden_key');
  if (column.isKey) return message('bulk_edits.key');
  if (column.kind === 'money' || balanceName.test(wordsIn(column.name))) {
    return message('deletion.keeps_money');
  }
  if (declaration?.columns?.[column.name]?.stepUp) return message('bulk_edits.asks_step_up');
  if (column.kind === 'blob') return message('bulk_edits.file');
  if (!isWritable(column)) return column.readOnlyReason ?? message('bulk_edits.secret');
  if (column.encrypted !== null || column.isSensitive) return message('bulk_edits.personal');
  if (isStamp(column)) return message('bulk_edits.stamp');
  const isReadable = column.info.problem === null && column.info.missingCollation === null;
  return isReadable ? null : message('bulk_edits.unreadable');
}

/** Writes a name of several words with underscores: `accountBalance` as `account_Balance`. */
function wordsIn(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}

/** Recognises a timestamp that the panels write on each change. */
export function isStamp({ name, kind }: PanelColumn): boolean {
  return kind === 'datetime' && /^(created|updated)_at$/.test(name);
}

/** Returns true where a form may write the column. */
export function isWritable(column: PanelColumn): boolean {
  return column.readOnlyReason === null && !column.isSecret;
}
