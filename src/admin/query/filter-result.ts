import { message, type Message } from '../../messages/message.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { Condition } from './conditions.js';

/** Conditions of one filter, or the reason why it is ignored. */
export type FilterResult = { conditions: Condition[] } | { problem: Message };

/** Reports that a column's filter is ignored. */
export function ignored({ label }: PanelColumn, problem: Message): FilterResult {
  return { problem: message('lists.filter_ignored', { column: label, problem }) };
}
