import type { Context } from '../../context.js';
import type { Debtor } from '../../services/figures/dashboard.js';
import { NEAR_LIMIT_PERCENT } from '../../services/figures/rows.js';
import type { DashboardTable } from '../contract/dashboard.js';
import { formatFigure } from '../figures/tiles.js';
import { recordAddress } from '../request/addresses.js';

/**
 * Builds a table of customers that owe, with the part of the limit that each has used.
 * @param all address of the whole list
 */
export function debtorTable(
  { config }: Context,
  { rows, total }: { rows: readonly Debtor[]; total: number },
  all: string,
): DashboardTable {
  const money = (cents: number) => formatFigure(config, 'money', cents);
  return {
    columns: [
      { label: 'Customer' },
      { label: 'Owes', isNumber: true },
      { label: 'Limit', isNumber: true },
      { label: 'Used', isNumber: true },
    ],
    rows: rows.map(({ id, name, balanceCents, limitCents }) => [
      { text: name, href: recordAddress('customers', id) },
      { text: money(-balanceCents) },
      { text: money(limitCents) },
      used(-balanceCents, limitCents),
    ]),
    empty: 'Nobody.',
    ...(total > 0
      ? {
          more: {
            label: total === 1 ? 'The row behind it' : `All ${total.toLocaleString('en-US')}`,
            href: all,
          },
        }
      : {}),
  };
}

function used(
  owesCents: number,
  limitCents: number,
): { text: string; tone?: 'bad' | 'warn'; isWord?: true } {
  if (limitCents === 0) return { text: 'over', tone: 'bad', isWord: true };
  const percent = Math.floor((owesCents * 100) / limitCents);
  const text = `${percent.toLocaleString('en-US')} %`;
  if (owesCents > limitCents) return { text, tone: 'bad' };
  return percent >= NEAR_LIMIT_PERCENT ? { text, tone: 'warn' } : { text };
}
