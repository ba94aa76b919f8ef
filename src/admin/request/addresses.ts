/** Builds addresses of the panels' pages. */

export const rootPath = '/admin';

/**
 * Builds the address of a table's list.
 * @param search the query without its question mark
 */
export function listAddress(table: string, search = ''): string {
  return `${rootPath}/resources/${table}${search === '' ? '' : `?${search}`}`;
}

/** Builds the address of a record's page. */
export function recordAddress(table: string, id: string): string {
  return `${rootPath}/resources/${table}/records/${encodeURIComponent(id)}/show`;
}
