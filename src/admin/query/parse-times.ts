import type { Context } from '../../context.js';
import { periodOf, type Period } from '../../domain/period.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../../services/calendar.js';
import { parseInstant } from '../codecs/times.js';
import { isDay } from '../values/days.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { unitOf } from '../values/timestamp-format.js';
import type { Condition, Operator } from './conditions.js';
import { ignored, type FilterResult } from './filter-result.js';
import type { InstantRange } from './instants.js';

/**
 * Parses filters on times. A day means the whole day in the book's zone, a time without a fraction
 * the whole second: a stored fraction does not hide a row.
 */

type Span = Pick<Period, 'startsAt' | 'endsAt'>;

/** Parses the comparison of a time with texts: days, or times in UTC or with their zone. */
export function parseTimes(
  context: Context,
  column: PanelColumn,
  operator: Operator,
  texts: readonly string[],
): FilterResult {
  const spans = texts.filter((text) => text !== '').map((text) => spanOf(context, text));
  const known = spans.filter((span) => span !== null);
  if (known.length < spans.length) return ignored(column, message('tables.not_time'));
  const [first] = known;
  if (first === undefined) return { conditions: [] };
  if (operator === 'from') return { conditions: [since(column, first)] };
  if (operator === 'to') return { conditions: [until(column, first)] };
  return operator === 'eq'
    ? { conditions: periodConditions(column, first) }
    : ignored(column, message('lists.unknown_comparison'));
}

/** Builds the conditions of a time within a period. */
export function periodConditions(column: PanelColumn, span: Span): Condition[] {
  if (column.isOwn) return [since(column, span), until(column, span)];
  return [isWithin(column, { from: toTime(span.startsAt), before: toTime(span.endsAt) })];
}

/** The book's own times have one notation, so that an index on them serves the comparison. */
function since(column: PanelColumn, { startsAt }: Span): Condition {
  return column.isOwn
    ? { column: column.name, operator: 'from', values: [toText(startsAt)] }
    : isWithin(column, { from: toTime(startsAt), before: null });
}

function until(column: PanelColumn, { endsAt }: Span): Condition {
  return column.isOwn
    ? { column: column.name, operator: 'before', values: [toText(endsAt)] }
    : isWithin(column, { from: null, before: toTime(endsAt) });
}

function isWithin({ name, format }: PanelColumn, ends: Omit<InstantRange, 'unit'>): Condition {
  const range = { ...ends, unit: unitOf(format.like ?? null) };
  return { column: name, operator: 'within', values: [], range };
}

function spanOf(context: Context, typed: string): Span | null {
  const text = typed.trim();
  if (isDay(text)) return periodOf(bookCalendar(context), 'daily', text);
  const instant = parseInstant(text);
  if (instant === null) return null;
  const length = /\.\d+Z$/.test(instant) ? 1 : 1_000;
  const endsAt = new Date(Date.parse(instant) + length).toISOString();
  return { startsAt: instant, endsAt };
}

const toText = (time: string) =>
  new Date(toTime(time)).toISOString().slice(0, 19).replace('T', ' ');

const toTime = (time: string) =>
  Date.parse(time.endsWith('Z') ? time : `${time.replace(' ', 'T')}Z`);
