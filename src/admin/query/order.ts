import { sql, type SQL } from 'drizzle-orm';
import { message, type Message } from '../../messages/message.js';
import type { AccessPlan } from '../tables/access.js';
import type { PanelTable } from '../tables/panel-table.js';
import { rowNumber } from '../keys/record-key.js';
import { indexedBeginning, type Beginning } from './conditions.js';

/**
 * Parses page, page size and order of a list: clamps numbers, reports and replaces wrong values.
 */

export interface ListQuery {
  page: number;
  perPage: number;
  /** Name in the database. */
  sortBy: string | null;
  direction: 'asc' | 'desc';
  /** Sorts a reference by the titles that it shows. */
  byTitle: boolean;
  problems: Message[];
}

export type ListOrder = Pick<ListQuery, 'sortBy' | 'direction'> & {
  /** Orders by the index on this beginning of the column, which a look-up searches. */
  beginning?: Beginning | undefined;
  /** Text to sort by in the place of the column, such as the title that a reference shows. */
  title?: SQL | undefined;
};

export const DEFAULT_PER_PAGE = 25;
const SMALLEST_PAGE = 10;
const LARGEST_PAGE = 500;
const LAST_PAGE = 1_000_000;

/** Reads page, page size and order from the parameters of a list. */
export function readListQuery(
  query: Record<string, unknown>,
  table: PanelTable,
  access: AccessPlan,
): ListQuery {
  const problems: Message[] = [];
  const read = (key: string, fallback: number, least: number, most: number): number => {
    const text = query[key];
    if (text === undefined || text === '') return fallback;
    const value = typeof text === 'string' && /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value)) {
      problems.push(message(key === 'page' ? 'lists.page_ignored' : 'lists.page_size_ignored'));
      return fallback;
    }
    return Math.min(Math.max(value, least), most);
  };
  const page = read('page', 1, 1, LAST_PAGE);
  const perPage = read('perPage', DEFAULT_PER_PAGE, SMALLEST_PAGE, LARGEST_PAGE);

  const defaultSort = table.sort && access.sort.has(table.sort.column) ? table.sort : null;
  let sortBy = defaultSort?.column ?? null;
  let direction = defaultSort?.direction ?? 'asc';
  let byTitle = false;
  const asked = query['sortBy'];
  if (typeof asked === 'string' && asked !== '') {
    const order = orderNamed(table, asked);
    if (order && access.sort.has(order.column)) {
      sortBy = order.column;
      byTitle = order.byTitle;
      direction = query['direction'] === 'desc' ? 'desc' : 'asc';
    } else {
      problems.push(message('lists.order_ignored'));
    }
  } else if (query['direction'] === 'asc' || query['direction'] === 'desc') {
    direction = query['direction'];
  }
  return { page, perPage, sortBy, direction, byTitle, problems };
}

/** Ends the name of a reference that is sorted by the titles that it shows. */
export const BY_TITLE = '.title';

/** Finds the column that an address sorts by; null for any other text. */
export function orderNamed(
  { columns }: PanelTable,
  text: string,
): { column: string; byTitle: boolean } | null {
  const byTitle = text.endsWith(BY_TITLE);
  const path = byTitle ? text.slice(0, -BY_TITLE.length) : text;
  const column = columns.find((candidate) => candidate.path === path);
  return column && (!byTitle || column.references !== null)
    ? { column: column.name, byTitle }
    : null;
}

/**
 * Qualifies a column. Unqualified, ORDER BY would take the selected column of that name, which may
 * be a cast, or another column's path.
 */
export function columnOf({ info }: PanelTable, name: string): SQL {
  return sql`${sql.identifier(info.name)}.${sql.identifier(name)}`;
}

/**
 * Names the table in FROM where its rows are walked. SQLite counts and walks by the narrowest index,
 * also by one whose collation is missing, and then fails.
 */
export function walkedTable({ name, missingIndexCollation }: PanelTable['info']): SQL {
  const table = sql.identifier(name);
  return missingIndexCollation === null ? sql`${table}` : sql`${table} NOT INDEXED`;
}

/** Compiles ORDER BY, made stable by the row's key as its last part. */
export function compileOrder(
  table: PanelTable,
  { sortBy, direction, beginning, title }: ListOrder,
  /** `+` keeps the planner from using an index for the order. */
  prefix: '' | '+' = '',
): SQL {
  const way = sql.raw(direction === 'desc' ? 'DESC' : 'ASC');
  const isKey = sortBy !== null && title === undefined && table.key?.column === sortBy;
  const number = rowNumber(table.info);
  // An index on an expression ends with the rowid, not with the key.
  const isIndexed = sortBy !== null && beginning !== undefined && number !== null;
  const columns = isIndexed
    ? [indexedBeginning(sortBy, beginning), number]
    : [
        ...(sortBy === null ? [] : [title ?? columnOf(table, sortBy)]),
        ...(isKey ? [] : (table.key?.order ?? [])),
      ];
  if (columns.length === 0) return sql``;
  return sql` ORDER BY ${sql.join(
    columns.map((column) => sql`${sql.raw(prefix)}${column} ${way}`),
    sql`, `,
  )}`;
}
