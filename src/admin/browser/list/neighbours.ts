import { useEffect, useState } from 'react';
import { ApiClient } from 'adminjs';
import type { ListMeta } from '../../contract/list.js';
import { fromFirstPage } from '../filter/address.js';

/** The records before and after this one in the list that it was opened from. */

interface Page {
  ids: string[];
  meta: Pick<ListMeta, 'page' | 'before' | 'after' | 'total' | 'perPage' | 'isCapped'>;
}

export interface Neighbour {
  id: string;
  /** of the list's page that holds it */
  query: string;
}

export interface Neighbours {
  previous?: Neighbour;
  next?: Neighbour;
}

const pages = new Map<string, Page>();
const MOST_PAGES = 20;

/** What a list has shown is not asked for again when one of its records is opened. */
export function rememberPage(resourceId: string, query: string, page: Page): void {
  const key = `${resourceId}?${query}`;
  pages.delete(key);
  pages.set(key, page);
  const [oldest] = pages.keys();
  if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
}

/** Empty for a record that was opened from elsewhere, or that the list does not hold any more. */
export function useNeighbours(resourceId: string, recordId: string, query: string): Neighbours {
  const [found, setFound] = useState<Neighbours>({});
  useEffect(() => {
    let current = true;
    setFound({});
    findNeighbours(resourceId, recordId, query)
      .then((neighbours) => {
        if (current) setFound(neighbours);
      })
      .catch(() => undefined); // the record is there; only the way on from it is not
    return () => {
      current = false;
    };
  }, [resourceId, recordId, query]);
  return found;
}

async function findNeighbours(
  resourceId: string,
  recordId: string,
  query: string,
): Promise<Neighbours> {
  if (query === '' && !pages.has(`${resourceId}?`)) return {};
  const page = await readPage(resourceId, query);
  const index = page.ids.indexOf(recordId);
  if (index === -1) return {};
  const [previous, next] = await Promise.all([
    at(page, query, index - 1) ?? acrossPages(resourceId, query, page, -1),
    at(page, query, index + 1) ?? acrossPages(resourceId, query, page, 1),
  ]);
  return { ...(previous && { previous }), ...(next && { next }) };
}

function at({ ids }: Page, query: string, index: number): Neighbour | undefined {
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
  const page = await readPage(resourceId, beyond.toString());
  return at(page, beyond.toString(), way === 1 ? 0 : page.ids.length - 1);
}

async function readPage(resourceId: string, query: string): Promise<Page> {
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
