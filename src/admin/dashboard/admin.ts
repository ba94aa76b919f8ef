import type { PageContext } from 'adminjs';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { figureDefinitions } from '../../domain/figure-definitions.js';
import type { KpiName } from '../../domain/figures.js';
import { toCents } from '../../domain/money.js';
import type { ReconciliationSummary } from '../../domain/reconciliation.js';
import { message, type Message } from '../../messages/message.js';
import {
  hoursAgo,
  readBookWeeks,
  readDebtors,
  readTopAgents,
  type AgentLine,
  type BookWeeks,
} from '../../services/figures/dashboard.js';
import { brokenRows, lastReconciliation } from '../../services/reconciliation/record.js';
import { countOutdated } from '../../services/stats/stored-figures.js';
import type { DashboardSection, DashboardTable, DashboardTile } from '../contract/dashboard.js';
import { formatDateTime } from '../contract/format.js';
import { periodFilters, explainAddress, filteredList, inHandle } from '../figures/links.js';
import { recomputeAddress } from '../figures/stored-figures.js';
import { countTile, figureTile, formatFigure, type CountSource } from '../figures/tiles.js';
import { recordAddress, rootPath } from '../request/addresses.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { debtorTable } from './debtors.js';

/** Builds the administrator's first page: the book's week, and the work that waits. */

const TOP = 8;
const PENDING_FOR_HOURS = 24;
const ACTIVE_FOR_DAYS = 7;
/** Greatest age of a check that runs every night. */
const RECONCILED_FOR_HOURS = 36;

const kpis: KpiName[] = [
  ...(['handle', 'gross_win', 'hold_percent', 'bets'] as const),
  ...(['active_customers', 'net_cash', 'open_liability', 'commission'] as const),
];

/** Builds the sections of the administrator's first page. */
export async function adminSections(
  context: Context,
  actor: Actor,
  resources: ReadonlyMap<string, ScopedResource>,
  call: PageContext,
): Promise<DashboardSection<Message>[]> {
  const [weeks, debtors, waiting, outdated, reconciled] = await Promise.all([
    readBookWeeks(context, actor),
    readDebtors(context, actor, { near: true, count: TOP }),
    waitingTiles(context, resources, call),
    countOutdated(context),
    lastReconciliation(context),
  ]);
  const agents = await readTopAgents(context, weeks.current, TOP);
  const { start: from, end: to } = weeks.current.period;
  return [
    { id: 'week', title: message('actions.this_week'), tiles: bookWeekTiles(context, weeks) },
    {
      id: 'waiting',
      title: message('dashboard.waiting'),
      tiles: [...waiting, outdatedTile(outdated), reconciliationTile(context, reconciled)],
    },
    {
      id: 'agents',
      title: message('dashboard.top_agents'),
      table: agentTable(context, weeks, agents),
    },
    {
      id: 'limits',
      title: message('figures.near_limit'),
      table: debtorTable(context, debtors, explainAddress({ figure: 'near_limit', from, to })),
    },
  ];
}

function bookWeekTiles(context: Context, { current, previous }: BookWeeks) {
  const maker = { config: context.config, role: 'admin' as const };
  return kpis.map((figure) => {
    const of = ({ period, kpis: values }: BookWeeks['current']) => {
      const isMoney = figureDefinitions[figure].unit === 'money';
      return { period, value: isMoney ? toCents(values[figure]) : values[figure] };
    };
    return figureTile(maker, { figure, current: of(current), previous: of(previous) });
  });
}

async function waitingTiles(
  context: Context,
  resources: ReadonlyMap<string, ScopedResource>,
  call: PageContext,
) {
  const longPending = hoursAgo(context, PENDING_FOR_HOURS);
  const longActive = hoursAgo(context, ACTIVE_FOR_DAYS * 24);
  const sources: CountSource[] = [
    {
      id: 'pending_transactions',
      table: 'transactions',
      label: message('dashboard.transactions_to_process'),
      filters: { status: 'pending' },
    },
    {
      id: 'pending_wagers',
      table: 'wagers',
      label: message('dashboard.wagers_to_accept'),
      filters: { status: 'pending' },
    },
    {
      id: 'long_pending',
      table: 'wagers',
      label: message('dashboard.long_pending'),
      note: message('dashboard.placed_hours_ago', { hours: PENDING_FOR_HOURS }),
      filters: { status: 'pending', 'created_at~~to': longPending },
      tone: 'warn',
    },
    {
      id: 'long_active',
      table: 'wagers',
      label: message('dashboard.long_active'),
      note: message('dashboard.placed_days_ago', { days: ACTIVE_FOR_DAYS }),
      filters: { status: 'active', 'created_at~~to': longActive },
      tone: 'warn',
    },
  ];
  return Promise.all(
    sources.flatMap((source) => {
      const resource = resources.get(source.table);
      return resource ? [countTile(resource, source, call)] : [];
    }),
  );
}

/** Counts the closed periods whose stored figures no longer follow from the rows. */
function outdatedTile(count: number): DashboardTile<Message> {
  return {
    id: 'outdated',
    label: message('dashboard.outdated_periods'),
    value: count.toLocaleString('en-US'),
    note: message('dashboard.changed_since'),
    ...(count === 0 ? {} : { tone: 'warn' }),
    href: recomputeAddress('weekly_stats'),
  };
}

/** Shows the result and time of the last reconciliation; an old one asks for another. */
function reconciliationTile(
  context: Context,
  last: ReconciliationSummary<Message> | null,
): DashboardTile<Message> {
  const tile = {
    id: 'reconciliation',
    label: message('dashboard.reconciliation'),
    href: `${rootPath}/pages/reconciliation`,
  };
  if (last === null) {
    return {
      ...tile,
      value: message('dashboard.never_reconciled'),
      note: message('dashboard.reconcile_daily'),
      tone: 'warn',
    };
  }
  const isOld = last.at < hoursAgo(context, RECONCILED_FOR_HOURS);
  return {
    ...tile,
    value: last.ok
      ? message('dashboard.reconciled')
      : message('dashboard.broken_rows', { rows: brokenRows(last) }),
    note: message('dashboard.reconciled_at', {
      at: formatDateTime(last.at, context.config.bookTimezone).text,
    }),
    tone: last.ok ? (isOld ? 'warn' : 'good') : 'bad',
  };
}

function agentTable(
  context: Context,
  { current }: BookWeeks,
  agents: readonly AgentLine[],
): DashboardTable<Message> {
  const { period } = current;
  const money = (cents: number) => formatFigure(context.config, 'money', cents);
  const explainHref = (figure: 'gross_win' | 'commission', agentId: string) =>
    explainAddress({ figure, from: period.start, to: period.end, agentId });
  return {
    columns: [
      { label: message('dashboard.agent') },
      { label: message('figures.handle'), isNumber: true },
      { label: message('figures.gross_win'), isNumber: true },
      { label: message('figures.commission'), isNumber: true },
    ],
    rows: agents.map(({ id, name, sums, commissionCents }) => [
      { text: name, href: recordAddress('agents', id) },
      {
        text: money(sums.handleCents),
        href: filteredList('wagers', {
          ...periodFilters('created_at', period),
          ...inHandle,
          agent_id: id,
        }),
      },
      {
        text: money(sums.winCents),
        href: explainHref('gross_win', id),
        ...(sums.winCents < 0 ? { tone: 'bad' as const } : {}),
      },
      { text: money(commissionCents), href: explainHref('commission', id) },
    ]),
    empty: message('dashboard.no_bets'),
    more: { label: message('dashboard.all_agents'), href: `${rootPath}/pages/weekly` },
  };
}
