import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { commissionFormula, type FigureName } from '../../domain/figure-definitions.js';
import { formatCents } from '../../domain/money.js';
import { shiftPeriod, type Period } from '../../domain/period.js';
import type { SheetLine } from '../../domain/weekly-sheet.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { bookCalendar } from '../../services/calendar.js';
import { listAgents } from '../../services/figures/scope.js';
import {
  readWeeklySheet,
  type AgentSheet,
  type WeeklySheet,
} from '../../services/figures/weekly.js';
import { inTurns, turnsAfter } from '../../services/in-turns.js';
import { shareResult } from '../../services/shared-results.js';
import type { WeeklyCell, WeeklyData, WeeklyFile, WeeklySheetData } from '../contract/weekly.js';
import { explainAddress, listOfFigure } from '../figures/links.js';
import { formatFigure } from '../figures/tiles.js';
import { recordAddress } from '../request/addresses.js';
import type { PageDeclaration } from './declaration.js';
import { weeklySheetCsv } from './weekly-csv.js';

/** Shows agents, their customers and seven days; every number links to the rows behind it. */
export const weeklyPage: PageDeclaration = {
  name: 'weekly',
  label: 'Weekly figures',
  icon: 'Grid',
  component: 'Weekly',
  roles: ['admin', 'agent'],
  methods: ['GET'],
  create: (context) => async (actor, request) => {
    const { query } = request;
    const text = (name: string) => {
      const value = query[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const input = { week: text('week'), agentId: text('agent') };
    const { role, agentId } = actor;
    const isFile = text('download') === 'csv';
    return shareResult<WeeklyFile<Message> | WeeklyData<Message>>(
      context,
      ['weekly', { role, agentId }, input, isFile],
      () =>
        isFile ? readWeeklyFile(context, actor, input) : readWeeklyPage(context, actor, input),
    );
  },
};

interface Asked {
  week: string | undefined;
  agentId: string | undefined;
}

async function readWeeklyFile(
  context: Context,
  actor: Actor,
  asked: Asked,
): Promise<WeeklyFile<Message>> {
  const sheet = await readWeeklySheet(context, actor, { ...asked, complete: true });
  return { fileName: `weekly-${sheet.week.start}.csv`, csv: weeklySheetCsv(sheet) };
}

async function readWeeklyPage(
  context: Context,
  actor: Actor,
  asked: Asked,
): Promise<WeeklyData<Message>> {
  const agents = await listAgents(context, actor);
  const data: WeeklyData<Message> = {
    timezone: context.config.bookTimezone,
    currency: context.config.currency,
    agents: agents.map(({ id, name }) => ({ value: id, label: name })),
    agent: actor.role === 'admin' ? (asked.agentId ?? '') : '',
    columns: [],
    sheets: [],
    isSummary: false,
  };
  try {
    const sheet = await readWeeklySheet(context, actor, asked);
    return { ...data, ...(await toWeeklyData(context, actor, sheet)) };
  } catch (error) {
    // The form stays, so that the user can choose another week.
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return { ...data, problem: error.whole };
  }
}

async function toWeeklyData(
  context: Context,
  actor: Actor,
  sheet: WeeklySheet,
): Promise<Partial<WeeklyData<Message>>> {
  const { week, days, isOpen, scope, isSummary } = sheet;
  const calendar = bookCalendar(context);
  const maker: Maker = {
    context,
    actor,
    sheet,
    now: toTimestamp(context.clock.now()),
    turn: turnsAfter(LINES_A_TURN),
  };
  const money = (cents: number) => formatFigure(context.config, 'money', cents);
  const isAll = actor.role === 'admin' && scope.agent === null;
  return {
    week: {
      start: week.start,
      end: week.end,
      title: message('figures.days', { from: week.start, to: week.end }),
      previous: shiftPeriod(calendar, week, -1).start,
      next: isOpen ? null : shiftPeriod(calendar, week, 1).start,
      isOpen,
    },
    columns: days.map(({ start }) => start),
    sheets: await inTurns(sheet.agents, maker.turn, (agent) => toAgentSheet(maker, agent)),
    isSummary,
    ...(isAll
      ? {
          total: toWeeklyCells(maker, sheet.total, {}),
          totalCommission: {
            value: money(sheet.commissionCents),
            href: explainAddress({ figure: 'commission', from: week.start, to: week.end }),
          },
        }
      : {}),
  };
}

interface Maker {
  context: Context;
  actor: Actor;
  sheet: WeeklySheet;
  /** Current time: days that begin after it have no rows to link to. */
  now: string;
  /** Gives way before each line, of whichever agent. */
  turn: () => Promise<void>;
}

/** Lines between two turns: building their links takes some milliseconds. */
const LINES_A_TURN = 50;

interface Owner {
  agentId?: string;
  customerId?: string;
}

async function toAgentSheet(maker: Maker, agent: AgentSheet): Promise<WeeklySheetData<Message>> {
  const { context, actor, sheet } = maker;
  const { id, name, customers, customerCount, total, commission } = agent;
  const { week, basis } = sheet;
  const money = (cents: number) => formatFigure(context.config, 'money', cents);
  return {
    id,
    name,
    href: recordAddress('agents', id),
    customers: await inTurns(customers, maker.turn, (customer) => ({
      id: customer.id,
      name: customer.name,
      href: recordAddress('customers', customer.id),
      cells: toWeeklyCells(maker, customer.line, { customerId: customer.id }),
    })),
    customerCount,
    total: toWeeklyCells(maker, total, actor.role === 'admin' ? { agentId: id } : {}),
    commission: {
      value: money(commission.cents),
      formula: commissionFormula(basis, commission.rate),
      base: money(commission.baseCents),
      href: explainAddress({
        figure: 'commission',
        from: week.start,
        to: week.end,
        ...(actor.role === 'admin' ? { agentId: id } : {}),
      }),
    },
  };
}

function toWeeklyCells(maker: Maker, line: SheetLine, owner: Owner): WeeklyCell[] {
  const { days, week } = maker.sheet;
  const of = (figure: FigureName, cents: number, period: Period = week) =>
    toWeeklyCell(maker, figure, cents, period, owner);
  return [
    of('carried', line.carriedCents),
    ...line.dayCents.map((cents, day) => of('net', cents, days[day] ?? week)),
    of('net', line.netCents),
    of('payments', line.paymentCents),
    of('settled', line.settledCents),
    of('open_stakes', line.openCents),
    of('balance', line.balanceCents),
  ];
}

function toWeeklyCell(
  { actor, sheet, now }: Maker,
  figure: FigureName,
  cents: number,
  period: Period,
  owner: Owner,
): WeeklyCell {
  if (period.startsAt > now) {
    return { value: formatCents(cents), cents, href: null };
  }
  const list = listOfFigure(actor.role, { figure, ...owner }, period, sheet.isOpen);
  const href = list ?? explainAddress({ figure, from: period.start, to: period.end, ...owner });
  return { value: formatCents(cents), cents, href };
}
