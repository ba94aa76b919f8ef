import { DomainError } from '../errors.js';
import { formatCents, MAX_AMOUNT_CENTS } from './money.js';

/**
 * American odds (-110, +150) or decimal odds (2.50), one format for the whole book. The arithmetic
 * is on integers, so that no binary fraction decides a rounding.
 */

export type OddsFormat = 'american' | 'decimal';

const LARGEST: Record<OddsFormat, number> = { american: 1_000_000, decimal: 10_000 };
const HINT: Record<OddsFormat, string> = {
  american: 'American odds are whole numbers of -100 and below or 100 and above, such as -110',
  decimal: 'decimal odds are above 1 with at most three decimals, such as 2.50',
};

/**
 * Reads odds, a number or typed text, as the database stores them.
 * @throws DomainError `invalid` on the field `odds`
 */
export function parseOdds(input: unknown, format: OddsFormat): number {
  const refuse = (problem: string) =>
    new DomainError('invalid', `the odds ${problem}`, { field: 'odds', hint: HINT[format] });
  if (input === undefined || input === null || input === '') throw refuse('are missing');
  const odds = readOdds(input, format);
  if (odds === null) throw refuse('are not odds');
  if (Math.abs(odds) > LARGEST[format]) throw refuse('are too large');
  if (format === 'american' && Math.abs(odds) < 100) throw refuse('are between -100 and 100');
  if (format === 'decimal' && odds <= 1) throw refuse('are not above 1');
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
 * @throws DomainError `invalid` when it is more than an amount may be
 */
export function profitCents(stakeCents: number, odds: number, format: OddsFormat): number {
  const [numerator, denominator] = profitRatio(odds, format);
  // Both are positive: half away from zero is half up.
  const profit = (2n * BigInt(stakeCents) * numerator + denominator) / (2n * denominator);
  if (profit > BigInt(MAX_AMOUNT_CENTS)) {
    throw new DomainError(
      'invalid',
      `a win at these odds would pay more than ${formatCents(MAX_AMOUNT_CENTS)}`,
      { field: 'amount', hint: 'lower the stake or the odds' },
    );
  }
  return Number(profit);
}

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
