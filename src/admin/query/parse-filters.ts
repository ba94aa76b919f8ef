import type { Context } from '../../context.js';
import type { Period } from '../../domain/period.js';
import { message, type Message } from '../../messages/message.js';
import { blindIndexes } from '../../services/encryption/columns.js';
import { bothTypes } from '../codecs/texts.js';
import { parseComparison, plainText } from '../codecs/values.js';
import type { AccessPlan } from '../tables/access.js';
import type { ExactValue } from '../values/exact-value.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { isUntyped } from '../tables/untyped.js';
import { LAST, operators, type Condition, type Operator } from './conditions.js';
import { parseTimes, periodConditions } from './parse-times.js';
import { relativeDates, relativePeriod } from './relative-dates.js';
import { ignored, type FilterResult } from './filter-result.js';

/**
 * Parses the filters of a list: `filters.COLUMN=value` in the URL with the column's default
 * operator, or `filters.COLUMN~~OPERATOR=value`; `~~during` takes days relative to today. A wrong
 * filter is reported and ignored; the others still hold.
 */

export interface ParsedFilters {
  conditions: Condition[];
  /** Ignored filters with the reason, as messages for the user. */
  problems: Message[];
}

const MOST_FILTERS = 30;
const LONGEST_TEXT = 200;
export const FILTER_PREFIX = 'filters.';
const SEPARATOR = '~~';

/**
 * Parses all filters of a URL.
 * @param query the URL's parameters
 */
export function parseFilters(
  context: Context,
  query: Record<string, unknown>,
  table: PanelTable,
  access: AccessPlan,
): ParsedFilters {
  const parsed: ParsedFilters = { conditions: [], problems: [] };
  const keys = Object.keys(query).filter((key) => key.startsWith(FILTER_PREFIX));
  for (const key of keys.slice(0, MOST_FILTERS)) {
    const [path = '', operator] = key.slice(FILTER_PREFIX.length).split(SEPARATOR);
    const result = parseFilter(context, path, operator, query[key], table, access);
    if ('problem' in result) addOnce(parsed.problems, result.problem);
    else parsed.conditions.push(...result.conditions);
  }
  if (keys.length > MOST_FILTERS) {
    parsed.problems.push(message('lists.most_filters', { most: MOST_FILTERS }));
  }
  return parsed;
}

/** Adds a problem unless another filter has the same: several columns may be unknown. */
function addOnce(problems: Message[], problem: Message): void {
  const said = JSON.stringify(problem);
  if (!problems.some((other) => JSON.stringify(other) === said)) problems.push(problem);
}

/** Finds the column that a URL parameter filters by. */
export function columnOfFilter(key: string, table: PanelTable): PanelColumn | undefined {
  if (!key.startsWith(FILTER_PREFIX)) return undefined;
  const [path] = key.slice(FILTER_PREFIX.length).split(SEPARATOR);
  return table.columns.find((column) => column.path === path);
}

function parseFilter(
  context: Context,
  path: string,
  operatorText: string | undefined,
  input: unknown,
  table: PanelTable,
  access: AccessPlan,
): FilterResult {
  const column = table.columns.find((candidate) => candidate.path === path);
  // A column that this role may not filter by looks like one that does not exist.
  if (!column || !access.filter.has(column.name)) {
    return { problem: message('lists.unknown_filter') };
  }
  const operator = operatorText ?? defaultOperator(column);
  if (operator === 'during') return parseDuring(context, column, input);
  if (!isFilterOperator(operator)) {
    return ignored(column, message('lists.unknown_comparison'));
  }
  if (input === '' || input === undefined || input === null) return { conditions: [] };
  if (typeof input !== 'string' || input.length > LONGEST_TEXT) {
    return ignored(column, message('lists.short_value'));
  }
  if (operator === 'empty') {
    const isEmpty = !['false', '0', 'no'].includes(input);
    return { conditions: [{ column: column.name, operator, values: [isEmpty ? 1 : 0] }] };
  }
  if (column.encrypted) return parseEncrypted(context, table, column, operator, input);
  const values: ExactValue[] = [];
  const texts = operator === 'in' ? parseList(input) : [input];
  if (texts === null) {
    return ignored(column, message('lists.broken_list'));
  }
  if (column.kind === 'datetime' && !isTextual(operator)) {
    return parseTimes(context, column, operator, texts);
  }
  for (const text of texts) {
    const parsed = isTextual(operator) ? { value: text } : parseComparison(column, text);
    if ('problem' in parsed) {
      return ignored(column, parsed.problem);
    }
    if (parsed.value !== null) values.push(parsed.value);
  }
  if (values.length === 0) return { conditions: [] };
  return { conditions: columnConditions(column, operator, values) };
}

