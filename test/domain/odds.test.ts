import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from '../../src/domain/money.js';
import {
  formatOdds,
  oddsOfPrice,
  parseOdds,
  PRICE_TOLERANCE,
  priceOf,
  profitCents,
  type OddsFormat,
} from '../../src/domain/odds.js';

describe('potential win', () => {
  it.each<[stake: string, odds: string, format: OddsFormat, profit: string]>([
    ['100.00', '-110', 'american', '90.91'],
    ['110.00', '-110', 'american', '100.00'],
    ['50.00', '+150', 'american', '75.00'],
    ['33.33', '-105', 'american', '31.74'],
    ['0.01', '-110', 'american', '0.01'],
    ['0.01', '-200', 'american', '0.01'],
    ['100.00', '2.50', 'decimal', '150.00'],
    ['0.50', '2.01', 'decimal', '0.51'],
  ])('is right for a stake of %s at %s (%s): %s', (stake, typedOdds, format, profit) => {
    const odds = parseOdds(typedOdds, format);
    expect(profitCents(parseAmount(stake), odds, format)).toBe(parseAmount(profit));
  });

  it('is the exact fraction, rounded once to the nearest cent, half up', () => {
    const american = fc
      .integer({ min: 100, max: 100_000 })
      .chain((value) => fc.constantFrom(value, -value));
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 10_000_000 }), american, (stake, odds) => {
        const profit = BigInt(profitCents(stake, odds, 'american'));
        const [over, under] = odds > 0 ? [BigInt(odds), 100n] : [100n, BigInt(-odds)];
        const doubledError = 2n * (profit * under - BigInt(stake) * over);
        expect(doubledError > -under && doubledError <= under).toBe(true);
      }),
    );
  });

  it.each([
    [49, -10_000],
    [1, -201],
    [499, -100_000],
  ])('refuses a win of nothing: %i cents at %i', (stake, odds) => {
    expect(() => profitCents(stake, odds, 'american')).toThrow(
      expect.objectContaining({
        code: 'invalid',
        field: 'amount',
        message: 'a win at these odds would pay nothing',
      }),
    );
    expect(profitCents(stake + 1, odds, 'american')).toBe(1);
  });

  it('refuses a win beyond the largest amount', () => {
    expect(() => profitCents(100_000_000_000, 101, 'american')).toThrow(
      'would pay more than 1,000,000,000.00',
    );
  });
});

describe('prices of odds', () => {
  it.each([
    [10_000, 101],
    [100, 2],
    [-100, 2],
    [-200, 1.5],
  ])('turn %i into %d', (odds, price) => {
    expect(priceOf(odds, 'american')).toBe(price);
  });

  it('lead back to every American odds, and differ by more than the tolerance', () => {
    let last = Infinity;
    for (let odds = 100_000; odds > 100; odds -= 1) {
      const price = priceOf(odds, 'american');
      expect(oddsOfPrice(price, 'american')).toBe(odds);
      expect(last - price).toBeGreaterThan(PRICE_TOLERANCE);
      last = price;
    }
    for (let odds = -101; odds >= -100_000; odds -= 1) {
      const price = priceOf(odds, 'american');
      expect(oddsOfPrice(price, 'american')).toBe(odds);
      expect(last - price).toBeGreaterThan(PRICE_TOLERANCE);
      last = price;
    }
  });
});

describe('odds', () => {
  it.each([
    ['-110', 'american', -110],
    ['+150', 'american', 150],
    ['150', 'american', 150],
    [-100, 'american', -100],
    [100, 'american', 100],
    ['-100000', 'american', -100_000],
    ['+100000', 'american', 100_000],
    ['1000.000', 'decimal', 1000],
    ['2.5', 'decimal', 2.5],
    ['1.001', 'decimal', 1.001],
    [1.91, 'decimal', 1.91],
  ] as const)('reads %j (%s)', (input, format, odds) => {
    expect(parseOdds(input, format)).toBe(odds);
  });

  it.each([
    ['', 'american', 'are missing'],
    [null, 'american', 'are missing'],
    [99, 'american', 'are between -100 and 100'],
    [-99, 'american', 'are between -100 and 100'],
    ['0', 'american', 'are between -100 and 100'],
    [-110.5, 'american', 'cannot be read'],
    ['-110.5', 'american', 'cannot be read'],
    ['1e3', 'american', 'cannot be read'],
    [NaN, 'american', 'cannot be read'],
    [Infinity, 'american', 'cannot be read'],
    ['even', 'american', 'cannot be read'],
    [[-110], 'american', 'cannot be read'],
    [100_001, 'american', 'are too large'],
    [-100_001, 'american', 'are too large'],
    [1, 'decimal', 'are not above 1'],
    ['0.99', 'decimal', 'are not above 1'],
    ['-2.5', 'decimal', 'cannot be read'],
    ['2.5001', 'decimal', 'cannot be read'],
    [2.00001, 'decimal', 'cannot be read'],
    ['2,5', 'decimal', 'cannot be read'],
    [1000.001, 'decimal', 'are too large'],
  ] as const)('refuses %j (%s): %s', (input, format, problem) => {
    expect(() => parseOdds(input, format)).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'odds', message: `the odds ${problem}` }),
    );
  });

  it('shows odds in the usual notation', () => {
    expect(formatOdds(150, 'american')).toBe('+150');
    expect(formatOdds(-110, 'american')).toBe('-110');
    expect(formatOdds(2.5, 'decimal')).toBe('2.50');
    expect(formatOdds(1.005, 'decimal')).toBe('1.005');
  });
});
