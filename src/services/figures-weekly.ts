import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import { commitBatch } from '../db/batch.js';
import type { Actor } from '../domain/actor.js';
import { commissionCents } from '../domain/figures.js';
import { dateOf, daysOf, isClosed, parseDate, periodOf, type Period } from '../domain/period.js';
import { addLines, isEmptyLine, sheetLine, type SheetLine } from '../domain/weekly-sheet.js';
import { DomainError } from '../errors.js';
import { toTimestamp } from '../db/ids.js';
import { readScope, thisWeek, type FigureScope, type Named } from './figures-scope.js';
import { readRates } from './stats-rates.js';
import { bookCalendar } from './stats.js';

/** The weekly figures: agents, their customers, seven days. */

export interface CustomerLine extends Named {
  line: SheetLine;
}

export interface AgentSheet extends Named {
  /** Those with anything but zeros; none where the sheet is a summary. */
  customers: CustomerLine[];
  /** How many customers are behind the total. */
  customerCount: number;
  total: SheetLine;
  /** Rate in force on the week's last day × base. */
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
  /** Any day of the week; this week when not given. */
  week?: string | undefined;
  agentId?: string | undefined;
  /** All customers, however many: for a file. */
  complete?: boolean;
}

/** More customers than this are not shown at once. */
export const MOST_LINES = 1000;

/**
 * The sheet of one week, within the actor's scope.
 * @throws DomainError `invalid` on `week`; `forbidden`; `not_found` on `agent`
 */
