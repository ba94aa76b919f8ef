import { toLineFeeds } from '../../domain/text.js';
import { message } from '../../messages/message.js';
import type { ColumnKind } from '../contract/panel.js';
import { isInt64, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { binaryCodec } from './binary.js';
import { booleanCodec, enumCodec, referenceCodec } from './choices.js';
import type { Codec, Parsed, Presented } from './codec.js';
import { integerCodec, moneyCodec, numberCodec } from './numbers.js';
import { priceCodec } from './prices.js';
import { jsonCodec, textCodec } from './texts.js';
import { dateCodec, dateTimeCodec, isSameInstant, timeCodec } from './times.js';

/** Converts values between the database and forms, filters and files, by the column's codec. */

const codecs: Record<ColumnKind, Codec> = {
  text: textCodec,
  long_text: textCodec,
  money: moneyCodec,
  number: numberCodec,
  percent: numberCodec,
  integer: integerCodec,
  date: dateCodec,
  datetime: dateTimeCodec,
  time: timeCodec,
  enum: enumCodec,
  boolean: booleanCodec,
  json: jsonCodec,
  blob: binaryCodec,
  reference: referenceCodec,
};

/** Returns the column's codec: that of its kind, but for prices. */
function codecOf({ kind, priceFormat }: PanelColumn): Codec {
  return priceFormat === null ? codecs[kind] : priceCodec;
}

/** Presents a stored value for components, replies and files: times as ISO 8601, flags as booleans. */
export function presentValue(column: PanelColumn, stored: ExactValue): Presented {
  if (stored === null) return null;
  if (stored instanceof Uint8Array) {
    const { referencedKey } = column;
    if (referencedKey) return referencedKey.encodeValues([stored]);
    return column.isKey ? Buffer.from(stored).toString('hex') : `(${stored.length} bytes)`;
  }
  // JSON has no infinity: it would be shown as NULL.
  if (typeof stored === 'number' && !Number.isFinite(stored)) return String(stored);
  return codecOf(column).present(column, stored);
}

/**
 * Parses a typed value to write it.
 * @param input value of a form or a file; null for NULL
 * @param stored value that it replaces; null for a new one
 */
export function parseValue(column: PanelColumn, input: unknown, stored: ExactValue = null): Parsed {
  const typed = readInput(input);
  if (typed === null) return { value: column.mayBeEmpty && column.info.notNull ? '' : null };
  if ('problem' in typed) return typed;
  const { text } = typed;
  const isSame =
    stored !== null && toLineFeeds(text) === toLineFeeds(plainText(presentValue(column, stored)));
  if (isSame && !(stored instanceof Uint8Array)) return { value: stored };
  if (text === '') return { value: column.mayBeEmpty ? '' : null };
  const isBlank = column.kind === 'text' || column.kind === 'long_text';
  if (isBlank && !column.mayBeEmpty && text.trim() === '') return { value: null };
  return codecOf(column).write(column, text, stored);
}

/** Parses a typed value to compare stored values with it; empty text is null. */
export function parseComparison(column: PanelColumn, input: unknown): Parsed {
  const typed = readInput(input);
  if (typed === null) return { value: null };
  if ('problem' in typed) return typed;
  return typed.text === '' ? { value: null } : codecOf(column).compare(column, typed.text);
}

function readInput(
  input: unknown,
): { text: string } | Extract<Parsed, { problem: unknown }> | null {
  if (input === null || input === undefined) return null;
  if (!isPlainValue(input)) return { problem: message('tables.one_value') };
  const text = String(input);
  return text.includes('\0') ? { problem: message('tables.null_characters') } : { text };
}

/** Compares two presented values of a column, regardless of their notation. */
export function isSamePresented(column: PanelColumn, left: unknown, right: unknown): boolean {
  if (column.mayBeEmpty && (left === null) !== (right === null))
    return column.info.notNull && plainText(left) === plainText(right);
  const [one, other] = [toLineFeeds(plainText(left)), toLineFeeds(plainText(right))];
  if (one === other) return true;
  if (column.kind === 'datetime' || column.kind === 'date') return isSameInstant(one, other);
  const isNumber = ['money', 'number', 'percent', 'integer'].includes(column.kind);
  return isNumber && one !== '' && other !== '' && toExactNumber(one) === toExactNumber(other);
}

/** Parses without rounding, which would make two large integers equal. */
function toExactNumber(text: string): number | bigint {
  const trimmed = text.trim();
  return isInt64(trimmed) ? BigInt(trimmed) : Number(trimmed);
}

/** Converts a plain value to text, and everything else to the empty text. */
export function plainText(value: unknown): string {
  return isPlainValue(value) ? String(value) : '';
}

function isPlainValue(input: unknown): input is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof input);
}
