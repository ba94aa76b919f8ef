import type { Context } from '../../context.js';
import { message, type Message } from '../../messages/message.js';
import type { Debtor } from '../../services/figures/dashboard.js';
import { NEAR_LIMIT_PERCENT } from '../../services/figures/rows.js';
import type { DashboardCell, DashboardTable } from '../contract/dashboard.js';
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
): DashboardTable<Message> {
  const money = (cents: number) => formatFigure(config, 'money', cents);
  return {
    columns: [
      { label: message('dashboard.customer') },
      { label: message('dashboard.owes'), isNumber: true },
      { label: message('dashboard.limit'), isNumber: true },
      { label: message('dashboard.used'), isNumber: true },
    ],
    rows: rows.map(({ id, name, balanceCents, limitCents }) => [
      { text: name, href: recordAddress('customers', id) },
      { text: money(-balanceCents) },
      { text: money(limitCents) },
      used(-balanceCents, limitCents),
    ]),
    empty: message('dashboard.nobody_near_limit'),
    ...(total > 0
      ? {
          more: {
            label: message('dashboard.show_customers', { customers: total }),
            href: all,
          },
        }
      : {}),
  };
}

function used(owesCents: number, limitCents: number): DashboardCell<Message> {
  if (limitCents === 0) {
    return { text: message('dashboard.over_limit'), tone: 'bad', isUnbroken: true };
  }
  const percent = Math.floor((owesCents * 100) / limitCents);
  const text = `${percent.toLocaleString('en-US')} %`;
  if (owesCents > limitCents) return { text, tone: 'bad' };
  return percent >= NEAR_LIMIT_PERCENT ? { text, tone: 'warn' } : { text };
}
