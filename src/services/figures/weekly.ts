import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { commissionCents } from '../../domain/figures.js';
import { dateOf, daysOf, isClosed, parseDate, periodOf, type Period } from '../../domain/period.js';
import { addLines, type SheetLine } from '../../domain/weekly-sheet.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';
import { readRates } from '../stats/rates.js';
import { readScope, thisWeek, type FigureScope, type Named } from './scope.js';
import { readWeeklyFacts, type CustomerLine } from './weekly-facts.js';

/** The weekly figures: agents, their customers, seven days. */

export interface AgentSheet extends Named {
  /** Lines with anything but zeros; none in a summary. */
  customers: CustomerLine[];
  /** Number of the customers in the total. */
  customerCount: number;
  total: SheetLine;
  /** Rate in force on the week's last day × base: money.md, "Figures". */
  commission: { rate: number; baseCents: number; cents: number };
}

export interface WeeklySheet {
  week: Period;
  days: Period[];
  /** The week has not ended: its last columns are as of now. */
  isOpen: boolean;
  scope: FigureScope;
  agents: AgentSheet[];
  total: SheetLine;
  commissionCents: number;
  basis: 'win' | 'handle';
  /** Too many customers for one page: agents only, each to be opened by itself. */
  isSummary: boolean;
}

export interface WeeklyInput {
  /** Any day of the week; this week by default. */
  week?: string | undefined;
  agentId?: string | undefined;
  /** Lists all customers, however many, for a file. */
  complete?: boolean;
}

/** The most customers of one page. */
export const MOST_LINES = 1000;

/**
 * Reads the sheet of one week, within the actor's scope.
 * @throws DomainError `invalid` on `week`; `forbidden`; `not_found` on `agent`
 */
export async function readWeeklySheet(
  context: Context,
  actor: Actor,
  input: WeeklyInput = {},
): Promise<WeeklySheet> {
  const scope = await readScope(context, actor, { agentId: input.agentId });
  const week = parseWeek(context, input.week);
  const calendar = bookCalendar(context);
  const days = daysOf(calendar, week);
  const { customers, agents, handles } = await readWeeklyFacts(
    context,
    days,
    scope.agent?.id ?? null,
  );
  const rates = await readRates(context);
  const basis = context.config.commissionBasis;
  const sheets = agents.map(({ id, name }): AgentSheet => {
    const own = customers.get(id) ?? [];
    const total = addLines(
      own.map(({ line }) => line),
      days.length,
    );
    const sums = { winCents: 0 - total.netCents, handleCents: handles.get(id) ?? 0 };
    const rate = rates(id, week.end);
    return {
      id,
      name,
      customers: own,
      customerCount: own.length,
      total,
      commission: {
        rate,
        baseCents: basis === 'win' ? sums.winCents : sums.handleCents,
        cents: commissionCents(sums, rate, basis),
      },
    };
  });
  const shown = sheets.filter(
    ({ id, customerCount, commission }) =>
      customerCount > 0 || commission.cents > 0 || id === scope.agent?.id,
  );
  const count = shown.reduce((sum, { customerCount }) => sum + customerCount, 0);
  const isSummary = count > MOST_LINES && scope.agent === null && !input.complete;
  return {
    week,
    days,
    isOpen: !isClosed(week, toTimestamp(context.clock.now())),
    scope,
    agents: isSummary ? shown.map((sheet) => ({ ...sheet, customers: [] })) : shown,
    total: addLines(
      shown.map(({ total }) => total),
      days.length,
    ),
    commissionCents: shown.reduce((sum, { commission }) => sum + commission.cents, 0),
    basis,
    isSummary,
  };
}

/** @throws DomainError `invalid` on `week` */
function parseWeek(context: Context, day: string | undefined): Period {
  if (!day) return thisWeek(context);
  const calendar = bookCalendar(context);
  const week = periodOf(calendar, 'weekly', parseDate(day, 'week'));
  if (week.start > dateOf(calendar, context.clock.now())) {
    throw new DomainError('invalid', message('figures.future_week', { day }), {
      field: 'week',
      hint: message('figures.choose_earlier_week'),
    });
  }
  return week;
}
