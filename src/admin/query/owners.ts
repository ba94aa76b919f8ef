import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../domain/actor.js';
import type { Rows } from '../declaration/resource.js';
import type { PanelTable } from '../tables/panel-table.js';
import { rowNumber } from '../keys/record-key.js';
import { compileConditions, type Condition } from './conditions.js';
import { askedOfEach } from './leading.js';
import { compileOrder, walkedTable, type ListOrder } from './order.js';
import { ownersOf, type Owners } from './scope.js';

/**
 * Reads an ordered page in a scope of many owners, such as an agent's transactions. No index has
 * such rows in their order: an agent's few rows are read owner by owner; for an agent with many, a
 * walk through the beginning of the whole list soon finds a page of them.
 */

/** Number of own rows that count as few, and of rows to walk in the whole list. */
export interface OwnerLimits {
  few: number;
  walked: number;
}

const LIMITS: OwnerLimits = { few: 1_000, walked: 5_000 };
/** The query repeats the conditions three times, and D1 takes a hundred parameters. */
const MOST_CONDITIONS = 8;

export interface OwnersWay extends Owners {
  /** The filter has a condition on the second column of an index that begins with the owner. */
  isNarrowed: boolean;
  /**
   * Conditions that the walk through the whole list begins with; null where a walk does not pay.
   */
  walk: readonly Condition[] | null;
  limits: OwnerLimits;
}

/**
 * Plans the reading by owners; null where the scope is not one of many owners, or the conditions
 * name one of them.
 */
export function leadingOwners(
  { info }: PanelTable,
  rows: Rows,
  actor: Actor,
  conditions: readonly Condition[],
  sortBy: string | null = null,
  limits: Partial<OwnerLimits> = {},
): OwnersWay | null {
  const owners = ownersOf(rows, actor);
  if (owners === null) return null;
  const equal = conditions.filter(({ operator }) => operator === 'eq');
  if (equal.some(({ column }) => column === owners.column)) return null;
  const hasIndex = (...columns: string[]) =>
    info.indexes.some((index) => columns.every((column, place) => index[place] === column));
  const walkFrom = (): readonly Condition[] | null => {
    if (sortBy === null || conditions.length > MOST_CONDITIONS) return null;
    if (conditions.length === 0 && hasIndex(owners.column, sortBy)) return null;
    const first = equal.find(({ column }) => hasIndex(column, sortBy));
    if (first) return [first];
    return hasIndex(sortBy) ? [] : null;
  };
  return {
    ...owners,
    isNarrowed: conditions.some(({ column }) => hasIndex(owners.column, column)),
    walk: walkFrom(),
    limits: { ...LIMITS, ...limits },
  };
}

/**
 * Builds the FROM clause. CROSS JOIN keeps SQLite from walking the table in its order and checking
 * the owner of each row: https://www.sqlite.org/optoverview.html#crossjoin
 */
export function tableOfOwners({ info }: PanelTable, owners: Owners | null): SQL {
  if (owners === null) return walkedTable(info);
  const table = sql.identifier(info.name);
  return sql`(${owners.select}) AS "__owners"
    CROSS JOIN ${table} ON ${table}.${sql.identifier(owners.column)} = "__owners"."__owner"`;
}

/**
 * Builds the SELECT of a page's keys.
 * @param rows scope and filter
 * @param beyond the page's cursor
 */
export function pageOfOwners(
  table: PanelTable,
  owners: OwnersWay,
  order: ListOrder,
  { keys, limit, offset }: { keys: SQL; limit: number; offset: number },
  rows: SQL,
  beyond: SQL,
): SQL {
  const ordered = compileOrder(table, order);
  // Beside an equality SQLite would assume that the cursor leaves the fewest rows.
  const after = owners.isNarrowed ? askedOfEach(beyond) : beyond;
  const from = tableOfOwners(table, owners);
  const own = sql`FROM ${from} WHERE ${rows} AND ${after}${ordered}`;
  const number = rowNumber(table.info);
  if (owners.walk === null || number === null || offset > 0) {
    return sql`SELECT ${keys} ${own} LIMIT ${limit} OFFSET ${offset}`;
  }
  const { few, walked } = owners.limits;
  const name = sql.identifier(table.info.name);
  const walk = sql.join([...compileConditions(owners.walk), beyond], sql` AND `);
  // SQLite evaluates a LIMIT once, before the first row; a condition for each row.
  const unlessFew = sql`CASE WHEN (SELECT count(*) FROM
    (SELECT 1 FROM ${from} WHERE ${rows} LIMIT ${few + 1})) > ${few} THEN ${walked} ELSE 0 END`;
  const unlessFull = sql`CASE WHEN (SELECT count(*) FROM "__near") < ${limit} THEN ${limit} ELSE 0 END`;
  return sql`WITH "__near" AS MATERIALIZED (
      SELECT "__first"."__row" AS "__row" FROM (SELECT ${number} AS "__row" FROM ${name}
        WHERE ${walk}${ordered} LIMIT ${unlessFew}) AS "__first"
      CROSS JOIN ${name} ON ${name}.${number} = "__first"."__row" WHERE ${rows} LIMIT ${limit})
    SELECT "__row" FROM "__near" UNION ALL
    SELECT "__row" FROM (SELECT ${number} AS "__row" ${own} LIMIT ${unlessFull})`;
}
