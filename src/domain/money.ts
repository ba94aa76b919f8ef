import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';

/** Amounts are whole cents inside and dollars with two decimals at the edge (forms, REAL columns). */

/** The largest amount: 1,000,000,000.00. */
export const MAX_AMOUNT_CENTS = 100_000_000_000;

/** Digits, or digits in groups of three, and at most two decimals. */
const TYPED_AMOUNT = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.\d{1,2})?$/;
const LONGEST_TYPED_AMOUNT = 24;

/** Positive; not negative, for limits; signed and not zero, for adjustments. */
export type AmountSign = 'positive' | 'not_negative' | 'signed';

export interface AmountRule {
  /** The input that a refusal names; `amount` unless given. */
  field?: 'amount' | 'betting_limit';
  /** `positive` unless given. */
  sign?: AmountSign;
}

export type AmountProblem =
  'missing' | 'malformed' | 'decimals' | 'too_large' | 'negative' | 'zero';

export type ReadAmount = { cents: number } | { problem: AmountProblem };

/**
 * Reads dollars, a number or typed text (`1,250.50`), as whole cents.
 * @throws DomainError `invalid` on the field: nothing is rounded and nothing is guessed
 */
export function parseAmount(input: unknown, rule: AmountRule = {}): number {
  const { field = 'amount', sign = 'positive' } = rule;
  const read = readAmount(input, sign);
  if ('cents' in read) return read.cents;
  throw new DomainError('invalid', amountRefusal(field, read.problem), {
    field,
    hint: read.problem === 'malformed' ? message('inputs.amount_form') : undefined,
  });
}

/** Reads dollars, a number or typed text, as whole cents; the caller words the problem. */
export function readAmount(input: unknown, sign: AmountSign): ReadAmount {
  const read = typeof input === 'string' ? centsOfText(input) : centsOfNumber(input);
  if (typeof read === 'string') return { problem: read };
  if (Math.abs(read) > MAX_AMOUNT_CENTS) return { problem: 'too_large' };
  if (read < 0 && sign !== 'signed') return { problem: 'negative' };
  if (read === 0 && sign !== 'not_negative') return { problem: 'zero' };
  return { cents: read };
}

function amountRefusal(name: 'amount' | 'betting_limit', problem: AmountProblem): Message {
  const field = `field.${name}` as const;
  switch (problem) {
    case 'missing':
      return message('inputs.missing', { field });
    case 'malformed':
      return message('inputs.amount_malformed', { field });
    case 'decimals':
      return message('inputs.amount_decimals', { field });
    case 'too_large':
      return message('inputs.amount_too_large', { field, most: MAX_AMOUNT_CENTS });
    case 'negative':
      return message('inputs.amount_negative', { field });
    case 'zero':
      return message('inputs.amount_zero', { field });
  }
}

function centsOfText(input: string): number | AmountProblem {
  const text = input.trim();
  if (text === '') return 'missing';
  const isAmount =
    text.length <= LONGEST_TYPED_AMOUNT && TYPED_AMOUNT.test(text) && /\d/.test(text);
  if (!isAmount) return /^[+-]?[\d,]*\.\d{3,}$/.test(text) ? 'decimals' : 'malformed';
  const [dollars = '', decimals = ''] = text.replace(/[+,-]/g, '').split('.');
  const cents = Number(dollars) * 100 + Number(decimals.padEnd(2, '0'));
  return text.startsWith('-') && cents !== 0 ? -cents : cents;
}

function centsOfNumber(input: unknown): number | AmountProblem {
  if (input === undefined || input === null) return 'missing';
  if (typeof input !== 'number' || !Number.isFinite(input)) return 'malformed';
  if (Math.abs(input) > MAX_AMOUNT_CENTS / 100) return 'too_large';
  const cents = Math.round(input * 100);
  if (cents / 100 !== input) return 'decimals';
  return cents === 0 ? 0 : cents;
}

/** Converts dollars of the database to whole cents; a null balance or limit counts as 0. */
export function toCents(dollars: number | null): number {
  const cents = Math.round((dollars ?? 0) * 100);
  return cents === 0 ? 0 : cents;
}

/** Converts whole cents to dollars, for the edge. */
export function toDollars(cents: number): number {
  return cents / 100;
}

/** Writes whole cents as `1,250.50` or `-3.00`. */
export function formatCents(cents: number): string {
  const absolute = Math.abs(cents);
  const dollars = String(Math.floor(absolute / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}${dollars}.${String(absolute % 100).padStart(2, '0')}`;
}
