import type { ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import type { ColumnReading } from '../columns/column-reading.js';
import { titlesAmong } from './default-title.js';
import { labelColumns, tellApart } from '../names/names.js';
import { isUuidKey } from './made-key.js';
import type { PanelColumn, PanelTable } from './panel-table.js';
import { wordsOf } from '../names/words.js';

/** Defaults of a table without a declaration: labels, title, list columns and order. */

/**
 * Fills what resource files leave out and what depends on other tables or columns: labels, titles
 * and lists.
 */
export function applyDefaults(tables: readonly PanelTable[]): void {
  for (const table of tables) labelTable(table);
  const titleOf = titlesAmong(tables);
  const labels = tellApart(
    tables.map(({ label }) => label),
    tables.map(({ info }) => info.name),
  );
  tables.forEach((table, index) => {
    const { declaration } = table;
    if (declaration === null) table.label = labels[index] ?? table.label;
    if (declaration?.title === undefined) Object.assign(table, titleOf(table));
    if (declaration?.list === undefined) table.list = defaultList(table);
  });
}

function labelTable({ info, columns, declaration }: PanelTable): void {
  const labels = labelColumns(info.name, columns);
  columns.forEach((column, index) => {
    column.label = declaration?.columns?.[column.name]?.label ?? labels[index] ?? column.label;
  });
}

const MOST_COLUMNS = 8;

/**
 * Picks up to eight columns for a list: the title, keys that say something, references, then the
 * others in their order, long texts last. Generated keys, JSON and binary data fill a list that has
 * little else.
 */
function defaultList(table: PanelTable): string[] {
  const { columns, title } = table;
  const rankOf = (column: PanelColumn): number => {
    const { name, kind, isKey, references } = column;
    if (isMadeKey(table, column) || (isKey && kind === 'blob')) return 4;
    if (kind === 'json' || kind === 'blob') return 5;
    if (title.includes(name) || isKey) return 0;
    if (references !== null) return 1;
    return column.isLongText ? 3 : 2;
  };
  const ranked = columns
    .filter(({ isSecret }) => !isSecret)
    .map((column) => ({ column, rank: rankOf(column) }));
  const telling = ranked.filter(({ rank }) => rank < 4);
  const shown =
    telling.length >= 2 ? telling : ranked.filter(({ rank }) => rank < 5 || telling.length === 0);
  const chosen = [...(shown.length > 0 ? shown : ranked)]
    .sort((left, right) => left.rank - right.rank)
    .slice(0, MOST_COLUMNS);
  const isLong = ({ column }: { column: PanelColumn }) => column.isLongText;
  const inOrder = ranked.filter((one) => chosen.includes(one));
  return [...inOrder.filter((one) => !isLong(one)), ...inOrder.filter(isLong)].map(
    ({ column }) => column.name,
  );
}

/** Words of texts that people read, beside those that name or describe a row. */
const prose =
  /^(body|content|contents|text|html|markdown|message|summary|abstract|biography|details|description|notes?|comments?|remarks?)$/;

/**
 * Recognises a long text by its values, its length or its name. Without values any text may have
 * several lines, so that kind alone proves nothing.
 */
export function isLongText(
  { name, declaredType }: ColumnInfo,
  { kind, reason }: Pick<ColumnReading, 'kind' | 'reason'>,
): boolean {
  if (kind !== 'long_text') return false;
  return (
    reason !== 'declared_type' || /\d/.test(declaredType) || prose.test(wordsOf(name).at(-1) ?? '')
  );
}

/** Recognises a key that says nothing about its row: a row number, or an id that nobody typed. */
function isMadeKey({ info, madeKey }: PanelTable, column: PanelColumn): boolean {
  const { isKey, references, isRequired, kind, name } = column;
  if (!isKey || references !== null || info.primaryKey.length !== 1) return false;
  if (madeKey !== null) return isUuidKey(madeKey);
  const isNumber = kind === 'integer' && !isRequired;
  return isNumber && /^(id|key|pk|no|nr|number|rowid|oid)$/.test(wordsOf(name).at(-1) ?? '');
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
