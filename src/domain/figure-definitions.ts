import { message, type Message } from '../messages/message.js';
import {
  averageStakeCents,
  commissionCents,
  holdPercent,
  type CommissionBasis,
  type KpiName,
} from './figures.js';

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
  label: Message;
  /** Unit of the figure. */
  unit: FigureUnit;
  /** Unit of each row. */
  rowUnit: 'money' | 'count';
  /** Label and unit of the base, for a ratio. */
  base?: { label: Message; unit: 'money' | 'count' };
  formula: Message;
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
    label: message('figures.handle'),
    formula: message('figures.handle_formula'),
  },
  volume: {
    ...money,
    label: message('figures.volume'),
    formula: message('figures.volume_formula'),
  },
  bets: {
    ...count,
    label: message('figures.bets'),
    formula: message('figures.bets_formula'),
  },
  average_stake: {
    ...money,
    label: message('figures.average_stake'),
    base: { label: message('figures.bets'), unit: 'count' },
    formula: message('figures.average_stake_formula'),
    value: ({ counted: handleCents, base: bets }) => averageStakeCents({ handleCents, bets }),
  },
  gross_win: {
    ...money,
    label: message('figures.gross_win'),
    formula: message('figures.gross_win_formula'),
  },
  hold_percent: {
    label: message('figures.hold'),
    unit: 'percent',
    rowUnit: 'money',
    base: { label: message('figures.stakes_first_graded'), unit: 'money' },
    formula: message('figures.hold_formula'),
    value: ({ counted: winCents, base: gradedCents }) => holdPercent({ winCents, gradedCents }),
  },
  active_customers: {
    ...count,
    label: message('figures.active_customers'),
    formula: message('figures.active_customers_formula'),
  },
  new_customers: {
    ...count,
    label: message('figures.new_customers'),
    formula: message('figures.new_customers_formula'),
  },
  deposits: {
    ...money,
    label: message('figures.deposits'),
    formula: message('figures.deposits_formula'),
  },
  withdrawals: {
    ...money,
    label: message('figures.withdrawals'),
    formula: message('figures.withdrawals_formula'),
  },
  net_cash: {
    ...money,
    label: message('figures.net_cash'),
    formula: message('figures.net_cash_formula'),
  },
  open_liability: {
    ...money,
    label: message('figures.open_liability'),
    isMoment: true,
    formula: message('figures.open_liability_formula'),
  },
  commission: {
    ...money,
    label: message('figures.commission'),
    formula: message('figures.commission_formula'),
  },
  net: {
    ...money,
    label: message('figures.net'),
    formula: message('figures.net_formula'),
  },
  payments: {
    ...money,
    label: message('figures.payments'),
    formula: message('figures.payments_formula'),
  },
  carried: {
    ...money,
    label: message('figures.carried'),
    isMoment: true,
    formula: message('figures.carried_formula'),
  },
  settled: {
    ...money,
    label: message('figures.settled'),
    isMoment: true,
    formula: message('figures.settled_formula'),
  },
  open_stakes: {
    ...money,
    label: message('figures.open_stakes'),
    isMoment: true,
    formula: message('figures.open_stakes_formula'),
  },
  balance: {
    ...money,
    label: message('figures.balance'),
    isMoment: true,
    formula: message('figures.balance_formula'),
  },
  near_limit: {
    ...count,
    label: message('figures.near_limit'),
    isMoment: true,
    formula: message('figures.near_limit_formula'),
  },
};

/** Returns the formula of the whole book's commission. */
export function bookCommissionFormula(basis: CommissionBasis): Message {
  return basis === 'win'
    ? figureDefinitions.commission.formula
    : message('figures.commission_of_handle_formula');
}

/** Returns the formula of an agent's commission with its rate in percent. */
export function commissionFormula(basis: CommissionBasis, rate: number): Message {
  const percent = percentText(rate);
  return basis === 'win'
    ? message('figures.rate_of_win', { rate: percent })
    : message('figures.rate_of_handle', { rate: percent });
}

/** Writes a rate in percent, without its sign. */
export function percentText(rate: number): string {
  return (rate * 100).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** Returns a rate × base in cents, 0 for a base of zero and below. */
export function commissionOf(baseCents: number, rate: number): number {
  return commissionCents({ winCents: baseCents, handleCents: 0 }, rate, 'win');
}

/** Returns true for the name of a figure. */
export function isFigureName(text: string): text is FigureName {
  return Object.hasOwn(figureDefinitions, text);
}
