import { sameName, type TableInfo } from '../../db/introspection/introspect.js';
import { labelColumns, tellApart } from './names.js';
import type { PanelColumn, PanelTable } from './panel-table.js';

/** Defaults of a table without a declaration: labels, title, list columns and order. */

/** Labels tables and columns, which depend on the labels beside them. */
export function applyLabels(tables: readonly PanelTable[]): void {
  const labels = tellApart(
    tables.map(({ label }) => label),
    tables.map(({ info }) => info.name),
  );
  tables.forEach((table, index) => {
    labelTable(table);
    if (table.declaration === null) table.label = labels[index] ?? table.label;
  });
}

function labelTable({ info, columns, declaration }: PanelTable): void {
  const labels = labelColumns(info.name, columns);
  columns.forEach((column, index) => {
    column.label = declaration?.columns?.[column.name]?.label ?? labels[index] ?? column.label;
  });
}

/**
 * Picks the column that names a row: by well-known names, else the key, else the first readable
 * one.
 */
export function defaultTitle(info: TableInfo, readable: readonly string[]): string[] {
  const names = ['name', 'title', 'label', 'username', 'code', 'number', 'reference', 'email'];
  const exact = names.flatMap((name) => readable.find((column) => sameName(column, name)) ?? []);
  const ending = readable.filter((column) => /_(name|title|number|code)$/i.test(column));
  const found = exact[0] ?? ending[0];
  if (found !== undefined) return [found];
  const key = info.primaryKey.filter((column) => readable.includes(column));
  return key.length > 0 ? key : readable.slice(0, 1);
}

/**
 * Picks up to eight columns for a list: no JSON and no binary data; the key only where little else
 * is left.
 */
export function defaultList(columns: readonly PanelColumn[]): string[] {
  const shown = columns.filter(
    ({ isSecret, isKey, kind }) => !isSecret && !isKey && kind !== 'json' && kind !== 'blob',
  );
  const keys = columns.filter(({ isKey, isSecret }) => isKey && !isSecret);
  const chosen = shown.length >= 2 ? shown : [...keys, ...shown];
  return (chosen.length > 0 ? chosen : columns).slice(0, 8).map(({ name }) => name);
}

/** Orders by creation time, newest first; without such a column, by the key. */
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
