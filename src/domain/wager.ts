import { unreachable } from '../errors.js';
import { message, type Message } from '../messages/message.js';
import { render } from '../messages/render.js';
import type { Decision, Refusal } from './decision.js';

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

/** Names a state: `settled as win`, `voided` or `active`. */
export function stateMessage({ status, result }: WagerState): Message {
  return status === 'settled' && result !== null
    ? message('wagers.settled_as', { result: `result.${result}` })
    : message('wagers.state', { state: `wager.${status}` });
}

/** Writes a state in English, for texts of the book: `settled as win`, `voided` or `active`. */
export function describeState(state: WagerState): string {
  return render(stateMessage(state), 'en');
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
  if (status === 'cancelled') return refuseCancelled(number, verb);
  // Another result would pay a wager that was never accepted.
  const isUnaccepted = status === 'voided' && wager.isGradedFromPending;
  const toChange = message(isUnaccepted ? 'wagers.use_reopen' : 'wagers.use_regrade');
  switch (verb) {
    case 'accept':
      return status === 'pending' ? null : already(wager);
    case 'settle':
      if (status === 'pending') return waitsForAcceptance(number);
      return isOpen ? null : already(wager, toChange);
    case 'void':
      if (status === 'pending') return waitsForAcceptance(number);
      return isOpen ? null : already(wager, status === 'voided' ? undefined : toChange);
    case 'cancel':
      if (status === 'pending') return null;
      return status === 'active' ? refuseActive(number) : already(wager, toChange);
    case 'regrade':
      if (status === 'pending') return waitsForAcceptance(number);
      if (isOpen) return hasNoResult(number);
      if (isUnaccepted) return wasNeverAccepted(number);
      return wager.result === result ? already(wager, message('wagers.other_result')) : null;
    case 'reopen':
      return isOpen ? alreadyOpen(number, status) : null;
    default:
      return unreachable(verb);
  }
}

function already(wager: Wager, hint?: Message): Refusal {
  const state = stateMessage(wager);
  return {
    kind: message('operations.already', { state }),
    message: message('wagers.already', { number: wager.number, state }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function alreadyOpen(number: string, status: 'pending' | 'active'): Refusal {
  const state = `wager.${status}` as const;
  return {
    kind: message('wagers.kind_open', { state }),
    message: message('wagers.already_open', { number, state }),
  };
}

function refuseCancelled(number: string, verb: WagerVerb): Refusal {
  const state = message('wagers.state', { state: 'wager.cancelled' });
  return {
    kind: verb === 'cancel' ? message('operations.already', { state }) : state,
    message:
      verb === 'cancel'
        ? message('wagers.already', { number, state })
        : message('wagers.cancelled', { number }),
    hint: message('wagers.final'),
  };
}

function refuseActive(number: string): Refusal {
  return {
    kind: message('wagers.kind_active'),
    message: message('wagers.only_pending_cancelled', { number }),
    hint: message('wagers.use_void'),
  };
}

function hasNoResult(number: string): Refusal {
  return {
    kind: message('wagers.kind_no_result'),
    message: message('wagers.no_result', { number }),
    hint: message('wagers.use_settle'),
  };
}

function wasNeverAccepted(number: string): Refusal {
  return {
    kind: message('wagers.kind_never_accepted'),
    message: message('wagers.never_accepted', { number }),
    hint: message('wagers.use_reopen'),
  };
}

function waitsForAcceptance(number: string): Refusal {
  return {
    kind: message('wagers.kind_waiting'),
    message: message('wagers.waiting', { number }),
  };
}
