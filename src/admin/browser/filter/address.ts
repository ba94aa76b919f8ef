/**
 * Filters in the address: `filters.COLUMN` compares as suits the column, `filters.COLUMN~~OPERATOR`
 * by the operator.
 */
import type { BasePropertyJSON } from 'adminjs';
import { formatDateTime, formatLabel, formatDollars } from '../../contract/format.js';
import type { PropertyCustom } from '../../contract/panel.js';
import type { SayText } from '../requests/use-text.js';
import { fromZonedInput, toZonedInput } from '../inputs/zoned-time.js';

const PREFIX = 'filters.';
const SEPARATOR = '~~';

/** Values by their keys without the prefix, such as `status` or `amount~~from`. */
export type Filters = Record<string, string>;

/** Reads the filters of an address, without empty ones. */
export function readAddressFilters(search: string): Filters {
  return Object.fromEntries(
    [...new URLSearchParams(search)]
      .filter(([name, value]) => name.startsWith(PREFIX) && value !== '')
      .map(([name, value]) => [name.slice(PREFIX.length), value]),
  );
}

/** Returns the address with these filters and no others, at its first page. */
export function withFilters(search: string, filters: Filters): string {
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()]) if (name.startsWith(PREFIX)) query.delete(name);
  for (const [key, value] of Object.entries(filters)) {
    if (value !== '') query.set(PREFIX + key, value);
  }
  fromFirstPage(query);
  return query.toString();
}

/** Removes the page from the parameters: another question begins at the first page. */
export function fromFirstPage(query: URLSearchParams): void {
  for (const name of ['page', 'before', 'after']) query.delete(name);
}

/** Splits a filter's key into column and operator. */
export function splitKey(key: string): { path: string; operator: string | undefined } {
  const [path = '', operator] = key.split(SEPARATOR);
  return { path, operator };
}

/** Returns the key of one end of a range. */
export const rangeKey = (path: string, end: 'from' | 'to') => `${path}${SEPARATOR}${end}`;

/** Returns the property's `custom` with its type, which AdminJS does not know. */
export function customOfProperty(property: BasePropertyJSON): Partial<PropertyCustom> {
  return property.custom;
}

/** Returns true for a column that filters by a range. */
export function isRange(property: BasePropertyJSON): boolean {
  const { kind } = customOfProperty(property);
  return (
    property.availableValues === null &&
    property.reference === null &&
    kind !== undefined &&
    ['money', 'number', 'integer', 'percent', 'date', 'datetime', 'time'].includes(kind)
  );
}

/** Converts a day of the zone to the timestamp at which it starts or ends. */
export function dayToBound(day: string, end: 'from' | 'to', timezone: string): string {
  if (day === '') return '';
  return fromZonedInput(`${day}T${end === 'from' ? '00:00:00' : '23:59:59'}`, timezone);
}

/** Converts such a timestamp back to its day. */
export function boundToDay(bound: string, timezone: string): string {
  return toZonedInput(bound, timezone).slice(0, 10);
}

/** Formats a filter's value as a list shows it. */
export function shownValue(property: BasePropertyJSON, value: string, text: SayText): string {
  const { kind, currency, timezone } = customOfProperty(property);
  const option = property.availableValues?.find((candidate) => String(candidate.value) === value);
  if (option) return option.label ?? formatLabel(value);
  if (kind === 'boolean' && /^(true|false)$/.test(value)) {
    return text(value === 'true' ? 'Value.yes' : 'Value.no');
  }
  if (kind === 'money') return formatDollars(value, currency);
  if (kind === 'datetime') return formatDateTime(value, timezone).text;
  return value;
}
