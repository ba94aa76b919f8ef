import { sql, type SQL } from 'drizzle-orm';
import type { Rows } from '../declaration/resource.js';
import type { PanelTable } from '../tables/panel-table.js';
import type { Condition } from './conditions.js';
import { ownerColumns } from './scope.js';

/**
 * Chooses the condition that finds the rows of an ordered page. SQLite assumes that every equality
 * leaves few rows: for a customer's active wagers it would read the active wagers of the whole
 * book, newest first, until enough of them are the customer's.
 */

/**
 * Returns the columns whose conditions must not lead, because another one leads to the rows of one
 * owner, or of the owners of a scope. A unique value may always lead, and so may an index that
 * begins with the owner, continues with the column and has an order; the rows of many owners are
 * sorted anyway.
 */
export function trailingColumns(
  { columns, info }: PanelTable,
  rows: Rows,
  conditions: readonly Condition[],
): ReadonlySet<string> {
  const equal = conditions.flatMap(({ column, operator }) => (operator === 'eq' ? [column] : []));
  const keys = [...info.uniques, info.primaryKey].filter(({ length }) => length === 1).flat();
  if (equal.some((name) => keys.includes(name))) return new Set();
  const isOwner = (name: string) =>
    info.indexes.some(([first]) => first === name) &&
    columns.some((column) => column.name === name && column.references !== null);
  // The owner of the filter has fewer rows than the whole scope.
  const asked = equal.filter(isOwner);
  const { one, many } = ownerColumns(rows);
  const owners = asked.length > 0 ? asked : [...one, ...many].filter(isOwner);
  const isSorted = asked.length === 0 && many.length > 0;
  const isServed = (name: string) =>
    info.indexes.some(
      ([first = '', second, ...order]) =>
        owners.includes(first) && second === name && (isSorted || order.length > 0),
    );
  const trailing = columns.filter(
    ({ name }) => owners.length > 0 && !owners.includes(name) && !isServed(name),
  );
  return new Set(trailing.map(({ name }) => name));
}

/** Wraps a condition so that the planner uses no index for it. */
export const askedOfEach = (condition: SQL) => sql`CASE WHEN ${condition} THEN 1 ELSE 0 END`;
