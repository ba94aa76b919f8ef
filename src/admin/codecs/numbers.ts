import { MAX_AMOUNT_CENTS, readAmount, toDollars, type AmountProblem } from '../../domain/money.js';
import { message, type Message } from '../../messages/message.js';
import { boundProblem } from '../tables/bounds.js';
import { isInt64, toPlain } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { Codec, Parsed, Presented } from './codec.js';

/** Codecs of amounts and numbers. Integers beyond 2^53 travel as their digits. */

export const moneyCodec: Codec = {
  present: presentNumber,
  write: (column, text) => parseMoney(text, column.isSigned),
  compare: (_column, text) => parseMoney(text, true),
};

export const numberCodec: Codec = {
  present: presentNumber,
  write: (column, text) =>
    withinBounds(column, inDigits(column, text, withinPlaces(column, text, parseNumber(text)))),
  compare: (_column, text) => parseNumber(text),
};

export const integerCodec: Codec = {
  present: presentNumber,
  write: (column, text) => withinBounds(column, parseInteger(text)),
  compare: (_column, text) => parseInteger(text),
};

function presentNumber(_column: PanelColumn, stored: string | number | bigint): Presented {
  return toPlain(stored) as string | number;
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
  const isNumber =
    /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?$/i.test(trimmed) && Number.isFinite(value);
  if (!isNumber) return { problem: message('tables.not_number') };
  return { value: largeInteger(trimmed) ?? value };
}

function parseInteger(text: string): Parsed {
  const trimmed = text.trim();
  if (!/^[-+]?\d+$/.test(trimmed)) return { problem: message('tables.not_whole') };
  const value = Number(trimmed);
  if (Number.isSafeInteger(value)) return { value };
  const large = largeInteger(trimmed);
  return large === null ? { problem: message('tables.too_large') } : { value: large };
}

/** Returns the integer beyond 2^53 that a text spells; null for any other text. */
function largeInteger(text: string): bigint | null {
  const digits = text.replace(/^\+/, '');
  return isInt64(digits) && !Number.isSafeInteger(Number(digits)) ? BigInt(digits) : null;
}

function withinPlaces({ format }: PanelColumn, text: string, parsed: Parsed): Parsed {
  const decimals = Math.max(0, -decimalOf(text).exponent);
  if (format.places === undefined || decimals <= format.places || 'problem' in parsed) {
    return parsed;
  }
  return { problem: message('tables.places', { places: format.places }) };
}

/** Refuses a number of more digits than the column can store: REAL rounds to 53 bits. */
function inDigits({ info }: PanelColumn, text: string, parsed: Parsed): Parsed {
  if ('problem' in parsed) return parsed;
  const { value } = parsed;
  const stored = typeof value === 'bigint' && info.affinity === 'real' ? Number(value) : value;
  const spellings = [String(stored), ...(typeof stored === 'number' ? [stored.toPrecision(17)] : [])]; // prettier-ignore
  return spellings.some((one) => isSameDecimal(one, text))
    ? parsed
    : { problem: message('tables.becomes_number', { number: String(stored) }) };
}

function isSameDecimal(left: string, right: string): boolean {
  const [one, other] = [decimalOf(left), decimalOf(right)];
  return one.digits === other.digits && one.exponent === other.exponent;
}

/** Splits a number into its digits without zeros at either end and the exponent of the last one. */
function decimalOf(text: string): { digits: string; exponent: number } {
  const [mantissa = '', power = '0'] = text.trim().replace(/^[-+]/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  const digits = all.replace(/0+$/, '');
  const exponent = Number(power) - fraction.length + (all.length - digits.length);
  const leading = digits.replace(/^0+/, '');
  return leading === '' ? { digits: '', exponent: 0 } : { digits: leading, exponent };
}

function withinBounds(column: PanelColumn, parsed: Parsed): Parsed {
  if ('problem' in parsed) return parsed;
  const problem = boundProblem(column, 'value', Number(parsed.value));
  return problem === null ? parsed : { problem };
}
