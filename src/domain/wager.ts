import { unreachable } from '../errors.js';
import type { Refusal, Decision } from './decision.js';
import { formatCents } from './money.js';

/** Rules of wagers and their payouts: money.md, "Wagers". No I/O. */

export type WagerStatus = 'pending' | 'active' | 'settled' | 'cancelled' | 'voided';
export type WagerResult = 'win' | 'loss' | 'push' | 'void';
export type WagerVerb = 'accept' | 'settle' | 'void' | 'cancel' | 'regrade' | 'reopen';

export const wagerVerbs: readonly WagerVerb[] = [
  'accept',
  'settle',
  'void',
  'cancel',
  'regrade',
  'reopen',
];

export interface WagerState {
  status: WagerStatus;
  result: WagerResult | null;
}

/** Facts from a wager's gradings. Now a pending wager is only cancelled; old books graded it too. */
export interface WagerHistory {
  /** The open status that the gradings last left. Reopening leads back to it, never past acceptance. */
  openStatus: 'pending' | 'active';
  /** True when the latest grading led from pending. */
  isGradedFromPending: boolean;
}

export interface Wager extends WagerState, WagerHistory {
  number: string;
  stakeCents: number;
  /** A win pays this on top of the stake. */
  profitCents: number;
}

export interface WagerChange {
  to: WagerState;
  /** Change of the customer's balance, signed; 0 writes no transaction. */
  effectCents: number;
  transactionType: 'settlement' | 'refund' | null;
  /** Change of the book's recognised win. */
  winDeltaCents: number;
  /** True for every verb but accept: `gradings` gets a row. */
  isGraded: boolean;
}

/**
 * Decides on one wager. `result` belongs to settle (win, loss, push) and regrade (void too).
 */
export function decideWager(
  wager: Wager,
  verb: WagerVerb,
  result: WagerResult | null = null,
): Decision<WagerChange> {
  const refusal = refuseVerb(wager, verb, result);
  if (refusal) return { ok: false, refusal };
  const to = target(wager, verb, result);
  const effectCents = payoutCents(wager, to) - payoutCents(wager, wager);
  return {
    ok: true,
    change: {
      to,
      effectCents,
      transactionType: effectCents === 0 ? null : transactionType(verb, to),
      winDeltaCents: recognisedWinCents(wager, to.result) - recognisedWinCents(wager, wager.result),
      isGraded: verb !== 'accept',
    },
  };
}

/** Returns the cents paid back in this state: stake and profit after a win, 0 while open. */
export function payoutCents(
  wager: Pick<Wager, 'stakeCents' | 'profitCents'>,
  { status, result }: WagerState,
): number {
  if (status === 'cancelled') return wager.stakeCents;
  switch (result) {
    case 'win':
      return wager.stakeCents + wager.profitCents;
    case 'push':
    case 'void':
      return wager.stakeCents;
    case 'loss':
    case null:
      return 0;
  }
}

/** Returns the book's win in cents: minus the profit after a win, the stake after a loss, else 0. */
export function recognisedWinCents(
  wager: Pick<Wager, 'stakeCents' | 'profitCents'>,
  result: WagerResult | null,
): number {
  if (result === 'win') return wager.profitCents === 0 ? 0 : -wager.profitCents;
  return result === 'loss' ? wager.stakeCents : 0;
}

/** Writes a state as `settled as win`, `voided` or `active`. */
export function describeState({ status, result }: WagerState): string {
  return status === 'settled' && result !== null ? `settled as ${result}` : status;
}

function target(wager: Wager, verb: WagerVerb, result: WagerResult | null): WagerState {
  switch (verb) {
    case 'accept':
      return { status: 'active', result: null };
    case 'reopen':
      return { status: wager.openStatus, result: null };
    case 'cancel':
      return { status: 'cancelled', result: null };
    case 'void':
      return { status: 'voided', result: 'void' };
    case 'settle':
    case 'regrade':
      return { status: result === 'void' ? 'voided' : 'settled', result };
  }
}

function transactionType(verb: WagerVerb, to: WagerState): 'settlement' | 'refund' {
  if (verb === 'regrade' || verb === 'reopen') return 'settlement';
  return to.result === 'win' ? 'settlement' : 'refund';
}