export async function readWeeklySheet(
  context: Context,
  actor: Actor,
  input: WeeklyInput = {},
): Promise<WeeklySheet> {
  const scope = await readScope(context, actor, { agentId: input.agentId });
  const week = readWeek(context, input.week);
  const calendar = bookCalendar(context);
  const days = daysOf(calendar, week);
  const { customers, agents, handles } = await readFacts(context, days, scope.agent?.id ?? null);
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
function readWeek(context: Context, day: string | undefined): Period {
  if (!day) return thisWeek(context);
  const calendar = bookCalendar(context);
  const week = periodOf(calendar, 'weekly', parseDate(day, 'week'));
  if (week.start > dateOf(calendar, context.clock.now())) {
    throw new DomainError('invalid', `the week of ${day} is in the future`, {
      field: 'week',
      hint: 'choose this week or an earlier one',
    });
  }
  return week;
}

interface Facts {
  agents: Named[];
  /** By agent, in the order of their names; without those that have nothing but zeros. */
  customers: Map<string, CustomerLine[]>;
  /** Handle of the week by agent. */
  handles: Map<string, number>;
}

interface Row {
  span: number;
  owner: string;
  cents: number;
  openCents: number;
}

/** Everything as of one moment, in one batch. */
async function readFacts(
  context: Context,
  days: readonly Period[],
  agentId: string | null,
): Promise<Facts> {
  const [agents = [], rows = [], ...results] = await commitBatch(
    context.engine.longReads,
    factQueries(days, agentId),
  );
  const [open, wins, payments, placed, handles] = results.map((one) => one as unknown as Row[]);
  const openNow = bySpan(open, 'openCents');
  const win = bySpan(wins, 'cents');
  const openChange = bySpan(wins, 'openCents');
  const payment = bySpan(payments, 'cents');
  const placedLater = bySpan(placed, 'openCents');
  const later = days.length;
  const customers = new Map<string, CustomerLine[]>();
  for (const row of rows as { id: string; name: string; agentId: string; balanceCents: number }[]) {
    const at = (values: Map<string, number>, span: number) => values.get(`${span} ${row.id}`) ?? 0;
    const line = sheetLine({
      balanceCents: row.balanceCents,
      openCents: at(openNow, 0),
      winCents: days.map((_, day) => at(win, day)),
      paymentCents: days.reduce((sum, _, day) => sum + at(payment, day), 0),
      later: {
        winCents: at(win, later),
        paymentCents: at(payment, later),
        openCents: at(openChange, later) + at(placedLater, later),
      },
    });
    if (isEmptyLine(line)) continue;
    const own = customers.get(row.agentId) ?? [];
    own.push({ id: row.id, name: row.name, line });
    customers.set(row.agentId, own);
  }
  return {
    agents: agents as unknown as Named[],
    customers,
    handles: new Map(handles?.map(({ owner, cents }) => [owner, cents])),
  };
}

function bySpan(rows: Row[] | undefined, key: 'cents' | 'openCents'): Map<string, number> {
  return new Map(rows?.map((row) => [`${row.span} ${row.owner}`, row[key]]));
}

const cents = (column: string): SQL =>
  sql.raw(`CAST(round(coalesce(${column}, 0) * 100) AS INTEGER)`);
const isOpen = (column: string): SQL => sql.raw(`(${column} IN ('pending', 'active'))`);

/** The spans are the days and, last, all that came after them. */
function factQueries(days: readonly Period[], agentId: string | null): SQL[] {
  const startsAt = days[0]?.startsAt ?? '';
  const endsAt = days.at(-1)?.endsAt ?? '';
  const spans = [
    ...days.map((day) => ({ a: day.startsAt, b: day.endsAt })),
    { a: endsAt, b: '9999-12-31 23:59:59' },
  ];
  const from = sql`json_each(${JSON.stringify(spans)}) AS p`;
  const within = (column: string): SQL =>
    sql.raw(`${column} >= (p.value ->> '$.a') AND ${column} < (p.value ->> '$.b')`);
  // `+` keeps the planner on the index of the time: it narrows, the agent hardly does. Wagers have
  // an index of both.
  const own = (column: string): SQL =>
    agentId === null ? sql`1` : sql`${sql.raw(column)} = ${agentId}`;
  return [
    sql`SELECT a.id AS id, a.name AS name FROM agents a WHERE ${own('a.id')}
      ORDER BY a.name COLLATE NOCASE, a.id`,
    sql`SELECT c.id AS id, c.name AS name, c.agent_id AS agentId, ${cents('c.balance')} AS balanceCents
      FROM customers c WHERE ${own('c.agent_id')} ORDER BY c.name COLLATE NOCASE, c.id`,
    sql`SELECT 0 AS span, w.customer_id AS owner, sum(${cents('w.amount')}) AS openCents
      FROM wagers w WHERE w.status IN ('pending', 'active') AND ${own('w.agent_id')}
      GROUP BY w.customer_id`,
    sql`SELECT p.key AS span, w.customer_id AS owner, sum(${cents('g.win_delta')}) AS cents,
        sum((${isOpen('g.to_status')} - ${isOpen('g.from_status')}) * ${cents('w.amount')}) AS openCents
      FROM ${from} CROSS JOIN gradings AS g ON ${within('g.created_at')}
        CROSS JOIN wagers AS w ON w.id = g.wager_id
      WHERE ${own('+w.agent_id')} GROUP BY 1, 2`,
    sql`SELECT p.key AS span, t.customer_id AS owner,
        sum(CASE t.type WHEN 'deposit' THEN 1 ELSE -1 END * ${cents('t.amount')}) AS cents
      FROM ${from} CROSS JOIN transactions AS t INDEXED BY idx_transactions_payments
          ON ${within('t.processed_at')}
        AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
        CROSS JOIN customers AS c ON c.id = t.customer_id
      WHERE ${own('+c.agent_id')} GROUP BY 1, 2`,
    sql`SELECT ${days.length} AS span, w.customer_id AS owner, sum(${cents('w.amount')}) AS openCents
      FROM wagers w WHERE w.created_at >= ${endsAt} AND ${own('w.agent_id')} GROUP BY 1, 2`,
    sql`SELECT 0 AS span, w.agent_id AS owner, sum(${cents('w.amount')}) AS cents
      FROM wagers w WHERE w.created_at >= ${startsAt} AND w.created_at < ${endsAt}
        AND w.status NOT IN ('cancelled', 'voided') AND ${own('w.agent_id')} GROUP BY 2`,
  ];
}
