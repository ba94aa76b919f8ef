import { Filter, type BaseResource } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import type { AccessPlan } from './access.js';
import type { PanelTable } from './columns.js';
import { compileConditions, containsText, readFilters, type Condition } from './filters.js';

/** A filter that was read and checked already. */
export class PanelFilter extends Filter {
  constructor(
    resource: BaseResource,
    readonly conditions: readonly Condition[],
    /** Looked for in all columns that the role may search. */
    readonly text: string | null = null,
  ) {
    super({}, resource);
  }
}

/** What a filter asks of a row; conditions on columns that are not open to the role are left out. */
export function filterCondition(
  context: Context,
  table: PanelTable,
  access: AccessPlan,
  filter: Filter,
): SQL {
  const conditions =
    filter instanceof PanelFilter
      ? filter.conditions
      : readFilters(context, toQuery(filter), table, access).conditions;
  const open = conditions.filter(({ column }) => access.filter.has(column));
  const parts = [sql`1`, ...compileConditions(open)];
  if (filter instanceof PanelFilter && filter.text) {
    const { text } = filter;
    const searched = [...access.search].map((name) => containsText(name, text));
    parts.push(searched.length === 0 ? sql`0` : sql`(${sql.join(searched, sql` OR `)})`);
  }
  return sql.join(parts, sql` AND `);
}

/** AdminJS's own filter as the URL parameters that it was made of. */
function toQuery({ filters }: Filter): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([path, { value }]) =>
      typeof value === 'object'
        ? Object.entries(value).map(([end, text]) => [`filters.${path}~~${end}`, text])
        : [[`filters.${path}`, value]],
    ),
  );
}
