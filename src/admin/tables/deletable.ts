import { message, type Message } from '../../messages/message.js';
import { isOwnTable } from '../columns/column-kinds.js';
import type { PanelTable } from './panel-table.js';
import { systemTables } from './secrets.js';

/** Decides which tables may lose rows at all, whatever a resource file says. */

/** Returns the reason why no panel deletes rows of the table; null where one may. */
export function keepsRows({ info, columns, key, readOnlyReason }: PanelTable): Message | null {
  const isHistory = isOwnTable(info.name) || systemTables.includes(info.name);
  if (isHistory) return message('deletion.keeps_history');
  if (columns.some(({ kind }) => kind === 'money')) return message('deletion.keeps_money');
  if (info.kind !== 'table') return readOnlyReason;
  return key === null ? (readOnlyReason ?? message('tables.hidden_key')) : null;
}
