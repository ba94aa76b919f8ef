import { message } from '../../messages/message.js';
import { isClock, isDay } from '../values/days.js';
import { toPlain, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { inFormatOf, notationOf, toInstant, toInstantLike } from '../values/timestamp-format.js';
import type { Codec, Parsed } from './codec.js';

/**
 * Codecs of days, instants and times of day. An instant is presented as ISO 8601 in UTC and written
 * in the notation of the stored value, or of the column's other values; a day alone stays a day.
 */

export const dateTimeCodec: Codec = {
  present: (column, stored) => instantIn(column, stored) ?? (toPlain(stored) as string | number),
  write: writeInstant,
  compare: (_column, text) => {
    const instant = parseInstant(text);
    return instant === null ? { problem: message('tables.not_time') } : { value: instant };
  },
};

export const dateCodec: Codec = {
  present: (column, stored) => dateTimeCodec.present(column, stored),
  write: (column, text, stored) => {
    // A column of days may hold instants as well.
    if (instantIn(column, stored) !== null) return writeInstant(column, text, stored);
    const day = parseDay(text);
    return day === null ? { problem: message('tables.not_date') } : { value: day };
  },
  compare: (_column, text) => {
    const day = parseDay(text);
    return day === null ? { problem: message('tables.not_date') } : { value: day };
  },
};

export const timeCodec: Codec = {
  present: (_column, stored) => toPlain(stored) as string | number,
  write: (_column, text, stored) => {
    const typed = text.trim();
    if (!isClock(typed)) return { problem: message('tables.not_clock') };
    // An input leaves out seconds that are zero.
    const hasSeconds = typeof stored === 'string' && isClock(stored) && stored.length > 5;
    return { value: hasSeconds && typed.length === 5 ? `${typed}:00` : typed };
  },
  compare: (_column, text) =>
    /^\d{1,2}(:\d\d){1,2}(\.\d+)?$/.test(text.trim())
      ? { value: text.trim() }
      : { problem: message('tables.not_clock') },
};

function writeInstant(column: PanelColumn, text: string, stored: ExactValue): Parsed {
  if (isDay(text.trim()) && isDay(stored)) return { value: text.trim() };
  const instant = parseInstant(text);
  if (instant === null) return { problem: message('tables.not_time') };
  const before = instantIn(column, stored);
  if (instant === before) return { value: stored };
  const value = inFormatOf(before === null ? (column.format.like ?? null) : stored, instant);
  // Years beyond 9999 have no text, and a number far from today may count other units.
  const written = instantIn(column, value);
  const isKept = written !== null && Math.abs(Date.parse(written) - Date.parse(instant)) < 1000;
  return isKept ? { value } : { problem: message('tables.time_beyond') };
}

/** Returns the instant of a stored value; null where the column does not read it as one. */
function instantIn({ format }: PanelColumn, stored: ExactValue): string | null {
  return toInstantLike(format.like ?? null, stored);
}

/** Returns true for two presented texts of one instant. */
export function isSameInstant(left: string, right: string): boolean {
  const instant = toInstant(left);
  return instant !== null && notationOf(left) !== '' && instant === toInstant(right);
}

function parseDay(text: string): string | null {
  const day = /^(\d{4}-\d\d-\d\d)(T00:00:00(\.000)?Z?)?$/.exec(text.trim())?.[1] ?? null;
  return isDay(day) ? day : null;
}

/**
 * Converts a typed time to ISO 8601 in UTC, fractions as typed; null where it is no time. Forms
 * send ISO with a zone; users and files write times as they are stored: in UTC.
 */
export function parseInstant(text: string): string | null {
  const typed = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(\.\d+)?)?(Z|[-+]\d\d:\d\d)?$/.exec(
    text.trim(),
  );
  if (!typed) return null;
  const [, day = '', minutes = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = typed;
  const time = Date.parse(`${day}T${minutes}${seconds}${zone}`);
  if (Number.isNaN(time) || !isDay(day)) return null;
  const instant = new Date(time).toISOString();
  return /^\d{4}-/.test(instant) ? `${instant.slice(0, 19)}${fraction}Z` : null;
}
