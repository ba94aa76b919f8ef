/**
 * The arithmetic of the weekly page, in whole cents: carried balance, results of each day, payments
 * and the settled balance that follows (money.md, "Figures").
 */

export interface SheetLine {
  /** Settled balance before the week: above zero the book owes it, below zero the customer does. */
  carriedCents: number;
  /** The customer's result of each day, by the gradings made on it; below zero a loss. */
  dayCents: number[];
  netCents: number;
  /** Payments and adjustments: deposits less withdrawals. */
  paymentCents: number;
  settledCents: number;
  /** Stakes of wagers that were open when the week ended, or are now. */
  openCents: number;
  balanceCents: number;
}

/** A customer's balance of now, and its movements since the week began. */
export interface SheetFacts {
  balanceCents: number;
  openCents: number;
  /** The book's win of each day of the week. */
  winCents: readonly number[];
  paymentCents: number;
  /** Movements after the week's end. */
  later: { winCents: number; paymentCents: number; openCents: number };
}

/** Computes a line backwards from now. Settled balance = balance + open stakes. */
export function sheetLine(facts: SheetFacts): SheetLine {
  const { later } = facts;
  const settledNow = facts.balanceCents + facts.openCents;
  const settledCents = settledNow - later.paymentCents + later.winCents;
  const openCents = facts.openCents - later.openCents;
  const dayCents = facts.winCents.map((cents) => 0 - cents);
  const netCents = sum(dayCents);
  return {
    carriedCents: settledCents - facts.paymentCents - netCents,
    dayCents,
    netCents,
    paymentCents: facts.paymentCents,
    settledCents,
    openCents,
    balanceCents: settledCents - openCents,
  };
}

/** Adds lines of one week of `days` days. */
export function addLines(lines: readonly SheetLine[], days: number): SheetLine {
  const of = (key: Exclude<keyof SheetLine, 'dayCents'>) => sum(lines.map((line) => line[key]));
  return {
    carriedCents: of('carriedCents'),
    dayCents: Array.from({ length: days }, (_, day) =>
      sum(lines.map(({ dayCents }) => dayCents[day] ?? 0)),
    ),
    netCents: of('netCents'),
    paymentCents: of('paymentCents'),
    settledCents: of('settledCents'),
    openCents: of('openCents'),
    balanceCents: of('balanceCents'),
  };
}

/** Returns true when every amount is zero: the sheet leaves such a customer out. */
export function isEmptyLine({ dayCents, ...rest }: SheetLine): boolean {
  return [...dayCents, ...Object.values(rest)].every((cents) => cents === 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
