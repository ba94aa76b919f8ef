import { sql, type SQL } from 'drizzle-orm';
import type { Row } from '../../db/batch.js';
import {
  bindExact,
  fromJson,
  readExact,
  selectExact,
  toJson,
  type ExactValue,
} from '../values/exact-value.js';
import type { RecordKey } from '../keys/column-key.js';
import { isFindable } from '../keys/findable.js';
import type { PanelTable } from '../tables/panel-table.js';
import { rowNumber } from '../keys/record-key.js';
import { columnOf, compileOrder, walkedTable, type ListOrder } from './order.js';
import { pageOfOwners, type OwnerLimits, type OwnersWay } from './owners.js';

/**
 * Reads a page of a list without walking the pages before it: the next and the previous page begin
 * at a row's own values in the list's order (a cursor), and a jump to a page number skips keys in
 * the index and reads whole rows of that page only.
 */

export type { ListOrder } from './order.js';

/** Place of a row in the order: its value of the sorted column, then its key. */
export type Place = readonly ExactValue[];

export interface Cursor {
  side: 'after' | 'before';
  place: Place;
}

export interface PageRange {
  limit: number;
  /** Rows to skip; ignored beside a cursor. */
  offset: number;
  cursor: Cursor | null;
}

export interface FindOptions {
  limit?: number;
  offset?: number;
  /** Beginning of the page, instead of `offset`. */
  cursor?: Cursor | null;
  sort?: {
    sortBy?: string;
    direction?: 'asc' | 'desc';
    beginning?: ListOrder['beginning'];
    /** Sorts a reference by the titles that it shows. */
    byTitle?: boolean;
  };
  /** Names of the columns to read; all readable ones unless given. */
  columns?: readonly string[];
  /** Keys, beside the table's own, by which the records can be told. */
  keys?: readonly RecordKey[];
  /** Limits of owners' rows, which only tests set. */
  ownerLimits?: Partial<OwnerLimits>;
}

const LONGEST_TOKEN = 2_000;
const SORTED = '__sorted';

/** Returns the sorted column; null where it is the key itself. */
function sortedColumn({ key }: PanelTable, { sortBy }: ListOrder): string | null {
  return sortBy === key?.column ? null : sortBy;
}

/** Extra columns that `placeOf` needs to build a row's cursor. */
export function placeColumns(table: PanelTable, order: ListOrder): SQL[] {
  const column = sortedColumn(table, order);
  // Rows without a key have no place, and a view of 100 columns leaves room for no other.
  if (column === null || table.key === null) return [];
  return [sql`${selectExact(columnOf(table, column))} AS ${sql.identifier(SORTED)}`];
}

/**
 * Reads a row's place; null where no comparison finds the row again: NULL, or a text that is not
 * valid UTF-8.
 */
export function placeOf(table: PanelTable, order: ListOrder, row: Row): Place | null {
  if (!isComparable(table, order)) return null;
  const sorted = sortedColumn(table, order) === null ? [] : [readExact(row[SORTED] ?? null)];
  const place = [...sorted, ...(table.key?.read(row) ?? [])];
  return place.every(isFindable) ? place : null;
}

/** Returns false for an order with empty values, which no comparison finds. */
function isComparable({ key, columns }: PanelTable, { sortBy, title }: ListOrder): boolean {
  if (key === null || title !== undefined) return false;
  const column = columns.find(({ name }) => name === sortBy);
  return key.column === sortBy || column === undefined || column.info.notNull;
}

/** Encodes a cursor for an address; it fits this order and no other. */
function writeCursor({ sortBy, direction }: ListOrder, place: Place): string {
  return Buffer.from(JSON.stringify([sortBy, direction, ...place.map(toJson)])).toString(
    'base64url',
  );
}

/** Encodes the cursors of the pages before and after these rows. */
export function pageCursors(
  order: ListOrder,
  records: readonly { place: Place | null }[],
): { before?: string; after?: string } {
  const [first, last] = [records[0]?.place, records.at(-1)?.place];
  return {
    ...(first ? { before: writeCursor(order, first) } : {}),
    ...(last ? { after: writeCursor(order, last) } : {}),
  };
}

/**
 * Decodes the cursor of an address; null where it does not fit this table and order: the page
 * number then chooses the page.
 */
export function readCursor(
  table: PanelTable,
  order: ListOrder,
  query: Record<string, unknown>,
): Cursor | null {
  const side = typeof query['after'] === 'string' ? 'after' : 'before';
  const token = query[side];
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return null;
  const [sortBy, direction, ...place] = parseCursorToken(token);
  const isOfOrder = sortBy === order.sortBy && direction === order.direction;
  if (!isOfOrder || !isComparable(table, order)) return null;
  if (place.length !== placeColumns(table, order).length + (table.key?.order.length ?? 0)) {
    return null;
  }
  const values = place.map(fromJson);
  return values.every(isFindable) ? { side, place: values } : null;
}

function parseCursorToken(token: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** Returns true for a page before a cursor, which is read backwards. */
export function isBackwards({ cursor }: PageRange): boolean {
  return cursor?.side === 'before';
}

/**
 * Compiles the end of a page's SELECT, after WHERE.
 * @param rows scope and filter
 */
export function compilePage(
  table: PanelTable,
  order: ListOrder,
  range: PageRange & {
    /** Owners of the rows, in a scope of many owners. */
    owners: OwnersWay | null;
    /** Many rows are skipped or sorted: the page selects their keys first, then its own rows. */
    isLate: boolean;
  },
  rows: SQL,
): SQL {
  const { limit, cursor, owners } = range;
  const offset = cursor === null ? range.offset : 0;
  const read: ListOrder = isBackwards(range)
    ? { ...order, direction: order.direction === 'desc' ? 'asc' : 'desc' }
    : order;
  const beyond = cursor === null ? sql`1` : isBeyond(table, order, cursor);
  const skipped = offset > 0 ? sql` OFFSET ${offset}` : sql``;
  const page = sql`${rows} AND ${beyond}${compileOrder(table, read)} LIMIT ${limit}${skipped}`;
  const isPlain = !range.isLate && owners === null && offset === 0;
  // A key may hold NULL, which IN never finds; the rowid is never NULL.
  const number = rowNumber(table.info);
  const hasFindableKeys = number !== null || table.info.withoutRowid;
  if (isPlain || table.key === null || !hasFindableKeys) return page;
  const keys = number ?? sql.join(table.key.order, sql`, `);
  const found =
    owners === null
      ? sql`SELECT ${keys} FROM ${walkedTable(table.info)} WHERE ${page}`
      : pageOfOwners(table, owners, read, { keys, limit, offset }, rows, beyond);
  // `+` keeps the planner on the keys: it would walk the order's index and look up each row in
  // them.
  return sql`(${keys}) IN (${found})
    ${compileOrder(table, read, '+')} LIMIT ${limit}`;
}

/** Compares all columns at once, so that an index in this order begins at the row. */
function isBeyond(table: PanelTable, order: ListOrder, { side, place }: Cursor): SQL {
  const sorted = sortedColumn(table, order);
  const columns = [
    ...(sorted === null ? [] : [columnOf(table, sorted)]),
    ...(table.key?.order ?? []),
  ];
  const isLess = (side === 'after') === (order.direction === 'desc');
  const values = place.map(bindExact);
  return sql`(${sql.join(columns, sql`, `)}) ${sql.raw(isLess ? '<' : '>')}
    (${sql.join(values, sql`, `)})`;
}
