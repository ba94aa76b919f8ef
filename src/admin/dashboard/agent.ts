import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import type { AgentCredit } from '../../domain/credit.js';
import { commissionFormula } from '../../domain/figure-definitions.js';
import { holdPercent } from '../../domain/figures.js';
import type { Period } from '../../domain/period.js';
import { message, type Message } from '../../messages/message.js';
import {
  readAgentWeeks,
  readDebtors,
  readStanding,
  type AgentWeek,
  type Standing,
} from '../../services/figures/dashboard.js';
import { readOwnCredit } from '../../services/credit.js';
import type { DashboardSection, DashboardTile } from '../contract/dashboard.js';
import { explainAddress, filteredList, isOpen } from '../figures/links.js';
import { figureTile, formatFigure, type FigureTile } from '../figures/tiles.js';
import { listAddress, recordAddress, rootPath } from '../request/addresses.js';
import { debtorTable } from './debtors.js';

/** Builds an agent's first page: its week, debts in both directions, open wagers. */

const TOP = 8;

/** Builds the sections of an agent's first page. */
export async function agentSections(
  context: Context,
  actor: Actor,
): Promise<DashboardSection<Message>[]> {
  const [weeks, standing, credit, debtors] = await Promise.all([
    readAgentWeeks(context, actor),
    readStanding(context, actor),
    readOwnCredit(context, actor),
    readDebtors(context, actor, { near: false, count: TOP }),
  ]);
  return [
    { id: 'week', title: message('dashboard.your_week'), tiles: agentWeekTiles(context, weeks) },
    {
      id: 'now',
      title: message('dashboard.now'),
      tiles: [
        ...standingTiles(context, standing, weeks.current.period),
        creditTile(context, credit),
      ],
    },
    {
      id: 'debtors',
      title: message('dashboard.worst_debtors'),
      table: {
        ...debtorTable(context, debtors, `${owingCustomers()}&sortBy=balance&direction=asc`),
        empty: message('dashboard.nobody_owes'),
      },
    },
    { id: 'more', title: message('dashboard.more'), tiles: linkTiles() },
  ];
}

function agentWeekTiles(
  context: Context,
  { current, previous, rate }: AgentWeek,
): DashboardTile<Message>[] {
  const maker = { config: context.config, role: 'agent' as const };
  const tile = (
    figure: FigureTile['figure'],
    value: (week: AgentWeek['current']) => number,
    note?: Message,
  ) =>
    figureTile(maker, {
      figure,
      current: { period: current.period, value: value(current) },
      previous: { period: previous.period, value: value(previous) },
      ...(note === undefined ? {} : { note }),
    });
  return [
    tile('handle', ({ sums }) => sums.handleCents),
    tile('gross_win', ({ sums }) => sums.winCents),
    tile('hold_percent', ({ sums }) => holdPercent(sums)),
    tile('bets', ({ sums }) => sums.bets),
    tile('active_customers', ({ sums }) => sums.activeCustomers),
    tile('net_cash', ({ sums }) => sums.depositCents - sums.withdrawalCents),
    tile(
      'commission',
      ({ commissionCents }) => commissionCents,
      commissionFormula(context.config.commissionBasis, rate),
    ),
  ];
}

/** Builds the tiles of debts in both directions and of open wagers. */
function standingTiles(
  context: Context,
  { owing, owed, open }: Standing,
  { start: from, end: to }: Period,
): DashboardTile<Message>[] {
  const money = (cents: number) => formatFigure(context.config, 'money', cents);
  return [
    {
      id: 'owing',
      label: message('dashboard.customers_owe'),
      value: money(0 - owing.cents),
      note: message('dashboard.customer_count', { customers: owing.count }),
      href: owingCustomers(),
    },
    {
      id: 'owed',
      label: message('dashboard.customers_are_owed'),
      value: money(owed.cents),
      note: message('dashboard.customer_count', { customers: owed.count }),
      href: filteredList('customers', { 'balance~~from': '0.01' }),
    },
    {
      id: 'open',
      label: message('figures.open_wagers'),
      value: open.count.toLocaleString('en-US'),
      note: message('dashboard.at_stake', { stake: money(open.stakeCents) }),
      href: filteredList('wagers', isOpen),
    },
    {
      id: 'open_liability',
      label: message('figures.open_liability'),
      value: money(open.toWinCents),
      note: message('dashboard.if_all_won'),
      href: filteredList('wagers', isOpen),
      explain: explainAddress({ figure: 'open_liability', from, to }),
    },
  ];
}

/** Builds the tile of the credit that is left for limits of customers. */
function creditTile(
  { config }: Context,
  { agentId, creditCents, usedCents }: AgentCredit,
): DashboardTile<Message> {
  const money = (cents: number) => formatFigure(config, 'money', cents);
  const tile = {
    id: 'credit_free',
    label: message('dashboard.credit_free'),
    href: recordAddress('agents', agentId),
  };
  const used = money(usedCents);
  if (creditCents === null) {
    const value = message('dashboard.no_credit');
    return { ...tile, value, note: message('dashboard.limits_sum', { used }) };
  }
  const free = creditCents - usedCents;
  return {
    ...tile,
    value: money(free),
    note: message('dashboard.credit_used', { used, limit: money(creditCents) }),
    ...(free < 0 ? { tone: 'bad' as const } : {}),
  };
}

function owingCustomers(): string {
  return filteredList('customers', { 'balance~~to': '-0.01' });
}

function linkTiles(): DashboardTile<Message>[] {
  return [
    {
      id: 'weekly',
      label: message('dashboard.weekly_figures'),
      value: message('dashboard.by_customer_and_day'),
      href: `${rootPath}/pages/weekly`,
    },
    {
      id: 'customers',
      label: message('dashboard.customers'),
      value: message('dashboard.all_customers'),
      href: listAddress('customers'),
    },
  ];
}
