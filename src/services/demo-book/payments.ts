import { decideTransactions, effectCents, reversalReference } from '../../domain/transaction.js';
import { reasons } from './names.js';
import { isActive } from './people.js';
import {
  DAY,
  HOUR,
  MINUTE,
  operationRows,
  timestampOf,
  type DemoCustomer,
  type DemoPayment,
  type World,
} from './world.js';

/** Deposits and withdrawals of the demo book, most of them on the weekly settling day. */

const SETTLING_DAY = 2;
const OLDEST_PENDING = 40 * HOUR;

/** Plans opening balances, the settling up of each day, and some adjustments. */
export function planPayments(world: World): void {
  const { chance, startsAt, now } = world;
  for (const customer of world.customers) {
    const isImported = customer.createdAt < startsAt && chance.happens(0.15);
    if (isImported) {
      const cents = chance.integer(-4, 8) * customer.unitCents;
      world.at(startsAt + HOUR, (at) => adjust(world, customer, cents, 'Opening balance', at));
    }
  }
  for (let day = startsAt; day <= now; day += DAY) {
    const isSettlingDay = new Date(day).getUTCDay() === SETTLING_DAY;
    world.at(day + 15 * HOUR, (at) => {
      for (const customer of world.customers) settleUp(world, customer, at, isSettlingDay);
    });
    if (chance.happens(0.25)) {
      world.at(day + chance.integer(9, 20) * HOUR, (at) => {
        const customer = chance.pick(world.customers);
        const cents = chance.pick([-2, -1, 1, 2, 4]) * Math.round(customer.unitCents / 2);
        if (isActive(customer, at)) adjust(world, customer, cents, chance.pick(reasons.adjust), at);
      });
    }
  }
}

/** Requests a deposit of a debtor or a withdrawal of a creditor; few of them on other days. */
function settleUp(world: World, customer: DemoCustomer, at: number, isSettlingDay: boolean): void {
  const { chance } = world;
  const owes = customer.balanceCents < 0;
  const isDue = Math.abs(customer.balanceCents) > customer.unitCents * 2;
  const probability = isSettlingDay ? (owes ? 0.75 : 0.45) : 0.012;
  const wants = customer.paysUp && chance.happens(probability);
  if (!wants || !isDue || !isActive(customer, at)) return;
  const share = chance.weighted([[1, 5], [0.5, 3], [0.8, 1]]); // prettier-ignore
  const isWhole = share === 1 && chance.happens(0.4);
  const exact = Math.abs(customer.balanceCents) * share;
  const amountCents = isWhole ? Math.round(exact) : Math.max(1000, Math.floor(exact / 1000) * 1000);
  world.at(at + chance.integer(1, 360) * MINUTE, (time) =>
    requestPayment(world, customer, owes ? 'deposit' : 'withdrawal', amountCents, time),
  );
}

function requestPayment(
  world: World,
  customer: DemoCustomer,
  type: 'deposit' | 'withdrawal',
  amountCents: number,
  at: number,
): void {
  const { chance } = world;
  const byCustomer = customer.login !== null && chance.happens(0.6);
  const actorUserId = byCustomer && customer.login ? customer.login.userId : customer.agent.userId;
  const payment: DemoPayment = {
    id: world.newId(at),
    customer,
    type,
    status: 'pending',
    amountCents,
    reference: null,
    createdAt: timestampOf(at),
  };
  operationRows(world.sliceOf(at).requests, 'create', null).push({
    id: payment.id,
    type,
    customerId: customer.id,
    amountCents,
    status: 'pending',
    reference: null,
    description: chance.pick(['Cash', 'Bank transfer', 'Check', 'Weekly settle-up']),
    at: payment.createdAt,
    activityId: world.newId(at),
    actorUserId,
  });
  if (at > world.now - OLDEST_PENDING && chance.happens(0.6)) return;
  world.at(at + chance.integer(20, 1500) * MINUTE, (time) => answerPayment(world, payment, time));
}

function answerPayment(world: World, payment: DemoPayment, at: number): void {
  const { chance } = world;
  const verb = chance.weighted([['process', 91], ['fail', 5], ['cancel', 4]] as const); // prettier-ignore
  const [decided] = decideTransactions([facts(payment)], verb);
  const actorUserId = chance.pick(world.adminUserIds);
  if (!decided?.decision.ok) {
    finishPayment(world, payment, 'fail', 'Balance too low', at, actorUserId);
    return;
  }
  const reason =
    verb === 'process' ? null : chance.pick(verb === 'fail' ? reasons.fail : reasons.cancelPayment);
  finishPayment(world, payment, verb, reason, at, actorUserId);
  if (verb === 'process' && chance.happens(0.015)) {
    world.at(at + chance.integer(3, 60) * HOUR, (time) => reversePayment(world, payment, time));
  }
}

function finishPayment(
  world: World,
  payment: DemoPayment,
  verb: 'process' | 'fail' | 'cancel',
  reason: string | null,
  at: number,
  actorUserId: string,
): void {
  const status = { process: 'completed', fail: 'failed', cancel: 'cancelled' } as const;
  payment.status = status[verb];
  if (verb === 'process') {
    payment.customer.balanceCents += effectCents(payment.type, payment.amountCents);
  }
  operationRows(world.sliceOf(at).paymentAnswers, verb, reason).push({
    id: payment.id,
    version: 0,
    status: status[verb],
    at: timestampOf(at),
    activityId: world.newId(at),
    actorUserId,
  });
}

function reversePayment(world: World, original: DemoPayment, at: number): void {
  const [decided] = decideTransactions([facts(original)], 'reverse');
  if (!decided?.decision.ok) return;
  const { change } = decided.decision;
  if (change.reversalType === null) return;
  const [actorUserId = ''] = world.adminUserIds;
  const reason = world.chance.pick(reasons.reverse);
  original.customer.balanceCents += change.effectCents;
  operationRows(world.sliceOf(at).reversals, 'reverse', reason).push({
    id: world.newId(at),
    type: change.reversalType,
    customerId: original.customer.id,
    amountCents: original.amountCents,
    status: 'completed',
    reference: reversalReference(original.id),
    description: `Reversal: ${reason}`,
    at: timestampOf(at),
    activityId: world.newId(at),
    actorUserId,
  });
}

function adjust(
  world: World,
  customer: DemoCustomer,
  cents: number,
  reason: string,
  at: number,
): void {
  if (cents === 0) return;
  const [actorUserId = ''] = world.adminUserIds;
  const id = world.newId(at);
  customer.balanceCents += cents;
  world.sliceOf(at).adjustments.push({
    verb: 'adjust',
    reason,
    rows: [
      {
        id,
        type: cents > 0 ? 'deposit' : 'withdrawal',
        customerId: customer.id,
        amountCents: Math.abs(cents),
        status: 'completed',
        reference: `ADJ-${id}`,
        description: `Adjustment: ${reason}`,
        at: timestampOf(at),
        activityId: world.newId(at),
        actorUserId,
      },
    ],
  });
}

function facts(payment: DemoPayment) {
  const { customer } = payment;
  return {
    ...payment,
    customerId: customer.id,
    customerName: customer.name,
    customerStatus: 'active' as const,
    balanceCents: customer.balanceCents,
    isReversed: false,
  };
}
