import { message, type Message } from '../../messages/message.js';
import type { AccessPlan } from '../tables/access.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';

/**
 * Chooses the columns of a list: those that its address names, else the user's own choice, else the
 * default. A column that is not open to the role is treated like one that does not exist.
 */

const MOST_COLUMNS = 200;
const LONGEST_TEXT = 8_000;

/** Columns that the user may choose, those of the list first. */
export function choosableColumns(table: PanelTable, access: AccessPlan): PanelColumn[] {
  const shown = defaultColumns(table, access);
  const others = table.columns.filter(({ name }) => access.read.has(name) && !shown.includes(name));
  return [...columnsOf(table, shown), ...others];
}

/** Names of the columns that a list shows by default. */
export function defaultColumns(table: PanelTable, access: AccessPlan): string[] {
  return table.list.filter((name) => access.read.has(name));
}

export interface AskedColumns {
  /** Names of the columns; null where the address has no choice. */
  columns: string[] | null;
  problems: Message[];
}

/**
 * Reads the columns that an address names.
 * @param query with `columns`: paths with commas between
 */
export function readColumns(
  query: Record<string, unknown>,
  table: PanelTable,
  access: AccessPlan,
): AskedColumns {
  const text = query['columns'];
  if (text === undefined || text === '') return { columns: null, problems: [] };
  if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
    return { columns: null, problems: [message('lists.columns_ignored')] };
  }
  const paths = [...new Set(text.split(','))].slice(0, MOST_COLUMNS);
  const columns = paths.flatMap((path) => {
    const found = table.columns.find((column) => column.path === path);
    return found && access.read.has(found.name) ? [found.name] : [];
  });
  const problems = columns.length < paths.length ? [message('lists.unknown_column')] : [];
  return { columns: columns.length === 0 ? null : columns, problems };
}

/** Keeps the remembered columns that are still open to the role; null where that leaves nothing. */
export function openColumns(names: readonly string[] | null, access: AccessPlan): string[] | null {
  const open = names?.filter((name) => access.read.has(name)) ?? [];
  return open.length === 0 ? null : open;
}

function columnsOf(table: PanelTable, names: readonly string[]): PanelColumn[] {
  return names.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
}
