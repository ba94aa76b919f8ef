/** Addresses of the panels' pages. */

export const rootPath = '/admin';

export function listAddress(table: string, search = ''): string {
  return `${rootPath}/resources/${table}${search === '' ? '' : `?${search}`}`;
}

export function recordAddress(table: string, id: string): string {
  return `${rootPath}/resources/${table}/records/${encodeURIComponent(id)}/show`;
}
