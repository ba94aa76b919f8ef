import { DomainError } from '../../errors.js';
import { message, Person, verbatim, type Message } from '../../messages/message.js';
import { formatDateTime } from '../contract/format.js';
import { LAST, type Condition } from '../query/conditions.js';
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
): BulkSelection {
  const { table, access } = resource;
  const { conditions, problems } = parseFilters(resource.context, query, table, access);
  if (problems.length > 0) {
    throw new DomainError('invalid', message('bulk_runs.bad_filter', { problems }), {
      hint: message('bulk_runs.set_filter'),
    });
  }
  // It finds all rows of any filter: never on the thread that serves everybody.
  const filter = new PanelFilter(resource, conditions, null, { isLong: true });
  return {
    filter,
    chosen: describeRows(resource, conditions),
    address: listAddress(resource.id(), listSearch(query)),
  };
}

function describeRows(
  { table, context }: ScopedResource,
  conditions: readonly Condition[],
): Message {
  const { name } = table.info;
  if (conditions.length === 0) {
    return name === 'wagers' || name === 'transactions'
      ? message(`bulk_runs.all_${name}`)
      : message('bulk_edits.all_rows', { table: table.label });
  }
  const { bookTimezone } = context.config;
  const described = conditions.map((condition) => {
    const found = table.columns.find((column) => column.name === condition.column);
    const values = condition.values.map((value) =>
      valueMessage(found, value, { table: name, bookTimezone }),
    );
    return conditionMessage(found?.label ?? condition.column, condition, values, bookTimezone);
  });
  return name === 'wagers' || name === 'transactions'
    ? message(`bulk_runs.${name}_where`, { conditions: described })
    : message('bulk_edits.rows_where', { table: table.label, conditions: described });
}

function conditionMessage(
  column: string,
  { operator, values: given, range }: Condition,
  values: readonly Message[],
  timezone: string,
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
    case 'within':
      return withinMessage(column, range, timezone);
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

/** Says the instants between which a time of any notation lies. */
function withinMessage(column: string, range: Condition['range'], timezone: string): Message {
  const shown = (ms: number) => verbatim(formatDateTime(new Date(ms).toISOString(), timezone).text);
  const { from = null, before = null } = range ?? {};
  const ends = [
    ...(from === null ? [] : [message('bulk_runs.from', { column, value: shown(from) })]),
    ...(before === null ? [] : [message('bulk_runs.before', { column, value: shown(before) })]),
  ];
  return message('bulk_edits.every', { conditions: ends });
}

/** Names the value of a condition: a person by the name, a time in the book's zone. */
function valueMessage(
  column: PanelColumn | undefined,
  value: ExactValue,
  { table, bookTimezone }: { table: string; bookTimezone: string },
): Message {
  if (column?.isSensitive === true || (column?.encrypted ?? null) !== null) return verbatim('…');
  const references = personTables.find((name) => name === column?.references);
  if (references !== undefined) {
    return message('bulk_runs.person', { person: new Person(references, String(value)) });
  }
  if (column?.kind === 'datetime') return verbatim(formatDateTime(value, bookTimezone).text);
  if (column?.kind === 'enum') {
    const title = titleOfValue(String(value), column.info.values);
    return message('value', { value: { table, title } });
  }
  // The end of a span of days is the text of its last day.
  return verbatim(String(value).replace(LAST, ''));
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
