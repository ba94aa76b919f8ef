import { DomainError } from '../errors.js';

/** Amounts are whole cents inside and dollars with two decimals at the edge (forms, REAL columns). */

/** The largest amount: 1,000,000,000.00. */
export const MAX_AMOUNT_CENTS = 100_000_000_000;

/** Digits, or digits in groups of three, and at most two decimals. */
const TYPED_AMOUNT = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.\d{1,2})?$/;
const LONGEST_TYPED_AMOUNT = 24;

export interface AmountRule {
  /** The input field that a refusal names. */
  field?: string;
  /** Positive (the default); not negative, for limits; signed and not zero, for adjustments. */
  sign?: 'positive' | 'not_negative' | 'signed';
}

/**
 * Reads dollars, a number or typed text (`1,250.50`), as whole cents.
 * @throws DomainError `invalid` on the field: nothing is rounded and nothing is guessed
 */
export function parseAmount(input: unknown, rule: AmountRule = {}): number {
  const { field = 'amount', sign = 'positive' } = rule;
  const refuse = (problem: string, hint?: string) =>
    new DomainError('invalid', `the ${field.replaceAll('_', ' ')} ${problem}`, { field, hint });
  const cents =
    typeof input === 'string' ? centsOfText(input, refuse) : centsOfNumber(input, refuse);
  if (Math.abs(cents) > MAX_AMOUNT_CENTS) {
    throw refuse(`is more than ${formatCents(MAX_AMOUNT_CENTS)}`);
  }
  if (cents < 0 && sign !== 'signed') throw refuse('is negative');
  if (cents === 0 && sign !== 'not_negative') throw refuse('is zero');
  return cents;
}

type Refuse = (problem: string, hint?: string) => DomainError;

function centsOfText(input: string, refuse: Refuse): number {
  const text = input.trim();
  if (text === '') throw refuse('is missing');
  const isAmount =
    text.length <= LONGEST_TYPED_AMOUNT && TYPED_AMOUNT.test(text) && /\d/.test(text);
  if (!isAmount) {
    if (/^[+-]?[\d,]*\.\d{3,}$/.test(text)) throw refuse('has more than two decimals');
    throw refuse('is not an amount in dollars', 'write it like 1250.50 or 1,250.50');
  }
  const [dollars = '', decimals = ''] = text.replace(/[+,-]/g, '').split('.');
  const cents = Number(dollars) * 100 + Number(decimals.padEnd(2, '0'));
  return text.startsWith('-') && cents !== 0 ? -cents : cents;
}

function centsOfNumber(input: unknown, refuse: Refuse): number {
  if (input === undefined || input === null) throw refuse('is missing');
  if (typeof input !== 'number' || !Number.isFinite(input)) {
    throw refuse('is not an amount in dollars');
  }
  if (Math.abs(input) > MAX_AMOUNT_CENTS / 100) {
    throw refuse(`is more than ${formatCents(MAX_AMOUNT_CENTS)}`);
  }
  const cents = Math.round(input * 100);
  if (cents / 100 !== input) throw refuse('has more than two decimals');
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
