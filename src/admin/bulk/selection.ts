import type { ActionContext } from 'adminjs';
import type { SQL } from 'drizzle-orm';
import { DomainError } from '../../errors.js';
import { message, Person, verbatim, type Message } from '../../messages/message.js';
import { formatDateTime } from '../contract/format.js';
import type { Condition } from '../query/conditions.js';
import { PanelFilter } from '../query/filter.js';
import { parseFilters } from '../query/parse-filters.js';
import { listAddress } from '../request/addresses.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { ExactValue } from '../values/exact-value.js';
import { titleOfValue } from '../names/names.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Selects all rows that a list shows with its filter, within the same scope. */

export interface BulkSelection {
  filter: PanelFilter;
  /** SELECT of the rows' ids. */
  selection: SQL;
  /** The rows in words, such as `wagers where Status is pending`. */
  chosen: Message;
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
    throw new DomainError('invalid', message('bulk_runs.bad_filter', { problems }), {
      hint: message('bulk_runs.set_filter'),
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

function describeRows(
  { table, context }: ScopedResource,
  conditions: readonly Condition[],
): Message {
  const isWagers = table.info.name === 'wagers';
  if (conditions.length === 0) {
    return message(isWagers ? 'bulk_runs.all_wagers' : 'bulk_runs.all_transactions');
  }
  const { bookTimezone } = context.config;
  return message(isWagers ? 'bulk_runs.wagers_where' : 'bulk_runs.transactions_where', {
    conditions: conditions.map((condition) => {
      const found = table.columns.find(({ name }) => name === condition.column);
      const values = condition.values.map((value) =>
        valueMessage(found, value, {
          table: table.info.name,
          bookTimezone,
        }),
      );
      return conditionMessage(found?.label ?? condition.column, condition, values);
    }),
  });
}

function conditionMessage(
  column: string,
  { operator, values: given }: Condition,
  values: readonly Message[],
): Message {
  const [value = verbatim('')] = values;
  switch (operator) {
    case 'eq':
      return message('bulk_runs.is', { column, value });
    case 'ne':
      return message('bulk_runs.is_not', { column, value });
    case 'in':
      return message('bulk_runs.is_one_of', { column, values });
    case 'from':
      return message('bulk_runs.from', { column, value });
    case 'to':
      return message('bulk_runs.up_to', { column, value });
    // Only other programs' tables have times of any notation, and no bulk runs.
    case 'within':
    case 'before':
      return message('bulk_runs.before', { column, value });
    case 'contains':
      return message('bulk_runs.contains', { column, value });
    case 'starts':
    case 'begins':
      return message('bulk_runs.starts', { column, value });
    case 'begins_later':
      return message('bulk_runs.later_word', { column, value });
    case 'empty':
      return message(given[0] === 1 ? 'bulk_runs.empty' : 'bulk_runs.not_empty', { column });
  }
}

/** Names the value of a condition: a person by the name, a time in the book's zone. */
function valueMessage(
  column: PanelColumn | undefined,
  value: ExactValue,
  { table, bookTimezone }: { table: string; bookTimezone: string },
): Message {
  const references = personTables.find((name) => name === column?.references);
  if (references !== undefined) {
    return message('bulk_runs.person', { person: new Person(references, String(value)) });
  }
  if (column?.kind === 'datetime') return verbatim(formatDateTime(value, bookTimezone).text);
  if (column?.kind === 'enum') {
    const title = titleOfValue(String(value), column.info.values);
    return message('value', { value: { table, title } });
  }
  return verbatim(String(value));
}

const personTables = ['customers', 'agents', 'users'] as const;

/** Keeps the parameters that a list knows, and no others. */
function listSearch(query: Record<string, unknown>): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' &&
      (entry[0].startsWith('filters.') || ['sortBy', 'direction', 'perPage'].includes(entry[0])),
  );
  return new URLSearchParams(kept).toString();
}