/**
 * Builds the conditions. In a column that stores numbers and texts, equality with `7` also matches
 * the text `7`.
 */
function columnConditions(
  column: PanelColumn,
  operator: Operator,
  values: ExactValue[],
): Condition[] {
  const one = (condition: Pick<Condition, 'operator' | 'values'>) => ({
    column: column.name,
    ...condition,
  });
  const [first] = values;
  const isSpan = operator === 'eq' || operator === 'from' || operator === 'to';
  if (
    isSpan &&
    typeof first === 'string' &&
    !column.isOwn &&
    ['date', 'time'].includes(column.kind)
  ) {
    return spanConditions(column, operator === 'to' ? '' : first, operator === 'from' ? null : first); // prettier-ignore
  }
  if (!isUntyped(column)) return [one({ operator, values })];
  const all = values.flatMap(bothTypes);
  if (operator === 'eq' || operator === 'in') return [one({ operator: 'in', values: all })];
  if (operator === 'ne') return all.map((value) => one({ operator, values: [value] }));
  return [one({ operator, values })];
}

/**
 * Builds the conditions of a span of days or of times of day that other programs stored: a day also
 * has the texts of its times, a minute those of its seconds, and neither has a number.
 */
function spanConditions(
  { name: column, kind }: PanelColumn,
  from: string,
  to: string | null,
): Condition[] {
  // An input leaves out seconds that are zero, and a stored time may do so too.
  const start = kind === 'time' ? from.replace(/^(\d\d:\d\d):00$/, '$1') : from;
  const since: Condition = { column, operator: 'from', values: [start] };
  return to === null ? [since] : [since, { column, operator: 'to', values: [to + LAST] }];
}

/** Splits values at commas; a value that contains a comma comes in a JSON list. */
function parseList(input: string): string[] | null {
  if (!input.startsWith('[')) return input.split(',');
  try {
    const list: unknown = JSON.parse(input);
    return Array.isArray(list) ? list.map((item) => plainText(item)) : null;
  } catch {
    return null;
  }
}

/** Parses days of the book relative to today. */
function parseDuring(context: Context, column: PanelColumn, input: unknown): FilterResult {
  if (input === '' || input === undefined) return { conditions: [] };
  const period = typeof input === 'string' ? relativePeriod(context, input) : null;
  if (!period || (column.kind !== 'date' && column.kind !== 'datetime')) {
    return ignored(column, message('lists.relative_days', { words: relativeDates }));
  }
  return {
    conditions:
      column.kind === 'date' ? dayConditions(column, period) : periodConditions(column, period),
  };
}

/**
 * Parses a filter on an encrypted column, which supports equality only, through its blind index.
 */
function parseEncrypted(
  context: Context,
  table: PanelTable,
  column: PanelColumn,
  operator: Operator,
  input: string,
): FilterResult {
  const indexColumn = column.encrypted?.indexColumn;
  if (operator !== 'eq' || !indexColumn) {
    return ignored(column, message('lists.compared_whole'));
  }
  const values = blindIndexes(context, table.info.name, column.name, input);
  return { conditions: [{ column: column.name, indexColumn, operator: 'in', values }] };
}

function dayConditions(day: PanelColumn, { start, end }: Period): Condition[] {
  if (!day.isOwn) return spanConditions(day, start, end);
  const { name: column } = day;
  return [
    { column, operator: 'from', values: [start] },
    { column, operator: 'to', values: [end] },
  ];
}

function isFilterOperator(text: string): text is (typeof operators)[number] {
  return (operators as readonly string[]).includes(text);
}

const isTextual = (operator: Operator) => operator === 'contains' || operator === 'starts';

function defaultOperator({ kind, encrypted }: PanelColumn): Operator {
  if (encrypted) return 'eq';
  return kind === 'text' || kind === 'long_text' || kind === 'json' ? 'contains' : 'eq';
}
