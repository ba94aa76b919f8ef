import { profitCents } from '../../domain/odds.js';
import { refusePlacement } from '../../domain/placement.js';
import {
  decideWager,
  type WagerResult,
  type WagerState,
  type WagerVerb,
} from '../../domain/wager.js';
import { offerBet } from './bets.js';
import { reasons } from './names.js';
import { isActive, LARGEST_APPETITE } from './people.js';
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  operationRows,
  SLICE,
  timestampOf,
  type DemoCustomer,
  type DemoWager,
  type World,
} from './world.js';

/** Places and grades the demo book's wagers, by the rules of the book itself. */

const FIRST_NUMBER = 1001;
/** Weights of the weekdays, Sunday first. */
const WEEKDAY_WEIGHTS = [1.7, 1.1, 0.7, 0.7, 0.9, 1.0, 1.6];
/** Weights of the hours in UTC: American evenings. */
const HOURS = [6, 5, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 6, 8, 8, 7, 7, 8, 9, 8];

/** A wager placed this shortly before now mostly stays pending. */
const LATEST_ANSWERS = 8 * HOUR;

/** Plans about `total` placements, and a grading after each slice of hours. */
export function planWagers(world: World, total: number): void {
  const { chance, startsAt, now } = world;
  const days = Array.from({ length: Math.ceil((now - startsAt) / DAY) }, (_, day) => {
    const at = startsAt + day * DAY;
    const growth = 0.8 + (0.4 * (at - startsAt)) / (now - startsAt);
    return { at, weight: growth * (WEEKDAY_WEIGHTS[new Date(at).getUTCDay()] ?? 1) };
  });
  const sum = days.reduce((weight, day) => weight + day.weight, 0);
  const hours = HOURS.map((weight, hour) => [hour, weight] as const);
  for (const { at, weight } of days) {
    const count = Math.round((total * weight) / sum);
    for (let index = 0; index < count; index += 1) {
      const second = chance.integer(0, 3599);
      const placedAt = at + chance.weighted(hours) * HOUR + second * SECOND;
      world.at(placedAt, (time) => place(world, time));
    }
  }
  for (let at = startsAt + SLICE; at <= now; at += SLICE)
    world.at(at, (time) => grade(world, time));
}

function place(world: World, at: number): void {
  const { chance } = world;
  const customer = pickCustomer(world, at);
  if (!customer) return;
  const bet = offerBet(chance, world.oddsFormat);
  const stakeCents = stakeOf(world, customer);
  if (stakeCents === null) return;
  const byLogin = customer.login && chance.happens(0.8) ? customer.login : null;
  const wager: DemoWager = {
    id: world.newId(at),
    number: `W-${FIRST_NUMBER + world.wagers.length}`,
    customer,
    status: byLogin ? 'pending' : 'active',
    result: null,
    openStatus: 'active',
    isGradedFromPending: false,
    stakeCents,
    profitCents: profitCents(stakeCents, bet.odds, world.oddsFormat),
    version: 0,
    settledAt: null,
    endsAt: at + bet.lasts,
    outcome: bet.outcome,
  };
  world.wagers.push(wager);
  world.open.push(wager);
  customer.balanceCents -= stakeCents;
  world.sliceOf(at).placements.push({
    id: wager.id,
    number: wager.number,
    customerId: customer.id,
    stakeCents,
    odds: bet.odds,
    profitCents: wager.profitCents,
    description: bet.description,
    eventStartsAt: eventStart(wager.endsAt, bet.lasts),
    status: byLogin ? 'pending' : 'active',
    at: timestampOf(at),
    transactionId: world.newId(at),
    activityId: world.newId(at),
    actorUserId: byLogin?.userId ?? bookmaker(world, customer),
  });
  if (byLogin) answerLater(world, wager, at);
}

/**
 * Returns the start of a match, on a full five minutes within its last hour: by then its wagers are
 * accepted. A bet that lasts for weeks is not on one match.
 */
