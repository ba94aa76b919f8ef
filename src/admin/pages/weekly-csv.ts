import type { SheetLine } from '../../domain/weekly-sheet.js';
import { toCsvLine, type CsvCell } from '../../files/csv.js';
import type { WeeklySheet } from '../../services/figures/weekly.js';

/** Writes the weekly sheet as CSV: one line for each customer, amounts as plain numbers. */
export function weeklySheetCsv(sheet: WeeklySheet): string {
  const head = [
    ...['Agent', 'Customer', 'Carried'],
    ...sheet.days.map(({ start }) => start),
    ...['Week', 'Payments', 'Settled', 'Open stakes', 'Balance', 'Commission'],
  ];
  const lines = sheet.agents.flatMap(({ name, customers, total, commission }) => [
    ...customers.map((customer) => [name, customer.name, ...amounts(customer.line), '']),
    [name, 'All customers', ...amounts(total), dollars(commission.cents)],
  ]);
  const total = ['All agents', '', ...amounts(sheet.total), dollars(sheet.commissionCents)];
  return [head, ...lines, ...(sheet.scope.agent ? [] : [total])].map(toCsvLine).join('');
}

function amounts(line: SheetLine): CsvCell[] {
  const { carriedCents, dayCents, netCents, paymentCents, settledCents } = line;
  const after = [netCents, paymentCents, settledCents, line.openCents, line.balanceCents];
  return [carriedCents, ...dayCents, ...after].map(dollars);
}

function dollars(cents: number): CsvCell {
  return { plain: (cents / 100).toFixed(2) };
}
