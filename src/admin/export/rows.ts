import type { ActionContext, BaseRecord, Filter } from 'adminjs';
import { afterOthers } from '../../http/turns.js';
import type { Cursor, ListOrder } from '../query/page.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { populateTitles } from '../rows/titles.js';

/** The rows of a list from its first to its last, a page in memory at a time. */

/** Some milliseconds of work, as a page of a list is. */
const PAGE = 150;
const REQUESTS_BETWEEN_PAGES = 16;

export interface ExportedList {
  filter: Filter;
  order: ListOrder;
  /** Names. */
  columns: readonly string[];
}

/**
 * Each page begins behind the last row of the page before it; where rows of the order cannot be
 * compared (empty values), at its number. Others are served between two pages.
 */
export async function* exportPages(
  resource: ScopedResource,
  { filter, order, columns }: ExportedList,
  call: ActionContext,
): AsyncGenerator<BaseRecord[]> {
  const sortBy = resource.table.columns.find(({ name }) => name === order.sortBy)?.path;
  const sort = { direction: order.direction, ...(sortBy === undefined ? {} : { sortBy }) };
  let cursor: Cursor | null = null;
  for (let offset = 0; ; offset += PAGE) {
    const page: Awaited<ReturnType<ScopedResource['find']>> = await resource.find(
      filter,
      { limit: PAGE, ...(cursor ? { cursor } : { offset }), sort, columns },
      call,
    );
    await populateTitles(resource, page, call);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    const place = page.at(-1)?.place ?? null;
    cursor = place === null ? null : { side: 'after', place };
    await afterOthers(resource.context, REQUESTS_BETWEEN_PAGES);
  }
}
