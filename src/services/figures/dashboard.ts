import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { NO_SUMS, type KpiName, type Sums } from '../../domain/figures.js';
import { periodsBetween, shiftPeriod, type Period } from '../../domain/period.js';
import type { TransactionType } from '../../domain/transaction.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';
import { agentCommissionCents, computeFigures, type PeriodFigures } from '../stats/compute.js';
import { readRates } from '../stats/rates.js';
import { isOutdated, readStoredPeriods } from '../stats/stored-periods.js';
import { readSums } from '../stats/sums.js';
import { NEAR_LIMIT_PERCENT } from './rows.js';
import { thisWeek, type Named } from './scope.js';

/** Figures of each role's first page, read from the rows themselves. */

export interface BookWeeks {
  current: PeriodFigures;
  previous: PeriodFigures;
}

/**
 * Reads the whole book's week, and the one before.
 * @throws DomainError `forbidden` unless an administrator asks
 */
export async function readBookWeeks(context: Context, actor: Actor): Promise<BookWeeks> {
  requireRole(actor, ['admin'], message('figures.reading_book'));
  const week = thisWeek(context);
  const before = shiftPeriod(bookCalendar(context), week, -1);
  const [previous, current] = await computeFigures(context, [before, week]);
  if (!previous || !current) throw new Error('two weeks were asked for');
  return { current, previous };
}

export interface AgentLine extends Named {
  sums: Sums;
  commissionCents: number;
}

/** Lists the agents with the largest handle of a week. */
export async function readTopAgents(
  context: Context,
  { byAgent, period }: PeriodFigures,
  count: number,
): Promise<AgentLine[]> {
  const names = await context.longDb.all<Named>(sql`SELECT id, name FROM agents`);
  const rates = await readRates(context);
  return names
    .flatMap(({ id, name }) => {
      const sums = byAgent.get(id);
      if (!sums) return [];
      const commissionCents = agentCommissionCents(context, id, sums, rates, period.end);
      return [{ id, name, sums, commissionCents }];
    })
    .filter(({ sums }) => sums.handleCents > 0 || sums.winCents !== 0)
    .sort((left, right) => right.sums.handleCents - left.sums.handleCents)
    .slice(0, count);
}

export interface WeekOfSeries {
  week: Period;
  values: Record<ChartedName, number>;
}

const charted = [
  'handle',
  'gross_win',
  'hold_percent',
  'deposits',
  'withdrawals',
] as const satisfies readonly KpiName[];
export type ChartedName = (typeof charted)[number];

/**
 * Reads the last weeks up to this one: stored figures where they are up to date, else the rows.
 * @throws DomainError `forbidden` unless an administrator asks
 */
export async function readSeries(
  context: Context,
  actor: Actor,
  count: number,
): Promise<WeekOfSeries[]> {
  requireRole(actor, ['admin'], message('figures.reading_book'));
  const calendar = bookCalendar(context);
  const week = thisWeek(context);
  const first = shiftPeriod(calendar, week, 1 - count);
  const weeks = periodsBetween(calendar, 'weekly', first.start, week.start);
  const stored = await readStoredPeriods(context, weeks);
  const values = new Map<string, Record<ChartedName, number>>();
  const missing: Period[] = [];
  for (const [index, one] of weeks.entries()) {
    const known = stored[index];
    const own =
      known && !isOutdated(known, one)
        ? pick((name) => known.values.get(`kpi_metrics.${name}`))
        : null;
    if (own) values.set(one.start, own);
    else missing.push(one);
  }
  for (const { period, kpis } of await computeFigures(context, missing)) {
    const own = pick((name) => kpis[name]);
    if (own) values.set(period.start, own);
  }
  return weeks.flatMap((one) => {
    const own = values.get(one.start);
    return own ? [{ week: one, values: own }] : [];
  });
}

/** Returns null unless every charted metric has a value. */
function pick(of: (name: ChartedName) => number | undefined): Record<ChartedName, number> | null {
  const entries = charted.map((name) => [name, of(name)] as const);
  return entries.every(([, value]) => value !== undefined)
    ? (Object.fromEntries(entries) as Record<ChartedName, number>)
    : null;
}

export interface AgentWeek {
  current: { period: Period; sums: Sums; commissionCents: number };
  previous: { period: Period; sums: Sums; commissionCents: number };
  rate: number;
}

/**
 * Reads an agent's own week, and the one before.
 * @throws DomainError `forbidden` for other roles
 */
export async function readAgentWeeks(context: Context, actor: Actor): Promise<AgentWeek> {
  requireRole(actor, ['agent'], message('figures.reading_own_week'));
  const agentId = actor.agentId ?? '';
  const week = thisWeek(context);
  const before = shiftPeriod(bookCalendar(context), week, -1);
  const [previous, current] = await readSums(context, [before, week], { by: 'agent', agentId });
  const rates = await readRates(context);
  const of = (period: Period, sums = { ...NO_SUMS }) => ({
    period,
    sums,
    commissionCents: agentCommissionCents(context, agentId, sums, rates, period.end),
  });
  return {
    current: of(week, current?.get(agentId)),
    previous: of(before, previous?.get(agentId)),
    rate: rates(agentId, week.end),
  };
}

