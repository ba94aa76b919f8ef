/**
 * A list stands on its own page or in a tab of a record, whose address then holds the tab, the
 * parameters of the list in it, and, under `list`, those of the list that the record was opened from.
 */

/** Filters that hold because of the place and cannot be taken away, by key. */
export type Fixed = Readonly<Record<string, string>>;

export const NOT_FIXED: Fixed = {};

export const isFixed = (fixed: Fixed, path: string) => `${path}~~eq` in fixed;

const TAB = 'tab';
const OUTER = 'list';

/** What the list asks the server: its own parameters and what is fixed. */
export function listQuery(search: string, fixed: Fixed): string {
  const query = new URLSearchParams(search);
  query.delete(TAB);
  query.delete(OUTER);
  for (const [key, value] of Object.entries(fixed)) query.set(`filters.${key}`, value);
  return query.toString();
}

/** Of a record's address: the parameters of the list that it was opened from. */
export function outerQuery(search: string): string {
  const query = new URLSearchParams(search);
  const outer = query.get(OUTER);
  if (outer !== null) return outer;
  return query.has(TAB) ? '' : query.toString();
}

export function tabOf(search: string): string | null {
  return new URLSearchParams(search).get(TAB);
}

/** The address of a tab of the record at this address. */
export function tabQuery(search: string, tab: string): string {
  const outer = outerQuery(search);
  return new URLSearchParams({ [TAB]: tab, ...(outer !== '' && { [OUTER]: outer }) }).toString();
}

export const asSearch = (query: string) => (query === '' ? '' : `?${query}`);
