import { dateOf } from '../../domain/period.js';
import { DEMO_CUSTOMER, demoAgents, firstNames, lastNames } from './names.js';
import { DAY, HOUR, type DemoAgent, type DemoCustomer, type World } from './world.js';

/** Agents and customers of the demo book. */

/** The largest `appetite` of a customer. */
export const LARGEST_APPETITE = 4;
const RATES = [0.05, 0.06, 0.045, 0.075, 0.05];
const SUSPENDED_AGENT = 4;
const CHANGED_RATE = 1;

/** Makes the agents: one changes its rate, one is suspended. */
export function createAgents(world: World): DemoAgent[] {
  const { chance, newId, startsAt, now, calendar } = world;
  return demoAgents.map((agent, index) => {
    const createdAt = startsAt - chance.integer(30, 200) * DAY;
    const rate = RATES[index] ?? 0.05;
    const rates = [{ rate, from: dateOf(calendar, new Date(createdAt)) }];
    if (index === CHANGED_RATE) {
      const half = new Date((startsAt + now) / 2);
      rates.push({ rate: rate + 0.02, from: dateOf(calendar, half) });
    }
    return {
      ...agent,
      id: newId(createdAt),
      userId: newId(createdAt),
      createdAt,
      rates,
      suspendedAt: index === SUSPENDED_AGENT ? now - 9 * DAY : null,
    };
  });
}

/** Makes the customers: three of four are there from the beginning, the others join. */
export function createCustomers(world: World, count: number): DemoCustomer[] {
  const { chance, newId, startsAt, now, agents } = world;
  const usernames = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const isFirst = index === 0;
    const [agent] = isFirst ? agents : [chance.pick(agents)];
    if (!agent) throw new Error('the demo book has no agents');
    const joins = !isFirst && chance.happens(0.25);
    const createdAt = joins
      ? startsAt + chance.integer(1, Math.max(2, Math.floor((now - startsAt) / DAY) - 3)) * DAY
      : startsAt - chance.integer(1, 20) * DAY;
    const name = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
    const username = isFirst ? DEMO_CUSTOMER : unique(usernames, slug(name));
    const unitCents = chance.weighted([[1000, 3], [2500, 5], [5000, 6], [10_000, 4], [25_000, 1]]); // prettier-ignore
    const paysUp = isFirst || chance.happens(0.88);
    const limitCents = unitCents * chance.pick([8, 12, 20, 30]);
    const leaves =
      isFirst || chance.happens(0.93)
        ? null
        : {
            at: Math.max(createdAt + DAY, now - chance.integer(2, 90) * DAY),
            status: chance.pick(['inactive', 'suspended'] as const),
          };
    return {
      id: newId(createdAt),
      agent,
      name,
      email: `${username}@example.com`,
      phone: chance.happens(0.9) ? `+1 555 01${String(chance.integer(0, 99)).padStart(2, '0')} ${chance.integer(100, 999)}` : null, // prettier-ignore
      login: isFirst || chance.happens(0.3) ? { userId: newId(createdAt), username } : null,
      createdAt: createdAt + chance.integer(0, 8) * HOUR,
      leaves,
      limitCents,
      finalLimitCents: limitCents,
      unitCents,
      appetite: isFirst ? 2 : chance.weighted([[0.3, 3], [1, 5], [2, 3], [LARGEST_APPETITE, 1]]), // prettier-ignore
      paysUp,
      balanceCents: 0,
    };
  });
}

/** Credit limits are rounded to this, in dollars. */
const CREDIT_STEP = 5000;
const AGENT_BEYOND_CREDIT = 2;
const AGENT_WITHOUT_CREDIT = 3;

/**
 * Returns an agent's credit limit in dollars. Most agents have some credit left; the limits of one
 * exceed its credit, as after an administrator lowered it, and one sets no limits.
 */
export function creditLimitOf(index: number, customers: readonly DemoCustomer[]): number | null {
  if (index === AGENT_WITHOUT_CREDIT) return null;
  const used = customers.reduce((sum, { finalLimitCents }) => sum + finalLimitCents, 0) / 100;
  const steps = used / CREDIT_STEP;
  return CREDIT_STEP * (index === AGENT_BEYOND_CREDIT ? Math.floor(steps) : Math.ceil(steps) + 1);
}

/** Returns true when the customer and its agent are active at this moment. */
export function isActive({ agent, createdAt, leaves }: DemoCustomer, at: number): boolean {
  const stays = leaves === null || leaves.at > at;
  return createdAt <= at && stays && (agent.suspendedAt === null || agent.suspendedAt > at);
}

function slug(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, '.');
}

function unique(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}