export interface Standing {
  owing: { count: number; cents: number };
  owed: { count: number; cents: number };
  open: { count: number; stakeCents: number; toWinCents: number };
}

/**
 * Sums debts, credits and open wagers of the actor's own customers, as of now. Cents.
 * @throws DomainError `forbidden` for customers
 */
export async function readStanding(context: Context, actor: Actor): Promise<Standing> {
  requireRole(actor, ['admin', 'agent'], message('figures.reading_debts'));
  const isOwn = actor.role === 'admin' ? sql`1` : sql`agent_id = ${actor.agentId}`;
  const row = await context.longDb.get<
    Record<'owing' | 'owingCents' | 'owed' | 'owedCents', number>
  >(sql`SELECT
      count(*) FILTER (WHERE balance < 0) AS owing,
      coalesce(sum(CAST(round(balance * 100) AS INTEGER)) FILTER (WHERE balance < 0), 0) AS owingCents,
      count(*) FILTER (WHERE balance > 0) AS owed,
      coalesce(sum(CAST(round(balance * 100) AS INTEGER)) FILTER (WHERE balance > 0), 0) AS owedCents
    FROM customers WHERE ${isOwn}`);
  const open = await context.longDb.get<Standing['open']>(sql`SELECT count(*) AS count,
      coalesce(sum(CAST(round(amount * 100) AS INTEGER)), 0) AS stakeCents,
      coalesce(sum(CAST(round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS toWinCents
    FROM wagers INDEXED BY idx_wagers_open
    WHERE status IN ('pending', 'active') AND ${isOwn}`);
  return {
    owing: { count: row.owing, cents: row.owingCents },
    owed: { count: row.owed, cents: row.owedCents },
    open,
  };
}

export interface Debtor extends Named {
  balanceCents: number;
  limitCents: number;
}

/**
 * Lists customers that owe, by the part of their limit, the worst first; `near` leaves only those near
 * the limit.
 * @throws DomainError `forbidden` for customers
 */
export async function readDebtors(
  context: Context,
  actor: Actor,
  { near, count }: { near: boolean; count: number },
): Promise<{ rows: Debtor[]; total: number }> {
  requireRole(actor, ['admin', 'agent'], message('figures.reading_debts'));
  const isOwn = actor.role === 'admin' ? sql`1` : sql`agent_id = ${actor.agentId}`;
  const isNear = near
    ? sql`round(-balance * 100) >= round(coalesce(betting_limit, 0) * ${NEAR_LIMIT_PERCENT})`
    : sql`1`;
  const rows = await context.longDb.all<Debtor & { total: number }>(sql`SELECT id, name,
      CAST(round(balance * 100) AS INTEGER) AS balanceCents,
      CAST(round(coalesce(betting_limit, 0) * 100) AS INTEGER) AS limitCents,
      count(*) OVER () AS total
    FROM customers WHERE balance < 0 AND ${isNear} AND ${isOwn}
    ORDER BY ${near ? sql`balance / max(coalesce(betting_limit, 0), 0.01)` : sql`balance`}, id
    LIMIT ${count}`);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Returns the moment so many hours ago, as the database stores timestamps. */
export function hoursAgo(context: Context, hours: number): string {
  return toTimestamp(new Date(context.clock.now().getTime() - hours * 3_600_000));
}

export interface Account {
  balanceCents: number;
  limitCents: number;
  open: { count: number; stakeCents: number; toWinCents: number };
  recent: {
    id: string;
    type: TransactionType;
    status: string;
    amountCents: number;
    description: string | null;
    createdAt: string;
  }[];
}

/**
 * Reads a customer's own account with its latest `count` transactions. Cents.
 * @throws DomainError `forbidden` for other roles
 */
export async function readAccount(context: Context, actor: Actor, count: number): Promise<Account> {
  requireRole(actor, ['customer'], message('figures.reading_account'));
  const id = actor.customerId ?? '';
  const own = await context.longDb.get<{ balanceCents: number; limitCents: number } | undefined>(
    sql`SELECT CAST(round(coalesce(balance, 0) * 100) AS INTEGER) AS balanceCents,
        CAST(round(coalesce(betting_limit, 0) * 100) AS INTEGER) AS limitCents
      FROM customers WHERE id = ${id}`,
  );
  const open = await context.longDb.get<Account['open']>(sql`SELECT count(*) AS count,
      coalesce(sum(CAST(round(amount * 100) AS INTEGER)), 0) AS stakeCents,
      coalesce(sum(CAST(round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS toWinCents
    FROM wagers WHERE customer_id = ${id} AND status IN ('pending', 'active')`);
  const recent = await context.longDb.all<Account['recent'][number]>(sql`SELECT id, type, status,
      CAST(round(amount * 100) AS INTEGER) AS amountCents, description, created_at AS createdAt
    FROM transactions WHERE customer_id = ${id} ORDER BY created_at DESC, id DESC LIMIT ${count}`);
  return { balanceCents: own?.balanceCents ?? 0, limitCents: own?.limitCents ?? 0, open, recent };
}
