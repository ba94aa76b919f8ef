/** The comparisons of a column, and their keys in the address. */
import type { BasePropertyJSON } from 'adminjs';
import { customOfProperty, isRange, splitKey, type Filters } from './address.js';

const named = ['starts', 'eq', 'ne', 'in', 'during'] as const;
/** A comparison as the filter offers it. */
export type Comparison =
  (typeof named)[number] | 'is' | 'contains' | 'between' | 'empty' | 'filled';

/** Spans that the server counts from today, for `during`. */
export const relativeDates = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
] as const;

/** Operators that have a word between a column and its value. */
export const operatorWords = [
  'eq',
  'ne',
  'in',
  'from',
  'to',
  'contains',
  'starts',
  'during',
  'empty',
  'filled',
] as const;

/** Lists the comparisons of a column; it begins with the first. */
export function comparisonsOf(property: BasePropertyJSON): Comparison[] {
  const { kind, isWhole } = customOfProperty(property);
  if (isWhole === true) return ['is', 'empty', 'filled'];
  if (property.reference !== null) return ['is', 'ne', 'in', 'empty', 'filled'];
  if (kind === 'boolean') return ['is', 'empty', 'filled'];
  if (property.availableValues !== null) return ['is', 'ne', 'in', 'empty', 'filled'];
  if (kind === 'date' || kind === 'datetime') return ['between', 'during', 'empty', 'filled'];
  if (isRange(property)) return ['between', 'is', 'ne', 'empty', 'filled'];
  if (kind === 'id') return ['is', 'empty', 'filled'];
  return ['contains', 'starts', 'eq', 'ne', 'in', 'empty', 'filled'];
}

/** Returns the key of a comparison's value in the address. */
export function filterKeyOf(path: string, comparison: Comparison): string {
  if (comparison === 'is' || comparison === 'contains') return path;
  return `${path}~~${comparison === 'filled' ? 'empty' : comparison}`;
}

/** Finds the comparison by which the filters hold a column; its first one where they do not. */
export function comparisonIn(property: BasePropertyJSON, filters: Filters): Comparison {
  const [first = 'is'] = comparisonsOf(property);
  for (const [key, value] of Object.entries(filters)) {
    const { path, operator } = splitKey(key);
    if (path !== property.propertyPath || value === '') continue;
    if (operator === undefined) return first === 'between' ? 'is' : first;
    if (operator === 'from' || operator === 'to') return 'between';
    if (operator === 'empty') return isNo(value) ? 'filled' : 'empty';
    const known = named.find((one) => one === operator);
    if (known) return known;
  }
  return first;
}

/** Returns the filters without those on this column. */
export function without(filters: Filters, path: string): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => splitKey(key).path !== path));
}

/** Returns true for a value that means no, as the server reads it. */
export const isNo = (value: string) => ['0', 'false', 'no'].includes(value);

/** Joins several values to one text: a JSON list where one of them holds a comma. */
export function joinValues(values: readonly string[]): string {
  return values.some((value) => value.includes(',') || value.startsWith('['))
    ? JSON.stringify(values)
    : values.join(',');
}

/** Splits a text that `joinValues` wrote, or that somebody typed into the address. */
export function splitValues(text: string): string[] {
  if (text === '') return [];
  if (!text.startsWith('[')) return text.split(',');
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? values.map(String) : [text];
  } catch {
    return text.split(',');
  }
}
