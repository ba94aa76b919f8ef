import { averageStakeCents, commissionCents, holdPercent, type KpiName } from './figures.js';

/** Every figure with an explanation: its label, its formula and its value from the rows behind it. */

export type FigureName =
  KpiName | 'net' | 'payments' | 'carried' | 'settled' | 'open_stakes' | 'balance' | 'near_limit';

export type FigureUnit = 'money' | 'percent' | 'count';

/** Sums of the rows behind a figure, cents or a count; `base` is the divisor of a ratio. */
export interface RowSums {
  counted: number;
  base: number;
}

export interface FigureDefinition {
  label: string;
  /** Unit of the figure. */
  unit: FigureUnit;
  /** Unit of each row. */
  rowUnit: 'money' | 'count';
  /** Label and unit of the base, for a ratio. */
  base?: { label: string; unit: 'money' | 'count' };
  formula: string;
  /** The figure belongs to one moment, the end of the period. */
  isMoment?: true;
  value: (sums: RowSums) => number;
}

const counted = ({ counted: value }: RowSums) => value;
const money = { unit: 'money', rowUnit: 'money', value: counted } as const;
const count = { unit: 'count', rowUnit: 'count', value: counted } as const;

/** The definition of each figure; formulas: money.md, "Figures". */
export const figureDefinitions: Record<FigureName, FigureDefinition> = {
  handle: {
    ...money,
    label: 'Handle',
    formula: 'sum of the stakes of all wagers placed in the period, without cancelled and voided',
  },
  volume: {
    ...money,
    label: 'Volume',
    formula: 'sum of the stakes of all wagers placed in the period',
  },
  bets: {
    ...count,
    label: 'Bets',
    formula: 'how many wagers were placed in the period, without cancelled and voided',
  },
  average_stake: {
    ...money,
    label: 'Average stake',
    base: { label: 'Bets', unit: 'count' },
    formula: 'handle ÷ bets',
    value: ({ counted: handleCents, base: bets }) => averageStakeCents({ handleCents, bets }),
  },
  gross_win: {
    ...money,
    label: 'Gross win',
    formula:
      'sum of the changes of the book’s win by all gradings made in the period; a regrade counts ' +
      'when it is made',
  },
  hold_percent: {
    label: 'Hold',
    unit: 'percent',
    rowUnit: 'money',
    base: { label: 'Stakes first graded', unit: 'money' },
    formula:
      'gross win ÷ stakes of the wagers whose first grading as win, loss or push falls in the period',
    value: ({ counted: winCents, base: gradedCents }) => holdPercent({ winCents, gradedCents }),
  },
  active_customers: {
    ...count,
    label: 'Active customers',
    formula: 'how many customers placed at least one bet in the period',
  },
  new_customers: {
    ...count,
    label: 'New customers',
    formula: 'how many customers were added in the period',
  },
  deposits: {
    ...money,
    label: 'Deposits',
    formula: 'completed deposits less their reversals, by the time of processing; no adjustments',
  },
  withdrawals: {
    ...money,
    label: 'Withdrawals',
    formula:
      'completed withdrawals less their reversals, by the time of processing; no adjustments',
  },
  net_cash: {
    ...money,
    label: 'Net cash',
    formula: 'deposits − withdrawals, reversals taken off, adjustments left out',
  },
  open_liability: {
    ...money,
    label: 'Open liability',
    isMoment: true,
    formula: 'sum of what all open wagers would win, at the period’s end, or now',
  },
  commission: {
    ...money,
    label: 'Commission',
    formula:
      'for each agent: rate in force on the last day × gross win of its customers when above zero',
  },
  net: {
    ...money,
    label: 'Customers’ result',
    formula: 'what customers won less what they lost, by the gradings made: minus the gross win',
  },
  payments: {
    ...money,
    label: 'Payments and adjustments',
    formula: 'completed deposits − completed withdrawals, adjustments and reversals included',
  },
  carried: {
    ...money,
    label: 'Carried balance',
    isMoment: true,
    formula: 'all payments, adjustments and results before the first day',
  },
  settled: {
    ...money,
    label: 'Settled balance',
    isMoment: true,
    formula: 'carried balance + results of the days + payments = balance + open stakes',
  },
  open_stakes: {
    ...money,
    label: 'Open stakes',
    isMoment: true,
    formula: 'stakes of the wagers that were open at the period’s end, or are now',
  },
  balance: {
    ...money,
    label: 'Balance',
    isMoment: true,
    formula: 'sum of all completed transactions up to the period’s end, or now',
  },
  near_limit: {
    ...count,
    label: 'Over or near the limit',
    isMoment: true,
    formula: 'customers who owe at least 80 % of their betting limit now',
  },
};

/** Writes the formula of an agent's commission with its rate in percent. */
export function commissionFormula(basis: 'win' | 'handle', rate: number): string {
  const base = basis === 'win' ? 'gross win when above zero' : 'handle';
  return `${(rate * 100).toLocaleString('en-US', { maximumFractionDigits: 4 })} % × ${base}`;
}

/** Returns a rate × base in cents, 0 for a base of zero and below. */
export function commissionOf(baseCents: number, rate: number): number {
  return commissionCents({ winCents: baseCents, handleCents: 0 }, rate, 'win');
}

/** Returns true for the name of a figure. */
export function isFigureName(text: string): text is FigureName {
  return Object.hasOwn(figureDefinitions, text);
}
