import { describe, expect, it } from 'vitest';
import { formatCents, parseAmount, toCents, toDollars } from '../../src/domain/money.js';
import { DomainError } from '../../src/errors.js';

function refusal(input: unknown, rule?: Parameters<typeof parseAmount>[1]): DomainError {
  try {
    parseAmount(input, rule);
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error(`was not refused: ${String(input)}`);
}

describe('amounts', () => {
  it.each([
    [100, 10_000],
    [0.01, 1],
    [33.33, 3333],
    [1_000_000_000, 100_000_000_000],
    ['100', 10_000],
    ['100.5', 10_050],
    [' 1250.50 ', 125_050],
    ['1,250.50', 125_050],
    ['1,250', 125_000],
    ['12,345,678.90', 1_234_567_890],
    ['+5.00', 500],
    ['.50', 50],
    ['007', 700],
    ['1,000,000,000.00', 100_000_000_000],
  ])('reads %j as %i cents', (input, cents) => {
    expect(parseAmount(input)).toBe(cents);
  });

  it.each([
    ['', 'the amount is missing'],
    [null, 'the amount is missing'],
    [undefined, 'the amount is missing'],
    [0, 'the amount is zero'],
    ['0.00', 'the amount is zero'],
    ['-0', 'the amount is zero'],
    [-5, 'the amount is negative'],
    ['-5', 'the amount is negative'],
    [NaN, 'the amount is not an amount in dollars'],
    [Infinity, 'the amount is not an amount in dollars'],
    ['NaN', 'the amount is not an amount in dollars'],
    ['Infinity', 'the amount is not an amount in dollars'],
    ['1e3', 'the amount is not an amount in dollars'],
    ['0x10', 'the amount is not an amount in dollars'],
    ['ten', 'the amount is not an amount in dollars'],
    ['$10', 'the amount is not an amount in dollars'],
    ['10 000', 'the amount is not an amount in dollars'],
    ['1,25', 'the amount is not an amount in dollars'],
    ['12,50.00', 'the amount is not an amount in dollars'],
    ['1,2500', 'the amount is not an amount in dollars'],
    ['1.250,50', 'the amount is not an amount in dollars'],
    ['1,,250', 'the amount is not an amount in dollars'],
    ['5.', 'the amount is not an amount in dollars'],
    ['.', 'the amount is not an amount in dollars'],
    ['--5', 'the amount is not an amount in dollars'],
    ['٣', 'the amount is not an amount in dollars'],
    [true, 'the amount is not an amount in dollars'],
    [{ amount: 5 }, 'the amount is not an amount in dollars'],
    [['5'], 'the amount is not an amount in dollars'],
    ['1.005', 'the amount has more than two decimals'],
    ['1,250.505', 'the amount has more than two decimals'],
    [1.005, 'the amount has more than two decimals'],
    [0.1 + 0.2, 'the amount has more than two decimals'],
    [0.001, 'the amount has more than two decimals'],
    [1_000_000_000.01, 'the amount is more than 1,000,000,000.00'],
    ['1,000,000,000.01', 'the amount is more than 1,000,000,000.00'],
    [1e300, 'the amount is more than 1,000,000,000.00'],
    ['99999999999999', 'the amount is more than 1,000,000,000.00'],
    ['9'.repeat(400), 'the amount is not an amount in dollars'],
  ])('refuses %j: %s', (input, message) => {
    expect(refusal(input)).toMatchObject({ code: 'invalid', field: 'amount', message });
  });

  it('names the field in its refusal', () => {
    expect(refusal(-1, { field: 'betting_limit', sign: 'not_negative' })).toMatchObject({
      field: 'betting_limit',
      message: 'the betting limit is negative',
    });
  });

  it('allows zero for limits and a sign for adjustments', () => {
    expect(parseAmount('0', { sign: 'not_negative' })).toBe(0);
    expect(parseAmount('-1,250.50', { sign: 'signed' })).toBe(-125_050);
    expect(refusal(0, { sign: 'signed' }).message).toBe('the amount is zero');
    expect(refusal('-1,000,000,000.01', { sign: 'signed' }).message).toBe(
      'the amount is more than 1,000,000,000.00',
    );
  });

  it('converts to dollars and back without losing a cent', () => {
    const lost: number[] = [];
    for (let cents = -200_000; cents <= 200_000; cents += 1) {
      if (toCents(toDollars(cents)) !== cents) lost.push(cents);
    }
    expect(lost).toEqual([]);
    expect(toCents(null)).toBe(0);
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [125_050, '1,250.50'],
    [-100_000, '-1,000.00'],
    [100_000_000_000, '1,000,000,000.00'],
  ])('shows %i cents as %s', (cents, text) => {
    expect(formatCents(cents)).toBe(text);
    if (cents !== 0) expect(parseAmount(text, { sign: 'signed' })).toBe(cents);
  });
});
