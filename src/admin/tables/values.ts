import type { SqlValue } from '../../db/types.js';
import { MAX_AMOUNT_CENTS, readAmount, toDollars, type AmountProblem } from '../../domain/money.js';
import { toLineFeeds } from '../../domain/text.js';
import { message, type Message } from '../../messages/message.js';
import { boundProblem } from './bounds.js';
import { isInt64, toPlain, type ExactValue } from './exact-value.js';
import type { PanelColumn } from './panel-table.js';
import { toInstant } from './timestamp-format.js';

/**
 * Converts values between forms and columns. SQLite stores `abc` in a numeric column, so this
 * refuses values that do not fit, with a message for the field.
 */

export type Parsed = { value: SqlValue } | { problem: Message };

/**
 * Parses an input for a column, to write it or to compare with it.
 * @param input value of a form or a URL; empty text is null
 */
export function parseColumnValue(
  column: PanelColumn,
  input: unknown,
  purpose: 'write' | 'compare' = 'write',
): Parsed {
  if (input === null || input === undefined || input === '') return { value: null };
  if (!isPlainValue(input)) return { problem: message('tables.one_value') };
  const text = String(input);
  if (text.includes('\0')) return { problem: message('tables.null_characters') };
  switch (column.kind) {
    case 'money':
      return parseMoney(text, purpose === 'compare' || column.isSigned);
    case 'number':
    case 'percent':
      return withinBounds(column, parseNumber(text), purpose);
    case 'integer':
      return withinBounds(column, parseInteger(text), purpose);
    case 'boolean':
      return parseBoolean(text);
    case 'enum':
      return parseEnum(column, text);
    case 'date':
      return parseDay(text);
    case 'datetime':
      return parseDateTime(text);
    case 'json':
      return purpose === 'compare' ? { value: text } : parseJson(text);
    case 'blob':
      return { problem: message('tables.binary_field') };
    case 'reference':
      return parseReference(column, text);
    case 'text':
    case 'long_text':
      if (purpose === 'compare') return { value: text };
      return text.trim() === '' ? { value: null } : withinLength(column, text);
  }
}

/**
 * Converts a stored value for AdminJS's components and for replies: timestamps to ISO, flags to
 * booleans.
 */
export function presentValue(
  column: PanelColumn,
  stored: ExactValue,
): string | number | boolean | null {
  if (stored === null) return null;
  if (stored instanceof Uint8Array) return `(${stored.length} bytes)`;
  if (column.referencedKey) return column.referencedKey.encodeValue(stored);
  if (column.kind === 'datetime') {
    const instant = toInstant(stored);
    if (instant !== null) return instant;
  }
  const value = toPlain(stored) as string | number;
  return column.kind === 'boolean' && (value === 0 || value === 1) ? value === 1 : value;
}

/** Compares two presented values of a column, regardless of their notation. */
export function isSamePresented(column: PanelColumn, left: unknown, right: unknown): boolean {
  const [one, other] = [toLineFeeds(plainText(left)), toLineFeeds(plainText(right))];
  if (one === other) return true;
  if (column.kind === 'datetime') return toInstant(one) !== null && toInstant(one) === toInstant(other); // prettier-ignore
  const isNumber = ['money', 'number', 'percent', 'integer'].includes(column.kind);
  return isNumber && one !== '' && other !== '' && toExactNumber(one) === toExactNumber(other);
}

/** Parses without rounding, which would make two large integers equal. */
function toExactNumber(text: string): number | bigint {
  const trimmed = text.trim();
  return isInt64(trimmed) ? BigInt(trimmed) : Number(trimmed);
}

/** Value of an empty field: NULL, or the empty text where NULL is not allowed. */
export function emptyValue({ mayBeEmpty }: PanelColumn): '' | null {
  return mayBeEmpty ? '' : null;
}

/**
 * Writes line breaks of the kind that prevails in the stored text; LF where it has no line breaks.
 */
export function withBreaksOf(stored: ExactValue, text: string): string {
  const lines = toLineFeeds(text);
  if (typeof stored !== 'string') return lines;
  const count = (pattern: RegExp) => (stored.match(pattern) ?? []).length;
  const [both, returns, feeds] = [count(/\r\n/g), count(/\r(?!\n)/g), count(/(?<!\r)\n/g)];
  if (both > 0 && both >= returns && both >= feeds) return lines.replaceAll('\n', '\r\n');
  return returns > feeds ? lines.replaceAll('\n', '\r') : lines;
}

