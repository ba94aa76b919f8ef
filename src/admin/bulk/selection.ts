import type { ActionContext } from 'adminjs';
import type { SQL } from 'drizzle-orm';
import { DomainError } from '../../errors.js';
import { formatDateTime } from '../contract/format.js';
import type { Condition, Operator } from '../query/conditions.js';
import { PanelFilter } from '../query/filter.js';
import { parseFilters } from '../query/parse-filters.js';
import { listAddress } from '../request/addresses.js';
import type { ScopedResource } from '../rows/scoped-resource.js';

/** Selects all rows that a list shows with its filter, within the same scope. */

export interface BulkSelection {
  filter: PanelFilter;
  /** SELECT of the rows' ids. */
  selection: SQL;
  /** The rows in words, such as `wagers where Status is pending`. */
  chosen: string;
  /** Address of the list with this filter. */
  address: string;
}

/**
 * Reads the filter of a list as a selection of rows.
 * @param query the list's parameters
 * @throws DomainError `invalid` when part of the filter would be ignored: more rows would match
 */
export function readBulkSelection(
  resource: ScopedResource,
  query: Record<string, unknown>,
  call: ActionContext,
): BulkSelection {
  const { table, access } = resource;
  const { conditions, problems } = parseFilters(resource.context, query, table, access);
  if (problems.length > 0) {
    throw new DomainError('invalid', `the filter is not right: ${problems.join('; ')}`, {
      hint: 'go back to the list and set it again',
    });
  }
  const filter = new PanelFilter(resource, conditions);
  return {
    filter,
    selection: resource.selectIds(filter, call),
    chosen: describeRows(resource, conditions),
    address: listAddress(resource.id(), listSearch(query)),
  };
}

const words: Record<Operator, string> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  from: 'from',
  to: 'up to',
  before: 'before',
  contains: 'contains',
  starts: 'starts with',
  begins: 'begins with',
  begins_later: 'has later words that begin with',
  empty: 'is empty',
};

function describeRows(
  { table, context }: ScopedResource,
  conditions: readonly Condition[],
): string {
  const label = table.label.toLowerCase();
  if (conditions.length === 0) return `all ${label}`;
  const parts = conditions.map(({ column, operator, values }) => {
    const found = table.columns.find((candidate) => candidate.name === column);
    const name = found?.label ?? column;
    if (operator === 'empty') return `${name} ${values[0] === 1 ? 'is' : 'is not'} empty`;
    const shown = values.map((value) =>
      found?.kind === 'datetime'
        ? formatDateTime(value, context.config.bookTimezone).text
        : String(value),
    );
    return `${name} ${words[operator]} ${shown.join(', ')}`;
  });
  return `${label} where ${parts.join(' and ')}`;
}

/** Keeps the parameters that a list knows, and no others. */
function listSearch(query: Record<string, unknown>): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' &&
      (entry[0].startsWith('filters.') || ['sortBy', 'direction', 'perPage'].includes(entry[0])),
  );
  return new URLSearchParams(kept).toString();
}
