/**
 * The place of a list: its own page, or a tab of a record. The record's address then holds the tab,
 * the parameters of the list in it, and, under `list`, those of the list it was opened from.
 */

/** Filters of the place, which the user cannot remove, by key. */
export type Fixed = Readonly<Record<string, string>>;

/** The filters of a list on its own page: none. */
export const NOT_FIXED: Fixed = {};

/** Returns true for a column that has one value in all rows because of the place. */
export const isFixed = (fixed: Fixed, path: string) => `${path}~~eq` in fixed;

const TAB = 'tab';
const OUTER = 'list';

/** Returns the parameters of a list's request: its own, and the filters of the place. */
export function listQuery(search: string, fixed: Fixed): string {
  const query = new URLSearchParams(search);
  query.delete(TAB);
  query.delete(OUTER);
  for (const [key, value] of Object.entries(fixed)) query.set(`filters.${key}`, value);
  return query.toString();
}

/** Returns the parameters of the list that a record was opened from, out of its address. */
export function outerQuery(search: string): string {
  const query = new URLSearchParams(search);
  const outer = query.get(OUTER);
  if (outer !== null) return outer;
  return query.has(TAB) ? '' : query.toString();
}

/** Returns the tab of a record's address; null on its own page. */
export function tabOf(search: string): string | null {
  return new URLSearchParams(search).get(TAB);
}

/** Returns the parameters of a tab of the record at this address. */
export function tabQuery(search: string, tab: string): string {
  const outer = outerQuery(search);
  return new URLSearchParams({ [TAB]: tab, ...(outer !== '' && { [OUTER]: outer }) }).toString();
}

/** Puts `?` before parameters, where there are some. */
export const asSearch = (query: string) => (query === '' ? '' : `?${query}`);
