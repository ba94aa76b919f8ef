import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { effectCents, type TransactionType } from '../../domain/transaction.js';
import { readAccount } from '../../services/figures/dashboard.js';
import type { DashboardSection } from '../contract/dashboard.js';
import { filteredList, isOpen } from '../figures/links.js';
import { formatFigure } from '../figures/tiles.js';
import { listAddress, recordAddress } from '../request/addresses.js';
import { humanise } from '../tables/names.js';

/**
 * Builds a customer's first page: its balance, what is available to bet, open wagers and recent
 * transactions.
 */

const RECENT = 8;

/** Builds the sections of a customer's first page. */
export async function customerSections(
  context: Context,
  actor: Actor,
): Promise<DashboardSection[]> {
  const { balanceCents, limitCents, open, recent } = await readAccount(context, actor, RECENT);
  const money = (cents: number) => formatFigure(context.config, 'money', cents);
  const movement = (type: TransactionType, status: string, amountCents: number) => {
    // A transaction that has not moved the balance has no sign yet.
    const cents = status === 'completed' ? effectCents(type, amountCents) : amountCents;
    return { text: money(cents), ...(cents < 0 ? { tone: 'bad' as const } : {}) };
  };
  const availableCents = Math.max(0, balanceCents + limitCents);
  return [
    {
      id: 'account',
      title: 'Now',
      tiles: [
        {
          id: 'balance',
          label: 'Balance',
          value: money(balanceCents),
          note: balanceCents < 0 ? 'you owe' : balanceCents > 0 ? 'you are owed' : 'settled',
          ...(balanceCents < 0 ? { tone: 'bad' as const } : {}),
          href: filteredList('transactions', { status: 'completed' }),
        },
        {
          id: 'available',
          label: 'Available to bet',
          value: money(availableCents),
          note: `balance and a limit of ${money(limitCents)}`,
          href: recordAddress('customers', actor.customerId ?? ''),
        },
        {
          id: 'open',
          label: 'Open wagers',
          value: open.count.toLocaleString('en-US'),
          note: `${money(open.stakeCents)} at stake, ${money(open.toWinCents)} to win`,
          href: filteredList('wagers', isOpen),
        },
      ],
    },
    {
      id: 'recent',
      title: 'Recent transactions',
      table: {
        columns: [
          { label: 'When' },
          { label: 'What' },
          { label: 'State' },
          { label: 'Amount', isNumber: true },
        ],
        rows: recent.map(({ id, type, status, amountCents, createdAt }) => [
          { text: createdAt, isTime: true as const },
          { text: humanise(type), href: recordAddress('transactions', id), isWord: true },
          { text: humanise(status), isWord: true },
          movement(type, status, amountCents),
        ]),
        empty: 'There are none yet.',
        more: { label: 'All transactions', href: listAddress('transactions') },
      },
    },
  ];
}