/** Converts a plain value to text, and everything else to the empty text. */
export function plainText(value: unknown): string {
  return isPlainValue(value) ? String(value) : '';
}

/** Converts the row id of a reference input to the key that the column stores. */
function parseReference({ referencedKey }: PanelColumn, text: string): Parsed {
  if (referencedKey === null) return { value: text };
  const value = referencedKey.valueOf(text);
  return value === null ? { problem: message('tables.unknown_row') } : { value };
}

function isPlainValue(input: unknown): input is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof input);
}

function parseMoney(text: string, isSigned: boolean): Parsed {
  const isBelowZero = text.trim().startsWith('-');
  const read = readAmount(text, isSigned && isBelowZero ? 'signed' : 'not_negative');
  return 'cents' in read
    ? { value: toDollars(read.cents) }
    : { problem: amountProblems[read.problem] };
}

/** Problems of an amount without its field: each stands beside its input. */
const amountProblems: Record<AmountProblem, Message> = {
  missing: message('tables.required'),
  malformed: message('tables.not_amount'),
  decimals: message('tables.decimals'),
  too_large: message('tables.amount_too_large', { most: MAX_AMOUNT_CENTS }),
  negative: message('tables.negative'),
  zero: message('tables.zero'),
};

function parseNumber(text: string): Parsed {
  const trimmed = text.trim();
  const value = Number(trimmed);
  const isNumber = /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed) && Number.isFinite(value);
  if (!isNumber) return { problem: message('tables.not_number') };
  return { value: exactDigits(trimmed) ?? value };
}

function parseInteger(text: string): Parsed {
  const trimmed = text.trim();
  if (!/^[-+]?\d+$/.test(trimmed)) return { problem: message('tables.not_whole') };
  const value = Number(trimmed);
  if (Number.isSafeInteger(value)) return { value };
  const digits = exactDigits(trimmed);
  return digits === null ? { problem: message('tables.too_large') } : { value: digits };
}

/** Returns the digits of an integer beyond 2^53: a column of numbers stores them as the integer. */
function exactDigits(text: string): string | null {
  const digits = text.replace(/^\+/, '');
  return isInt64(digits) && !Number.isSafeInteger(Number(digits)) ? String(BigInt(digits)) : null;
}

function parseBoolean(text: string): Parsed {
  if (/^(true|1)$/i.test(text)) return { value: 1 };
  return /^(false|0)$/i.test(text) ? { value: 0 } : { problem: message('tables.not_boolean') };
}

function parseEnum(column: PanelColumn, text: string): Parsed {
  const values = column.info.values ?? [];
  const value = values.find((candidate) => String(candidate) === text);
  return value === undefined
    ? { problem: message('tables.one_of', { values: values.map(String) }) }
    : { value };
}

function parseDay(text: string): Parsed {
  const day = /^(\d{4}-\d\d-\d\d)(T00:00:00(\.000)?Z?)?$/.exec(text.trim())?.[1];
  const time = Date.parse(`${day ?? ''}T00:00:00Z`);
  const isDay = day !== undefined && !Number.isNaN(time) && isoDay(time) === day;
  return isDay ? { value: day } : { problem: message('tables.not_date') };
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

function parseDateTime(text: string): Parsed {
  const instant = parseInstant(text);
  return instant === null
    ? { problem: message('tables.not_time') }
    : { value: instant.slice(0, 19).replace('T', ' ') };
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
  const isRealDay = !Number.isNaN(Date.parse(day)) && isoDay(Date.parse(day)) === day;
  if (Number.isNaN(time) || !isRealDay) return null;
  return `${new Date(time).toISOString().slice(0, 19)}${fraction}Z`;
}

function parseJson(text: string): Parsed {
  try {
    JSON.parse(text);
    return { value: text };
  } catch {
    return { problem: message('tables.not_json') };
  }
}

function withinBounds(column: PanelColumn, parsed: Parsed, purpose: 'write' | 'compare'): Parsed {
  if (purpose === 'compare' || 'problem' in parsed || typeof parsed.value !== 'number') {
    return parsed;
  }
  const problem = boundProblem(column, 'value', parsed.value);
  return problem === null ? parsed : { problem };
}

function withinLength(column: PanelColumn, text: string): Parsed {
  const problem = boundProblem(column, 'length', Array.from(text).length);
  return problem === null ? { value: text } : { problem };
}
