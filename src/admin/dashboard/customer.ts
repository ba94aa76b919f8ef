import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { effectCents, type TransactionType } from '../../domain/transaction.js';
import { message, type Message } from '../../messages/message.js';
import { readAccount, type Account } from '../../services/figures/dashboard.js';
import type { DashboardSection, DashboardTable } from '../contract/dashboard.js';
import { filteredList, isOpen } from '../figures/links.js';
import { formatFigure } from '../figures/tiles.js';
import { listAddress, recordAddress } from '../request/addresses.js';
import { humanise } from '../names/names.js';

/**
 * Builds a customer's first page: its balance, what is available to bet, open wagers and recent
 * transactions.
 */

const RECENT = 8;

/** Builds the sections of a customer's first page. */
export async function customerSections(
  context: Context,
  actor: Actor,
): Promise<DashboardSection<Message>[]> {
  const { balanceCents, limitCents, open, recent } = await readAccount(context, actor, RECENT);
  const money = (cents: number) => formatFigure(context.config, 'money', cents);
  const availableCents = Math.max(0, balanceCents + limitCents);
  return [
    {
      id: 'account',
      title: message('dashboard.now'),
      tiles: [
        {
          id: 'balance',
          label: message('figures.balance'),
          value: money(balanceCents),
          note: message(
            balanceCents < 0
              ? 'dashboard.you_owe'
              : balanceCents > 0
                ? 'dashboard.you_are_owed'
                : 'dashboard.nothing_owed',
          ),
          ...(balanceCents < 0 ? { tone: 'bad' as const } : {}),
          href: filteredList('transactions', { status: 'completed' }),
        },
        {
          id: 'available',
          label: message('dashboard.available'),
          value: money(availableCents),
          note: message('dashboard.balance_and_limit', { limit: money(limitCents) }),
          href: recordAddress('customers', actor.customerId ?? ''),
        },
        {
          id: 'open',
          label: message('figures.open_wagers'),
          value: open.count.toLocaleString('en-US'),
          note: message('dashboard.at_stake_to_win', {
            stake: money(open.stakeCents),
            win: money(open.toWinCents),
          }),
          href: filteredList('wagers', isOpen),
        },
      ],
    },
    {
      id: 'recent',
      title: message('dashboard.recent_transactions'),
      table: recentTable(context, recent),
    },
  ];
}

function recentTable({ config }: Context, recent: Account['recent']): DashboardTable<Message> {
  const movement = (type: TransactionType, status: string, amountCents: number) => {
    // A transaction that has not moved the balance has no sign yet.
    const cents = status === 'completed' ? effectCents(type, amountCents) : amountCents;
    const text = formatFigure(config, 'money', cents);
    return { text, ...(cents < 0 ? { tone: 'bad' as const } : {}) };
  };
  const word = (value: string) => ({
    text: message('value', { value: { table: 'transactions', title: humanise(value) } }),
    isUnbroken: true as const,
  });
  return {
    columns: [
      { label: message('dashboard.when') },
      { label: message('dashboard.what') },
      { label: message('dashboard.state') },
      { label: message('dashboard.amount'), isNumber: true },
    ],
    rows: recent.map(({ id, type, status, amountCents, createdAt }) => [
      { text: createdAt, isTime: true as const },
      { ...word(type), href: recordAddress('transactions', id) },
      word(status),
      movement(type, status, amountCents),
    ]),
    empty: message('dashboard.no_transactions'),
    more: { label: message('dashboard.all_transactions'), href: listAddress('transactions') },
  };
}
