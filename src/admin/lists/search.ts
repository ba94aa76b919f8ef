import type { ActionContext } from 'adminjs';
import { sql } from 'drizzle-orm';
import { message, type Message } from '../../messages/message.js';
import { findByIndex } from '../../services/lists/search-index.js';
import type { Rows } from '../declaration/resource.js';
import type { Condition } from '../query/conditions.js';
import { PanelFilter, type SearchWay } from '../query/filter.js';
import { isServed } from '../query/served.js';
import { isLargeTable } from '../query/table-size.js';
import type { ScopedResource } from '../rows/scoped-resource.js';

/**
 * Plans the text search of a list: by the search index where an operator has built one, else by
 * reading rows on the thread for long reads, of a large table the newest ones only. No search keeps
 * other users waiting.
 */

const LIMITS = {
  /** Most candidates of the index that are looked up while other requests wait. */
  few: 250,
  /**
   * Most candidates that are looked up one by one; for more, the planner may prefer the actor's own
   * rows.
   */
  lookedUp: 2_000,
  /**
   * Most candidates for which the index pays; beyond, the list's own order reaches a page of them
   * sooner.
   */
  most: 50_000,
  newestRows: 200_000,
};
/** Rows of a jump that takes milliseconds, for which other requests need not wait. */
const FAR_ROWS = 10_000;

export interface SearchPlan {
  filter: PanelFilter;
  /** Notice for the user; null when all rows were searched. */
  notice: Message | null;
}

/**
 * Plans how a list finds the rows of its filter.
 * @param limits instead of `LIMITS`, for tests
 */
export async function planSearch(
  resource: ScopedResource,
  conditions: readonly Condition[],
  { sortBy, offset, call }: { sortBy: string | null; offset: number; call: ActionContext },
  limits: Partial<typeof LIMITS> = {},
): Promise<SearchPlan> {
  const { context, table } = resource;
  const { few, lookedUp, most, newestRows } = { ...LIMITS, ...limits };
  const plan = (way: SearchWay, notice: Message | null = null) => ({
    filter: new PanelFilter(resource, conditions, null, way),
    notice,
  });
  const texts = conditions.filter(({ operator }) => operator === 'contains');
  let isCommon = false;
  for (const { column, indexColumn, values } of texts) {
    const text = String(values[0] ?? '');
    const wanted = { table: table.info.name, column: indexColumn ?? column, text };
    const found = resource.access.filter.has(column)
      ? await findByIndex(context, wanted, { few, most })
      : null;
    isCommon ||= found === 'many';
    // The conditions stay: the index folds the case of more letters than they do.
    if (found !== null && found !== 'many') {
      const { rows, count } = found;
      return plan({ found: rows, isLookedUp: count <= lookedUp, isLong: count > few });
    }
  }
  if (texts.length === 0) {
    const isFar = offset > FAR_ROWS;
    // A declared table grows, and its conditions that leave few rows are known.
    if (table.declaration !== null) {
      return plan({ isLong: isFar || isLong(resource, conditions, sortBy) });
    }
    const mayBeLong = isFar || !isServed(table, conditions, sortBy);
    return plan({ isLong: mayBeLong && (await isLargeTable(context, table)) });
  }
  // A text that is common in the whole book must not show in what an actor of few rows is answered.
  if (isCommon && resource.access.rows !== 'all') return plan({ isLong: true });
  const since = await newestSince(resource, conditions, newestRows, call);
  if (since === null) return plan({ isLong: true });
  return plan({ since, isLong: true }, message('lists.newest_only', { rows: newestRows }));
}

/**
 * Returns true where no index leads to the rows in their order, so that SQLite may walk the table.
 */
function isLong(
  { table, access: { rows } }: ScopedResource,
  conditions: readonly Condition[],
  sortBy: string | null,
): boolean {
  // A look-up by the first column of an index does not walk the table.
  const leads = new Set(
    [...table.info.indexes, table.info.primaryKey].flatMap(([first]) => first ?? []),
  );
  const isIndexed = ({ column, indexColumn, operator }: Condition) =>
    leads.has(indexColumn ?? column) && !['ne', 'starts', 'empty'].includes(operator);
  if (!conditions.every(isIndexed)) return true;
  if (sortBy !== null && !leads.has(sortBy)) return true;
  // A scope of many owners reads all their rows, unless the filter names one owner.
  const owners = columnsOfManyOwners(rows);
  return (
    owners.length > 0 &&
    !conditions.some(({ column, operator }) => operator === 'eq' && owners.includes(column))
  );
}

/** Columns that name a row's owner through a row of another table. */
function columnsOfManyOwners(rows: Rows): string[] {
  if (rows === 'all' || 'equals' in rows) return [];
  return 'in' in rows ? [rows.column] : rows.any.flatMap(columnsOfManyOwners);
}

/**
 * Finds the time at which the newest rows of the actor begin; null to search all of them: they are
 * few, have no order of time, or the filter names a time. Counting the rows of others too would tell
 * how many of them are newer.
 */
async function newestSince(
  resource: ScopedResource,
  conditions: readonly Condition[],
  newestRows: number,
  call: ActionContext,
): Promise<{ column: string; value: string } | null> {
  const { table, access } = resource;
  const column = table.columns.find(({ name }) => name === table.sort?.column);
  if (column?.kind !== 'datetime' || !column.info.notNull || table.sort?.direction !== 'desc') {
    return null;
  }
  if (conditions.some((condition) => condition.column === column.name)) return null;
  const name = sql.identifier(column.name);
  // Without `+`, the planner would walk the whole book in this order for the rows of some owners.
  const order = columnsOfManyOwners(access.rows).length > 0 ? sql`+${name}` : name;
  const [row] = await resource.readScoped(
    call,
    (scope) => sql`SELECT ${name} AS since FROM ${sql.identifier(table.info.name)}
      WHERE ${scope} ORDER BY ${order} DESC LIMIT 1 OFFSET ${newestRows}`,
    new PanelFilter(resource, [], null, { isLong: true }),
  );
  const value = row?.['since'];
  return typeof value === 'string' ? { column: column.name, value } : null;
}
