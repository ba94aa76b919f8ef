import type { SqlValue } from '../../db/types.js';
import { parseAmount, toDollars } from '../../domain/money.js';
import { DomainError } from '../../errors.js';
import type { PanelColumn } from './panel-table.js';

/**
 * Values between forms and columns. SQLite stores `abc` in a numeric column: what does not fit is
 * refused here, with words for the field.
 */

export type Parsed = { value: SqlValue } | { problem: string };

/** @param input what the form or the URL holds; empty text is null */
export function parseValue(
  column: PanelColumn,
  input: unknown,
  purpose: 'write' | 'compare' = 'write',
): Parsed {
  if (input === null || input === undefined || input === '') return { value: null };
  if (!isPlain(input)) return { problem: 'must be one plain value' };
  const text = String(input);
  if (text.includes('\0')) return { problem: 'must not hold null characters' };
  switch (column.kind) {
    case 'money':
      return parseMoney(column, text, purpose === 'compare' || column.isSigned);
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
      return parseDate(text);
    case 'datetime':
      return parseDateTime(text);
    case 'json':
      return purpose === 'compare' ? { value: text } : parseJson(text);
    case 'blob':
      return { problem: 'cannot be typed' };
    case 'reference':
      return parseReference(column, text);
    case 'text':
    case 'long_text':
      if (purpose === 'compare') return { value: text };
      return text.trim() === '' ? { value: null } : withinLength(column, text);
  }
}

/** As AdminJS's components and the answers' readers take it: timestamps as ISO, flags as booleans. */
export function presentValue(
  column: PanelColumn,
  value: SqlValue,
): string | number | boolean | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  if (column.referencedKey) return column.referencedKey.encode({ __key0: value });
  if (column.kind === 'boolean' && (value === 0 || value === 1)) return value === 1;
  if (column.kind === 'datetime' && typeof value === 'string') {
    const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(value);
    return parts ? `${parts[1] ?? ''}T${parts[2] ?? ''}Z` : value;
  }
  return value;
}

/** What is stored, of what `presentValue` made of it. */
export function unpresentValue(column: PanelColumn, input: unknown): SqlValue {
  if (!isPlain(input)) return null;
  const text = String(input);
  switch (column.kind) {
    case 'boolean':
      return text === 'true' ? 1 : text === 'false' ? 0 : numberOrText(text);
    case 'datetime': {
      const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)Z$/.exec(text);
      return parts ? `${parts[1] ?? ''} ${parts[2] ?? ''}` : text;
    }
    case 'money':
    case 'number':
    case 'percent':
    case 'integer':
      return numberOrText(text);
    case 'enum':
      return (column.info.values ?? []).find((value) => String(value) === text) ?? text;
    case 'reference':
      return column.referencedKey?.valueOf(text) ?? text;
    case 'text':
    case 'long_text':
    case 'json':
    case 'date':
    case 'blob':
      return text;
  }
}

function numberOrText(text: string): SqlValue {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A plain value as text; nothing for everything else. */
export function plainText(value: unknown): string {
  return isPlain(value) ? String(value) : '';
}

/** A reference input holds the id of a row; the column holds the row's key. */
function parseReference({ referencedKey }: PanelColumn, text: string): Parsed {
  if (referencedKey === null) return { value: text };
  const value = referencedKey.valueOf(text);
  return value === null ? { problem: 'must be one of the rows that can be chosen' } : { value };
}

function isPlain(input: unknown): input is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof input);
}

function parseMoney(column: PanelColumn, text: string, isSigned: boolean): Parsed {
  const isBelowZero = text.trim().startsWith('-');
  const field = column.name;
  try {
    const sign = isSigned && isBelowZero ? 'signed' : 'not_negative';
    return { value: toDollars(parseAmount(text, { field, sign })) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Beside its field the message need not name it.
    return { problem: error.text.replace(`the ${field.replaceAll('_', ' ')} `, '') };
  }
}

function parseNumber(text: string): Parsed {
  const trimmed = text.trim();
  const value = Number(trimmed);
  const isNumber = /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed) && Number.isFinite(value);
  return isNumber ? { value } : { problem: 'must be a number, such as 1250.5' };
}

function parseInteger(text: string): Parsed {
  const trimmed = text.trim();
  if (!/^[-+]?\d+$/.test(trimmed)) return { problem: 'must be a whole number' };
  const value = Number(trimmed);
  return Number.isSafeInteger(value) ? { value } : { problem: 'is too large' };
}

function parseBoolean(text: string): Parsed {
  if (/^(true|1)$/i.test(text)) return { value: 1 };
  return /^(false|0)$/i.test(text) ? { value: 0 } : { problem: 'must be yes or no' };
}

function parseEnum(column: PanelColumn, text: string): Parsed {
  const values = column.info.values ?? [];
  const value = values.find((candidate) => String(candidate) === text);
  return value === undefined
    ? { problem: `must be one of ${values.map(String).join(', ')}` }
    : { value };
}

function parseDate(text: string): Parsed {
  const day = /^(\d{4}-\d\d-\d\d)(T00:00:00(\.000)?Z?)?$/.exec(text.trim())?.[1];
  const time = Date.parse(`${day ?? ''}T00:00:00Z`);
  const isDay = day !== undefined && !Number.isNaN(time) && isoDay(time) === day;
  return isDay ? { value: day } : { problem: 'must be a date, such as 2024-01-31' };
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** ISO with a zone as forms send it, or as stored: UTC. */
function parseDateTime(text: string): Parsed {
  const stored = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?)?(Z|[-+]\d\d:\d\d)?$/.exec(
    text.trim(),
  );
  if (stored) {
    const [, day = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = stored;
    const time = Date.parse(`${day}T${minutes}${seconds}${zone}`);
    const isRealDay = !Number.isNaN(Date.parse(day)) && isoDay(Date.parse(day)) === day;
    if (!Number.isNaN(time) && isRealDay) {
      return { value: new Date(time).toISOString().slice(0, 19).replace('T', ' ') };
    }
  }
  return { problem: 'must be a date and time, such as 2024-01-31 14:30' };
}

function parseJson(text: string): Parsed {
  try {
    JSON.parse(text);
    return { value: text };
  } catch {
    return { problem: 'must be valid JSON' };
  }
}

function withinBounds(column: PanelColumn, parsed: Parsed, purpose: 'write' | 'compare'): Parsed {
  if (purpose === 'compare' || 'problem' in parsed || typeof parsed.value !== 'number')
    return parsed;
  const { value } = parsed;
  const broken = column.info.bounds.find(
    ({ of, operator, limit }) => of === 'value' && !compares(value, operator, limit),
  );
  return broken ? { problem: `must be ${boundWords[broken.operator]} ${broken.limit}` } : parsed;
}

function withinLength(column: PanelColumn, text: string): Parsed {
  const length = Array.from(text).length;
  const broken = column.info.bounds.find(
    ({ of, operator, limit }) => of === 'length' && !compares(length, operator, limit),
  );
  return broken
    ? { problem: `must have ${boundWords[broken.operator]} ${broken.limit} characters` }
    : { value: text };
}

const boundWords = { '>': 'more than', '>=': 'at least', '<': 'less than', '<=': 'at most' };

function compares(value: number, operator: keyof typeof boundWords, limit: number): boolean {
  switch (operator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
  }
}