function eventStart(endsAt: number, lasts: number): string | null {
  if (lasts > 30 * DAY) return null;
  return timestampOf(Math.ceil((endsAt - 59 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE);
}

/** Picks a customer by appetite, and another one in the place of an inactive one. */
function pickCustomer({ chance, customers }: World, at: number): DemoCustomer | undefined {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const customer = chance.pick(customers);
    if (chance.next() * LARGEST_APPETITE < customer.appetite && isActive(customer, at)) {
      return customer;
    }
  }
  return undefined;
}

/** Returns a stake within the limit; null when nothing is left of it. */
function stakeOf({ chance }: World, customer: DemoCustomer): number | null {
  const factor = chance.weighted([[0.5, 3], [1, 8], [1.5, 2], [2, 3], [3, 1], [1.1, 3], [0.333, 1]]); // prettier-ignore
  const isAllowed = (stakeCents: number) =>
    stakeCents >= 100 &&
    refusePlacement({
      customerId: customer.id,
      customerName: customer.name,
      customerStatus: 'active',
      agentStatus: 'active',
      balanceCents: customer.balanceCents,
      limitCents: customer.limitCents,
      stakeCents,
    }) === null;
  const wanted = Math.round(customer.unitCents * factor);
  if (isAllowed(wanted)) return wanted;
  const left = Math.floor((customer.balanceCents + customer.limitCents) / 500) * 500;
  return isAllowed(left) ? left : null;
}

function bookmaker({ chance, adminUserIds }: World, { agent }: DemoCustomer): string {
  return chance.happens(0.85) ? agent.userId : chance.pick(adminUserIds);
}

/** Accepts or cancels a pending wager: mostly within the hour, at busy times later. */
function answerLater(world: World, wager: DemoWager, at: number): void {
  const { chance } = world;
  const isRecent = at > world.now - LATEST_ANSWERS;
  if (chance.happens(isRecent ? 0.7 : 0.02)) return;
  const minutes = chance.happens(0.85) ? chance.integer(2, 50) : chance.integer(60, 300);
  const verb = chance.happens(0.95) ? 'accept' : 'cancel';
  world.at(Math.min(at + minutes * MINUTE, wager.endsAt - HOUR), (time) => {
    if (wager.status !== 'pending') return;
    if (verb === 'accept' && !isActive(wager.customer, time)) return;
    const reason = verb === 'cancel' ? chance.pick(reasons.cancel) : null;
    change(world, wager, verb, time, { reason, actorUserId: bookmaker(world, wager.customer) });
  });
}

/** Grades the wagers that ended since the last time, a few of them wrong. */
function grade(world: World, at: number): void {
  const { chance } = world;
  const actorUserId = chance.pick(world.adminUserIds);
  const due = world.open.filter(({ endsAt }) => endsAt <= at);
  world.open = world.open.filter(({ endsAt }) => endsAt > at);
  for (const wager of due) {
    if (wager.status !== 'pending' && wager.status !== 'active') continue;
    if (wager.status === 'pending') {
      change(world, wager, 'cancel', at, { reason: 'Not accepted in time', actorUserId });
      continue;
    }
    const isWrong = wager.outcome !== 'void' && chance.happens(0.015);
    const result = isWrong ? (wager.outcome === 'win' ? 'loss' : 'win') : wager.outcome;
    if (result === 'void') {
      change(world, wager, 'void', at, { reason: chance.pick(reasons.void), actorUserId });
    } else {
      change(world, wager, 'settle', at, { result, actorUserId });
    }
    if (isWrong) correctLater(world, wager, at);
  }
}

function correctLater(world: World, wager: DemoWager, at: number): void {
  const { chance } = world;
  const [actorUserId = ''] = world.adminUserIds;
  const later = at + chance.integer(1, 8) * SLICE;
  if (chance.happens(0.35)) {
    const reason = chance.pick(reasons.reopen);
    world.at(later, (time) => {
      change(world, wager, 'reopen', time, { reason, actorUserId });
      wager.endsAt = time + SECOND;
      world.open.push(wager);
    });
  } else {
    const reason = chance.pick(reasons.regrade);
    world.at(later, (time) =>
      change(world, wager, 'regrade', time, { reason, actorUserId, result: wager.outcome }),
    );
  }
}

function change(
  world: World,
  wager: DemoWager,
  verb: WagerVerb,
  at: number,
  facts: { actorUserId: string; reason?: string | null; result?: WagerResult },
): void {
  const { reason = null, result = null, actorUserId } = facts;
  const decision = decideWager(wager, verb, result);
  if (!decision.ok) throw new Error(`demo book: ${wager.number} refuses ${verb}`);
  const { to, effectCents, transactionType, winDeltaCents, isGraded } = decision.change;
  const { gradings, answers } = world.sliceOf(at);
  const list = verb === 'accept' || verb === 'cancel' ? answers : gradings;
  operationRows(list, verb, reason).push({
    id: wager.id,
    version: wager.version,
    from: { status: wager.status, result: wager.result, settledAt: wager.settledAt },
    to,
    at: timestampOf(at),
    actorUserId,
    grading: isGraded ? { id: world.newId(at), winDeltaCents } : null,
    transaction:
      transactionType === null
        ? null
        : {
            id: world.newId(at),
            type: transactionType,
            amountCents: effectCents,
            description: `${wager.number} ${describeGrading(verb, wager.result, to)}`,
          },
    activityId: world.newId(at),
  });
  wager.customer.balanceCents += effectCents;
  wager.version += 1;
  wager.status = to.status;
  wager.result = to.result;
  wager.settledAt = to.status === 'settled' || to.status === 'voided' ? timestampOf(at) : null;
}

function describeGrading(verb: WagerVerb, from: WagerResult | null, to: WagerState): string {
  if (verb === 'regrade') return `regraded from ${from ?? 'nothing'} to ${to.result ?? 'nothing'}`;
  return verb === 'reopen' ? `reopened, was settled as ${from ?? 'nothing'}` : stateText(to);
}

function stateText({ status, result }: WagerState): string {
  return status === 'settled' && result !== null ? `settled as ${result}` : status;
}
