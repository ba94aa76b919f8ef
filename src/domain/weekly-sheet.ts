/**
 * The arithmetic of the weekly page, in whole cents: carried balance, what each day brought, what
 * was paid, and where that leaves the customer (money.md, "Figures").
 */

export interface SheetLine {
  /** What was settled before the week began: above zero the book owes it, below the customer does. */
  carriedCents: number;
  /** What the customer won (or lost, below zero) on each day, by the gradings made on it. */
  dayCents: number[];
  netCents: number;
  /** Payments and adjustments: what came in, less what went out. */
  paymentCents: number;
  settledCents: number;
  /** Stakes of wagers that were open when the week ended, or are now. */
  openCents: number;
  balanceCents: number;
}

/** What is known of a customer: how it stands now, and what happened since the week began. */
export interface SheetFacts {
  balanceCents: number;
  openCents: number;
  /** The book's win of each day of the week. */
  winCents: readonly number[];
  paymentCents: number;
  /** After the week's end. */
  later: { winCents: number; paymentCents: number; openCents: number };
}

/** Settled = balance + open stakes; earlier ones follow from today's by what has happened since. */
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

/** A customer with nothing to say this week is left out of the sheet. */
export function isEmptyLine({ dayCents, ...rest }: SheetLine): boolean {
  return [...dayCents, ...Object.values(rest)].every((cents) => cents === 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
