import { ApiClient } from 'adminjs';
import type { ListMeta } from '../../contract/list.js';
import { fromFirstPage } from '../filter/address.js';
import { useAnswer } from '../requests/use-answer.js';

/** The way from a record to the ones before and after it in the list that it was opened from. */

interface Page {
  ids: string[];
  meta: Pick<ListMeta, 'page' | 'before' | 'after' | 'total' | 'perPage' | 'isCapped'>;
}

export interface Neighbour {
  id: string;
  /** parameters of the list's page that holds it */
  query: string;
}

export interface Neighbours {
  previous?: Neighbour;
  next?: Neighbour;
}

const pages = new Map<string, Page>();
const MOST_PAGES = 20;

/** Keeps a page that a list has shown, so that opening one of its records does not ask again. */
export function rememberPage(resourceId: string, query: string, page: Page): void {
  const key = `${resourceId}?${query}`;
  pages.delete(key);
  pages.set(key, page);
  const [oldest] = pages.keys();
  if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
}

/**
 * Finds the records around one in the list that it was opened from.
 * @returns neither for a record opened from elsewhere, or one that the list no longer holds
 */
export function useNeighbours(resourceId: string, recordId: string, query: string): Neighbours {
  const { data } = useAnswer([resourceId, recordId, query].join(), () =>
    findNeighbours(resourceId, recordId, query),
  );
  return data ?? {};
}

async function findNeighbours(
  resourceId: string,
  recordId: string,
  query: string,
): Promise<Neighbours> {
  if (query === '' && !pages.has(`${resourceId}?`)) return {};
  const page = await readListPage(resourceId, query);
  const index = page.ids.indexOf(recordId);
  if (index === -1) return {};
  const [previous, next] = await Promise.all([
    neighbourAt(page, query, index - 1) ?? acrossPages(resourceId, query, page, -1),
    neighbourAt(page, query, index + 1) ?? acrossPages(resourceId, query, page, 1),
  ]);
  return { ...(previous && { previous }), ...(next && { next }) };
}

function neighbourAt({ ids }: Page, query: string, index: number): Neighbour | undefined {
  const id = ids[index];
  return id === undefined ? undefined : { id, query };
}

async function acrossPages(
  resourceId: string,
  query: string,
  { ids, meta }: Page,
  way: 1 | -1,
): Promise<Neighbour | undefined> {
  const isLast = meta.isCapped !== true && meta.page * meta.perPage >= meta.total;
  if (way === -1 ? meta.page <= 1 : isLast || ids.length < meta.perPage) return undefined;
  const beyond = new URLSearchParams(query);
  fromFirstPage(beyond);
  beyond.set('page', String(meta.page + way));
  if (way === 1 && meta.after) beyond.set('after', meta.after);
  if (way === -1 && meta.page > 2 && meta.before) beyond.set('before', meta.before);
  const page = await readListPage(resourceId, beyond.toString());
  return neighbourAt(page, beyond.toString(), way === 1 ? 0 : page.ids.length - 1);
}

async function readListPage(resourceId: string, query: string): Promise<Page> {
  const known = pages.get(`${resourceId}?${query}`);
  if (known) return known;
  const { data } = await new ApiClient().resourceAction({
    resourceId,
    actionName: 'list',
    params: new URLSearchParams(query),
  });
  const { records, meta } = data as { records: { id: string }[]; meta: ListMeta };
  const page = { ids: records.map(({ id }) => id), meta };
  rememberPage(resourceId, query, page);
  return page;
}
