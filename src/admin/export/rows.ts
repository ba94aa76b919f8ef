import type { ActionContext, BaseRecord, Filter } from 'adminjs';
import { afterOthers } from '../../http/turns.js';
import type { Cursor, ListOrder } from '../query/page.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { populateTitles } from '../records/titles.js';

/** Reads the rows of a list from first to last, one page in memory at a time. */

/** Rows a page: some milliseconds of work, like a page of a list. */
const PAGE = 150;
const REQUESTS_BETWEEN_PAGES = 16;

export interface ExportedList {
  filter: Filter;
  order: ListOrder;
  /** Sorts a reference by the titles that it shows. */
  byTitle: boolean;
  /** Names of the columns. */
  columns: readonly string[];
}

/**
 * Yields the rows page by page. Each page begins after the last row of the page before it; where
 * the order has values that cannot be compared (empty ones), at its offset. Other requests are
 * served between two pages.
 */
export async function* exportPages(
  resource: ScopedResource,
  { filter, order, byTitle, columns }: ExportedList,
  call: ActionContext,
): AsyncGenerator<BaseRecord[]> {
  const sortBy = resource.table.columns.find(({ name }) => name === order.sortBy)?.path;
  const sort = { direction: order.direction, byTitle, ...(sortBy === undefined ? {} : { sortBy }) };
  let cursor: Cursor | null = null;
  for (let offset = 0; ; offset += PAGE) {
    const page: Awaited<ReturnType<ScopedResource['find']>> = await resource.find(
      filter,
      { limit: PAGE, ...(cursor ? { cursor } : { offset }), sort, columns },
      call,
    );
    await populateTitles(resource, page, call, { isFixed: true });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    const place = page.at(-1)?.place ?? null;
    cursor = place === null ? null : { side: 'after', place };
    await afterOthers(resource.context, REQUESTS_BETWEEN_PAGES);
  }
}
