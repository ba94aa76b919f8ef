/** The book's figures from their sums: money.md, "Figures". Amounts are whole cents. */

export interface Sums {
  /** Stakes of all wagers placed in the period. */
  volumeCents: number;
  /** The same without cancelled and voided ones. */
  handleCents: number;
  /** Number of the wagers in the handle. */
  bets: number;
  /** Customers with at least one bet. */
  activeCustomers: number;
  /** Gross win of the book: its changes by the gradings made in the period. */
  winCents: number;
  /** Stakes of wagers whose first grading as win, loss or push falls in the period. */
  gradedCents: number;
  newCustomers: number;
  /** Deposits and withdrawals, reversals taken off, adjustments left out. */
  depositCents: number;
  withdrawalCents: number;
  /** Deposits less withdrawals, adjustments and reversals included. */
  paidInCents: number;
}

export const NO_SUMS: Readonly<Sums> = {
  volumeCents: 0,
  handleCents: 0,
  bets: 0,
  activeCustomers: 0,
  winCents: 0,
  gradedCents: 0,
  newCustomers: 0,
  depositCents: 0,
  withdrawalCents: 0,
  paidInCents: 0,
};

/** Adds the sums of groups that share no customer. */
export function addSums(groups: Iterable<Sums>): Sums {
  const total = { ...NO_SUMS };
  for (const group of groups) {
    for (const key of Object.keys(total) as (keyof Sums)[]) total[key] += group[key];
  }
  return total;
}

/** Returns gross win ÷ stakes graded, in percent with two decimals; 0 when nothing was graded. */
export function holdPercent({ winCents, gradedCents }: Pick<Sums, 'winCents' | 'gradedCents'>) {
  return gradedCents === 0 ? 0 : divideCents(winCents, gradedCents, 10_000) / 100;
}

/** Returns handle ÷ bets, in whole cents; 0 without bets. */
export function averageStakeCents({ handleCents, bets }: Pick<Sums, 'handleCents' | 'bets'>) {
  return bets === 0 ? 0 : divideCents(handleCents, bets);
}

export type CommissionBasis = 'win' | 'handle';

/** Returns an agent's commission: its rate on the gross win of its customers, or on their handle. */
export function commissionCents(
  { winCents, handleCents }: Pick<Sums, 'winCents' | 'handleCents'>,
  rate: number,
  basis: CommissionBasis,
): number {
  const baseCents = basis === 'win' ? winCents : handleCents;
  return baseCents <= 0 ? 0 : divideCents(baseCents, RATE_SCALE, Math.round(rate * RATE_SCALE));
}

const RATE_SCALE = 1_000_000;

export const kpiNames = [
  'handle',
  'volume',
  'gross_win',
  'hold_percent',
  'bets',
  'average_stake',
  'active_customers',
  'new_customers',
  'deposits',
  'withdrawals',
  'net_cash',
  'open_liability',
  'commission',
] as const;

export type KpiName = (typeof kpiNames)[number];

/** Returns the key figures as the database stores them: dollars, percent or a count. */
export function kpiValues(
  sums: Sums,
  more: { openLiabilityCents: number; commissionCents: number },
): Record<KpiName, number> {
  return {
    handle: sums.handleCents / 100,
    volume: sums.volumeCents / 100,
    gross_win: sums.winCents / 100,
    hold_percent: holdPercent(sums),
    bets: sums.bets,
    average_stake: averageStakeCents(sums) / 100,
    active_customers: sums.activeCustomers,
    new_customers: sums.newCustomers,
    deposits: sums.depositCents / 100,
    withdrawals: sums.withdrawalCents / 100,
    net_cash: (sums.depositCents - sums.withdrawalCents) / 100,
    open_liability: more.openLiabilityCents / 100,
    commission: more.commissionCents / 100,
  };
}

/** Returns value × factor ÷ divisor, rounded half away from zero. On integers, which lose nothing. */
function divideCents(value: number, divisor: number, factor = 1): number {
  const product = BigInt(Math.abs(value)) * BigInt(factor);
  const rounded = Number((2n * product + BigInt(divisor)) / (2n * BigInt(divisor)));
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
