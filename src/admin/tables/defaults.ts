import { sameName, type TableInfo } from '../../db/introspection/introspect.js';
import type { PanelColumn, PanelTable } from './panel-table.js';

/** Title, list columns and order of a table that nobody declared. */

export function defaultTitle(info: TableInfo, readable: readonly string[]): string[] {
  const names = ['name', 'title', 'label', 'username', 'code', 'number', 'reference', 'email'];
  const exact = names.flatMap((name) => readable.find((column) => sameName(column, name)) ?? []);
  const ending = readable.filter((column) => /_(name|title|number|code)$/i.test(column));
  const found = exact[0] ?? ending[0];
  if (found !== undefined) return [found];
  const key = info.primaryKey.filter((column) => readable.includes(column));
  return key.length > 0 ? key : readable.slice(0, 1);
}

/** What fits a list: no long texts, no binary data, no row versions; the key only if nothing else is there. */
export function defaultList(columns: readonly PanelColumn[]): string[] {
  const shown = columns.filter(
    ({ isSecret, isKey, kind }) => !isSecret && !isKey && kind !== 'json' && kind !== 'blob',
  );
  const keys = columns.filter(({ isKey, isSecret }) => isKey && !isSecret);
  const chosen = shown.length >= 2 ? shown : [...keys, ...shown];
  return (chosen.length > 0 ? chosen : columns).slice(0, 8).map(({ name }) => name);
}

/** Newest first, where the table knows when its rows were made. */
export function defaultSort(
  info: TableInfo,
  columns: readonly PanelColumn[],
  generatesKey: boolean,
): PanelTable['sort'] {
  const created = columns.find(({ name }) => /^(created_at|createdAt|created)$/i.test(name));
  if (created && !created.isSecret) return { column: created.name, direction: 'desc' };
  const [key] = info.primaryKey;
  const keyColumn = columns.find(({ name }) => name === key);
  if (!keyColumn || keyColumn.isSecret) return null;
  const grows = keyColumn.kind === 'integer' || generatesKey;
  return { column: keyColumn.name, direction: grows ? 'desc' : 'asc' };
}

/** `Activities` as `Activity`, `users` as `user`. */
export function singularOf(label: string): string {
  if (/ies$/.test(label)) return label.replace(/ies$/, 'y');
  return /[^s]s$/.test(label) ? label.slice(0, -1) : label;
}
