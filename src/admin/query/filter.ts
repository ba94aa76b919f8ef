import { Filter, type BaseResource } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import type { AccessPlan } from '../tables/access.js';
import type { PanelTable } from '../tables/panel-table.js';
import { compileConditions, containsText, type Condition } from './conditions.js';
import { parseFilters } from './parse-filters.js';
import { askedOfEach, trailingColumns } from './leading.js';
import { leadingOwners, type OwnerLimits, type OwnersWay } from './owners.js';

/** How the rows of a filter are looked for, where that is not left to the database. */
export interface SearchWay {
  /** The rows that can match at all, by the search index: what stands behind `rowid IN`. */
  found?: SQL;
  /** They are few enough to be looked up one by one, whatever else is asked. */
  isLookedUp?: boolean;
  /** Only rows from this value on are searched. */
  since?: { column: string; value: string };
  /** It may take long: on the thread for long reads. */
  isLong: boolean;
}

/** A filter that was read and checked already. */
export class PanelFilter extends Filter {
  constructor(
    resource: BaseResource,
    readonly conditions: readonly Condition[],
    /** Looked for in all columns that the role may search. */
    readonly text: string | null = null,
    readonly way: SearchWay = { isLong: false },
  ) {
    super({}, resource);
  }
}

export const wayOf = (filter: Filter | undefined): SearchWay =>
  filter instanceof PanelFilter ? filter.way : { isLong: false };

/** The filter's conditions on columns that are open to the role; the others are left out. */
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

/** What a filter asks of a row. */
export function filterCondition(
  context: Context,
  table: PanelTable,
  access: AccessPlan,
  filter: Filter,
  /** The rows are read in an order: what would mislead the planner there must not lead. */
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
    const searched = [...access.search].map((name) => containsText(name, text));
    parts.push(searched.length === 0 ? sql`0` : sql`(${sql.join(searched, sql` OR `)})`);
  }
  if (filter instanceof PanelFilter && filter.way.since) {
    const { column, value } = filter.way.since;
    parts.push(sql`${sql.identifier(column)} >= ${value}`);
  }
  return sql.join(parts, sql` AND `);
}

/**
 * The scope and what the filter asks, for rows that the search index found where it did. Few of
 * those are looked up one by one: CASE keeps the planner from anything else. Of many it may rather
 * take the actor's own rows.
 */
export function amongFound(
  filter: Filter,
  scope: SQL,
  matches: SQL,
  /** Their rows are read owner by owner: an index is for the owner, not for the scope as well. */
  owners: OwnersWay | null,
): SQL {
  const { found, isLookedUp } = wayOf(filter);
  if (owners !== null) return sql`${askedOfEach(scope)} AND ${matches}`;
  if (found === undefined) return sql`${scope} AND ${matches}`;
  return isLookedUp
    ? sql`rowid IN ${found} AND ${askedOfEach(sql`${scope} AND ${matches}`)}`
    : sql`${scope} AND rowid IN ${found} AND ${askedOfEach(matches)}`;
}

/** The owners whose rows are looked through for a filter; null where something else leads to them. */
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

/** AdminJS's own filter as the URL parameters that it was made of. */
function toUrlQuery({ filters }: Filter): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([path, { value }]) =>
      typeof value === 'object'
        ? Object.entries(value).map(([end, text]) => [`filters.${path}~~${end}`, text])
        : [[`filters.${path}`, value]],
    ),
  );
}