function refuseVerb(wager: Wager, verb: WagerVerb, result: WagerResult | null): Refusal | null {
  const { status, number } = wager;
  const isOpen = status === 'pending' || status === 'active';
  const is = (state: string, hint?: string): Refusal => ({
    kind: state,
    message: `wager ${number} is ${state}`,
    ...(hint === undefined ? {} : { hint }),
  });
  if (status === 'cancelled') {
    return is(verb === 'cancel' ? 'already cancelled' : 'cancelled', 'a cancelled wager is final');
  }
  const already = `already ${describeState(wager)}`;
  // Another result would pay a wager that was never accepted.
  const isUnaccepted = status === 'voided' && wager.isGradedFromPending;
  const toChange = isUnaccepted ? REOPEN_UNACCEPTED : 'use regrade to change its result';
  switch (verb) {
    case 'accept':
      return status === 'pending' ? null : is(already);
    case 'settle':
      if (status === 'pending') return waitsForAcceptance(number);
      return isOpen ? null : is(already, toChange);
    case 'void':
      if (status === 'pending') return waitsForAcceptance(number);
      return isOpen ? null : is(already, status === 'voided' ? undefined : toChange);
    case 'cancel':
      if (status === 'pending') return null;
      return is(
        status === 'active' ? 'active, and only a pending one can be cancelled' : already,
        status === 'active' ? 'use void to give the stake back' : toChange,
      );
    case 'regrade':
      if (status === 'pending') return waitsForAcceptance(number);
      if (isOpen) return is(`${status} and has no result yet`, 'use settle');
      if (isUnaccepted) {
        return {
          kind: 'voided before it was accepted',
          message: `wager ${number} was voided before anybody accepted it and cannot be regraded`,
          hint: REOPEN_UNACCEPTED,
        };
      }
      return wager.result === result ? is(already, 'choose another result') : null;
    case 'reopen':
      return isOpen ? is(`already open (${status})`) : null;
    default:
      return unreachable(verb);
  }
}

const REOPEN_UNACCEPTED = 'use reopen: it then waits for acceptance';

function waitsForAcceptance(number: string): Refusal {
  return {
    kind: 'waiting for acceptance',
    message: `wager ${number} waits for acceptance: accept or cancel it`,
  };
}

export interface PlacementFacts {
  customerName: string;
  customerStatus: string;
  agentStatus: string;
  balanceCents: number;
  limitCents: number;
  stakeCents: number;
}

/**
 * Refuses a wager of an inactive customer or agent, and a stake after which the balance is below minus
 * the limit, the most that a customer may owe. Cents.
 */
export function refusePlacement(facts: PlacementFacts): (Refusal & { field?: string }) | null {
  const status = refuseInactive(facts);
  if (status) return status;
  const { customerName, balanceCents, limitCents, stakeCents } = facts;
  const afterCents = balanceCents - stakeCents;
  if (afterCents >= -limitCents) return null;
  const availableCents = Math.max(0, balanceCents + limitCents);
  return {
    kind: 'over the betting limit',
    field: 'amount',
    message: `the balance of ${customerName} would be ${formatCents(afterCents)}, beyond the betting limit of ${formatCents(limitCents)}`,
    hint: `available to bet: ${formatCents(availableCents)}`,
  };
}

/** Refuses placing and accepting unless customer and agent are active. */
export function refuseInactive(
  facts: Pick<PlacementFacts, 'customerName' | 'customerStatus' | 'agentStatus'>,
): Refusal | null {
  if (facts.customerStatus !== 'active') {
    return {
      kind: `the customer is ${facts.customerStatus}`,
      message: `customer ${facts.customerName} is ${facts.customerStatus}`,
      hint: 'only an active customer can bet',
    };
  }
  if (facts.agentStatus !== 'active') {
    return {
      kind: `the agent is ${facts.agentStatus}`,
      message: `the agent of ${facts.customerName} is ${facts.agentStatus}`,
      hint: 'customers can bet while their agent is active',
    };
  }
  return null;
}
