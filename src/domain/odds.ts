import { DomainError } from '../errors.js';
import { message, type Message, type PlainKey } from '../messages/message.js';
import { MAX_AMOUNT_CENTS } from './money.js';

/**
 * American odds (-110, +150) or decimal odds (2.50), one format for the whole book. The arithmetic
 * is on integers, so that no binary fraction decides a rounding.
 */

export type OddsFormat = 'american' | 'decimal';

const LARGEST: Record<OddsFormat, number> = { american: 100_000, decimal: 1000 };
const HINT: Record<OddsFormat, Message> = {
  american: message('inputs.odds_american'),
  decimal: message('inputs.odds_decimal'),
};

/**
 * Reads odds, a number or typed text, as the database stores them.
 * @throws DomainError `invalid` on the field `odds`
 */
export function parseOdds(input: unknown, format: OddsFormat): number {
  const refuse = (problem: PlainKey) =>
    new DomainError('invalid', message(problem), { field: 'odds', hint: HINT[format] });
  if (input === undefined || input === null || input === '') throw refuse('inputs.odds_missing');
  const odds = readOdds(input, format);
  if (odds === null) throw refuse('inputs.odds_malformed');
  if (Math.abs(odds) > LARGEST[format]) throw refuse('inputs.odds_too_large');
  if (format === 'american' && Math.abs(odds) < 100) throw refuse('inputs.odds_too_near');
  if (format === 'decimal' && odds <= 1) throw refuse('inputs.odds_not_above_one');
  return odds;
}

function readOdds(input: unknown, format: OddsFormat): number | null {
  const typed = format === 'american' ? /^[+-]?\d{1,9}$/ : /^\d{1,9}(?:\.\d{1,3})?$/;
  if (typeof input === 'string') {
    const text = input.trim();
    return typed.test(text) ? Number(text) : null;
  }
  if (typeof input !== 'number' || !Number.isFinite(input)) return null;
  const scale = format === 'american' ? 1 : 1000;
  return Math.round(input * scale) / scale === input ? input : null;
}

/**
 * Returns the profit that a win pays, in whole cents, rounded once, half away from zero: money.md,
 * "Odds".
 * @throws DomainError `invalid` when it is nothing, or more than an amount may be
 */
export function profitCents(stakeCents: number, odds: number, format: OddsFormat): number {
  const [numerator, denominator] = profitRatio(odds, format);
  // Both are positive: half away from zero is half up.
  const profit = (2n * BigInt(stakeCents) * numerator + denominator) / (2n * denominator);
  if (profit > BigInt(MAX_AMOUNT_CENTS)) {
    throw new DomainError('invalid', message('inputs.win_too_large', { most: MAX_AMOUNT_CENTS }), {
      field: 'amount',
      hint: message('inputs.lower_stake'),
    });
  }
  if (profit === 0n) {
    throw new DomainError('invalid', message('inputs.win_nothing'), {
      field: 'amount',
      hint: message('inputs.raise_stake'),
    });
  }
  return Number(profit);
}

/**
 * Returns the price of odds: a win pays it for each 1.00 of stake, the stake included. Prices of
 * both formats compare; odds of -200 and of +150 do not.
 */
export function priceOf(odds: number, format: OddsFormat): number {
  if (format === 'decimal') return odds;
  return odds > 0 ? 1 + odds / 100 : 1 + 100 / -odds;
}

/** Returns the odds with a price: the nearest ones of the format. */
export function oddsOfPrice(price: number, format: OddsFormat): number {
  if (format === 'decimal') return price;
  return price >= 2 ? Math.round((price - 1) * 100) : Math.round(-100 / (price - 1));
}

/** Prices are binary fractions; those of two different odds lie further apart than this. */
export const PRICE_TOLERANCE = 1e-9;

function profitRatio(odds: number, format: OddsFormat): [numerator: bigint, denominator: bigint] {
  if (format === 'decimal') return [BigInt(Math.round(odds * 1000)) - 1000n, 1000n];
  return odds > 0 ? [BigInt(odds), 100n] : [100n, BigInt(-odds)];
}

/** Writes odds as `+150`, `-110` or `2.50`. */
export function formatOdds(odds: number, format: OddsFormat): string {
  if (format === 'american') return odds > 0 ? `+${odds}` : String(odds);
  const text = odds.toFixed(3);
  return text.endsWith('0') ? text.slice(0, -1) : text;
}
