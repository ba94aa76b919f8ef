import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { ownsCustomer, requireRole, type Actor } from '../../domain/actor.js';
import {
  dateOf,
  parseDate,
  parseRange,
  periodOf,
  type DateRange,
  type Period,
} from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';

/** The scope and the days of a question about figures, checked before anything is read. */

export interface Named {
  id: string;
  name: string;
}

/** Both null: the whole book. */
export interface FigureScope {
  agent: Named | null;
  customer: Named | null;
}

export interface AskedScope {
  agentId?: string | undefined;
  customerId?: string | undefined;
}

/** Days of the book, and the instants at which they begin and end (UTC; the end is exclusive). */
export interface FigureSpan extends DateRange {
  startsAt: string;
  endsAt: string;
}

/**
 * Reads the scope: everything, one agent or one customer for an administrator; itself or one of its
 * customers for an agent.
 * @throws DomainError `forbidden` for customers; `not_found` outside of the actor's scope
 */
export async function readScope(
  context: Context,
  actor: Actor,
  asked: AskedScope,
): Promise<FigureScope> {
  requireRole(actor, ['admin', 'agent'], message('figures.this_page'));
  const customer = asked.customerId ? await findCustomer(context, actor, asked.customerId) : null;
  const agentId = actor.role === 'agent' ? actor.agentId : (asked.agentId ?? null);
  const isForeign = actor.role === 'agent' && asked.agentId && asked.agentId !== agentId;
  if (isForeign || (actor.role === 'agent' && agentId === null)) throw noAgent();
  const agent = agentId === null ? null : await findAgent(context, agentId);
  if (customer && agent && customer.agentId !== agent.id) throw noCustomer();
  return { agent, customer: customer && { id: customer.id, name: customer.name } };
}

/**
 * Reads a range that has begun; it may end later than today, as this week does.
 * @throws DomainError `invalid` on `from` or `to`
 */
export function readSpan(context: Context, from: string, to: string): FigureSpan {
  const calendar = bookCalendar(context);
  const now = context.clock.now();
  const today = dateOf(calendar, now);
  const last = parseDate(to, 'to');
  if (parseDate(from, 'from') > today) parseRange(calendar, from, from, now);
  if (last < from || last <= today) parseRange(calendar, from, last, now);
  else {
    parseRange(calendar, from, today, now);
    if (last > periodOf(calendar, 'monthly', today).end && last > thisWeek(context).end) {
      throw new DomainError('invalid', message('figures.future_day', { day: last }), {
        field: 'to',
        hint: message('figures.latest_day', { day: today }),
      });
    }
  }
  const { startsAt } = periodOf(calendar, 'daily', from);
  const { endsAt } = periodOf(calendar, 'daily', last);
  return { from, to: last, startsAt, endsAt };
}

/** Returns the week of today in the book's time zone. */
export function thisWeek(context: Context): Period {
  const calendar = bookCalendar(context);
  return periodOf(calendar, 'weekly', dateOf(calendar, context.clock.now()));
}

/** Lists the agents that an administrator chooses from; none for other roles. */
export function listAgents(context: Context, actor: Actor): Promise<Named[]> {
  if (actor.role !== 'admin') return Promise.resolve([]);
  return context.longDb.all<Named>(
    sql`SELECT id, name FROM agents ORDER BY name COLLATE NOCASE, id`,
  );
}

async function findAgent(context: Context, id: string): Promise<Named> {
  const [agent] = await context.longDb.all<Named>(
    sql`SELECT id, name FROM agents WHERE id = ${id}`,
  );
  if (!agent) throw noAgent();
  return agent;
}

async function findCustomer(context: Context, actor: Actor, id: string) {
  const [customer] = await context.longDb.all<Named & { agentId: string }>(
    sql`SELECT id, name, agent_id AS agentId FROM customers WHERE id = ${id}`,
  );
  if (!customer || !ownsCustomer(actor, customer)) throw noCustomer();
  return customer;
}

function noAgent(): DomainError {
  return new DomainError('not_found', message('figures.no_agent'), { field: 'agent' });
}

function noCustomer(): DomainError {
  return new DomainError('not_found', message('operations.no_customer'), { field: 'customer' });
}
