import type { OddsFormat } from '../../domain/odds.js';
import type { Calendar } from '../../domain/period.js';
import { planPayments } from './payments.js';
import { createAgents, createCustomers } from './people.js';
import { createChance, createPastIds } from './random.js';
import { planWagers } from './wagers.js';
import { Agenda, DAY, SLICE, type Slice, type World } from './world.js';

/** Decides the whole demo book in memory: half a year up to now, by the rules of the book. */

export interface StoryOptions {
  now: Date;
  calendar: Calendar;
  oddsFormat: OddsFormat;
  seed?: number;
  weeks?: number;
  customers?: number;
  /** Number of wagers to try; the limits allow fewer. */
  wagers?: number;
}

export interface Story extends Pick<World, 'agents' | 'customers' | 'adminUserIds' | 'wagers'> {
  startsAt: number;
  newId: World['newId'];
  /** Slices in the order of their times, none empty. */
  slices: { at: number; slice: Slice }[];
}

const SEED = 22;
const ADMINS = 2;
const BEFORE_THE_FIRST_WAGER = 210 * DAY;

/** Decides the story of a book. */
export function tellStory(options: StoryOptions): Story {
  const { weeks = 26, customers = 200, wagers = 10_400 } = options;
  const now = Math.floor(options.now.getTime() / 1000) * 1000;
  const startsAt = Math.floor(now / DAY) * DAY - weeks * 7 * DAY;
  const chance = createChance(options.seed ?? SEED);
  const newId = createPastIds(chance);
  const agenda = new Agenda();
  const slices = new Map<number, Slice>();
  const world: World = {
    chance,
    newId,
    startsAt,
    now,
    calendar: options.calendar,
    oddsFormat: options.oddsFormat,
    agents: [],
    customers: [],
    adminUserIds: Array.from({ length: ADMINS }, () => newId(startsAt - BEFORE_THE_FIRST_WAGER)),
    wagers: [],
    open: [],
    at: (at, action) => agenda.add(at, action),
    sliceOf: (at) => {
      const key = Math.floor(at / SLICE) * SLICE;
      const slice = slices.get(key) ?? emptySlice();
      slices.set(key, slice);
      return slice;
    },
  };
  world.agents = createAgents(world);
  world.customers = createCustomers(world, customers);
  planPayments(world);
  planWagers(world, wagers);
  agenda.run(now);
  lowerSomeLimits(world);
  return {
    agents: world.agents,
    customers: world.customers,
    adminUserIds: world.adminUserIds,
    wagers: world.wagers,
    startsAt,
    newId,
    slices: [...slices.entries()]
      .sort(([one], [other]) => one - other)
      .map(([at, slice]) => ({ at, slice })),
  };
}

/** Lowers the limit of three debtors, so that they stand over it. */
function lowerSomeLimits({ customers }: World): void {
  const owing = customers.filter(({ balanceCents }) => balanceCents < 0);
  owing.sort(
    (one, other) => one.balanceCents / one.limitCents - other.balanceCents / other.limitCents,
  );
  for (const customer of owing.slice(0, 3)) {
    customer.finalLimitCents = Math.floor(-customer.balanceCents / 20_000) * 10_000;
  }
}

function emptySlice(): Slice {
  return {
    gradings: [],
    placements: [],
    answers: [],
    adjustments: [],
    requests: [],
    paymentAnswers: [],
    reversals: [],
  };
}
