import { Filter, type BaseResource } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import type { AccessPlan } from '../tables/access.js';
import type { PanelTable } from '../tables/panel-table.js';
import { compileConditions, containsText, type Condition } from './conditions.js';
import { keyConditions } from './key-search.js';
import { parseFilters } from './parse-filters.js';
import { askedOfEach, trailingColumns } from './leading.js';
import { leadingOwners, type OwnerLimits, type OwnersWay } from './owners.js';

/** Plan for finding the rows of a filter, where the choice is not left to SQLite's planner. */
export interface SearchWay {
  /** Candidates that the search index found: the right side of `rowid IN`. */
  found?: SQL;
  /** The candidates are few enough for look-ups one by one, whatever else the filter asks. */
  isLookedUp?: boolean;
  /** Searches only rows from this value on. */
  since?: { column: string; value: string };
  /** May take long, so it runs on the thread for long reads. */
  isLong: boolean;
}

/** Filter that was parsed and checked. */
export class PanelFilter extends Filter {
  constructor(
    resource: BaseResource,
    readonly conditions: readonly Condition[],
    /** Text to find in any column that the role may search. */
    readonly text: string | null = null,
    readonly way: SearchWay = { isLong: false },
  ) {
    super({}, resource);
  }
}

/** Returns the search plan of a filter; AdminJS's own filters are never long. */
export const wayOf = (filter: Filter | undefined): SearchWay =>
  filter instanceof PanelFilter ? filter.way : { isLong: false };

/** Keeps the filter's conditions on columns that the role may filter by. */
function openConditions(
  context: Context,
  table: PanelTable,
  access: AccessPlan,
  filter: Filter,
): Condition[] {
  const conditions =
    filter instanceof PanelFilter
      ? filter.conditions
      : parseFilters(context, toUrlQuery(filter), table, access).conditions;
  return conditions.filter(({ column }) => access.filter.has(column));
}

/** Compiles a filter to a condition on a row. */
export function filterCondition(
  context: Context,
  table: PanelTable,
  access: AccessPlan,
  filter: Filter,
  /**
   * True where rows are read in an order: conditions that would mislead the planner then must not
   * lead.
   */
  isOrdered = false,
): SQL {
  const open = openConditions(context, table, access, filter);
  const trailing = isOrdered ? trailingColumns(table, access.rows, open) : new Set();
  const parts = [
    sql`1`,
    ...compileConditions(open.filter(({ column }) => !trailing.has(column))),
    ...compileConditions(open.filter(({ column }) => trailing.has(column))).map(askedOfEach),
  ];
  if (filter instanceof PanelFilter && filter.text) {
    const { text } = filter;
    const searched = [
      ...[...access.search].map((name) => containsText(name, text)),
      // Resource files list the columns that their tables search.
      ...(table.declaration === null ? keyConditions(table, text) : []),
    ];
    parts.push(searched.length === 0 ? sql`0` : sql`(${sql.join(searched, sql` OR `)})`);
  }
  if (filter instanceof PanelFilter && filter.way.since) {
    const { column, value } = filter.way.since;
    parts.push(sql`${sql.identifier(column)} >= ${value}`);
  }
  return sql.join(parts, sql` AND `);
}

/**
 * Joins the scope and the filter's condition, within the candidates of the search index where it
 * has any. Few candidates are looked up one by one: CASE keeps the planner from other plans. For
 * many, the planner may prefer the actor's own rows.
 */
export function amongFound(
  filter: Filter,
  scope: SQL,
  matches: SQL,
  /**
   * Owners whose rows are read one owner at a time: an index then serves the owner, not the scope
   * as well.
   */
  owners: OwnersWay | null,
): SQL {
  const { found, isLookedUp } = wayOf(filter);
  if (owners !== null) return sql`${askedOfEach(scope)} AND ${matches}`;
  if (found === undefined) return sql`${scope} AND ${matches}`;
  return isLookedUp
    ? sql`rowid IN ${found} AND ${askedOfEach(sql`${scope} AND ${matches}`)}`
    : sql`${scope} AND rowid IN ${found} AND ${askedOfEach(matches)}`;
}

/**
 * Finds the owners whose rows a filter reads one owner at a time; null where the search index leads
 * to the rows or the scope has one owner.
 */
export function filteredOwners(
  context: Context,
  table: PanelTable,
  access: AccessPlan,
  actor: Actor,
  filter: Filter,
  sortBy?: string | null,
  limits?: Partial<OwnerLimits>,
): OwnersWay | null {
  if (wayOf(filter).found !== undefined) return null;
  const conditions = openConditions(context, table, access, filter);
  return leadingOwners(table, access.rows, actor, conditions, sortBy, limits);
}

/** Converts AdminJS's own filter back to its URL parameters. */
function toUrlQuery({ filters }: Filter): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([path, { value }]) =>
      typeof value === 'object'
        ? Object.entries(value).map(([end, text]) => [`filters.${path}~~${end}`, text])
        : [[`filters.${path}`, value]],
    ),
  );
}
