import type { ActionContext } from 'adminjs';
import { message, type Message } from '../../messages/message.js';
import { PanelFilter } from '../query/filter.js';
import type { ListQuery } from '../query/order.js';
import { COUNT_CAP, type ScopedResource } from '../rows/scoped-resource.js';
import { titleOrder } from '../records/title-order.js';
import { readableCount } from './readable-page.js';

/**
 * Allows an order by the titles of a reference for a list of few rows, and otherwise keeps the order
 * of the column itself, with a message.
 */
export async function boundTitleOrder(
  resource: ScopedResource,
  { sortBy, byTitle, problems }: Pick<ListQuery, 'sortBy' | 'byTitle' | 'problems'>,
  filter: PanelFilter,
  call: ActionContext,
): Promise<Pick<ListQuery, 'byTitle' | 'problems'>> {
  const column = resource.table.columns.find(({ name }) => name === sortBy);
  if (!byTitle || column === undefined) return { byTitle: false, problems };
  const refuse = (problem: Message) => ({ byTitle: false, problems: [...problems, problem] });
  if (titleOrder(resource, column) === null) return refuse(message('lists.order_ignored'));
  const { total } = await readableCount(resource.count(filter, call));
  if (total === null || total > COUNT_CAP) {
    return refuse(message('lists.unsorted_titles', { column: column.label, most: COUNT_CAP }));
  }
  return { byTitle: true, problems };
}

/** Moves the reads of a list to the thread for long reads. */
export function asLong(resource: ScopedResource, filter: PanelFilter): PanelFilter {
  return new PanelFilter(resource, filter.conditions, filter.text, { ...filter.way, isLong: true });
}
