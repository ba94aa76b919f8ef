import type { OddsFormat } from '../../domain/odds.js';
import type { Calendar } from '../../domain/period.js';
import type { TransactionStatus } from '../../domain/transaction.js';
import type { WagerHistory, WagerResult, WagerState, WagerVerb } from '../../domain/wager.js';
import type { NewTransactionRow, TransactionChangeRow } from '../transactions/writes.js';
import type { PlacementRow, WagerChangeRow } from '../wagers/writes.js';
import type { Chance } from './random.js';

/** The world of the demo book: agents, customers and wagers, the agenda, and the rows to write. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface DemoAgent {
  id: string;
  name: string;
  code: string;
  username: string;
  userId: string;
  createdAt: number;
  /** Rates in force, each from its first day. */
  rates: { rate: number; from: string }[];
  suspendedAt: number | null;
}

export interface DemoCustomer {
  id: string;
  agent: DemoAgent;
  name: string;
  email: string;
  phone: string | null;
  /** Null for a customer who bets by telephone only. */
  login: { userId: string; username: string } | null;
  createdAt: number;
  /** Its later status and the time of the change; null when it stays active. */
  leaves: { at: number; status: 'inactive' | 'suspended' } | null;
  limitCents: number;
  /** The limit at the end of the story; debts stay when it is lowered. */
  finalLimitCents: number;
  /** Its usual stake. */
  unitCents: number;
  /** Its frequency of betting, against the other customers. */
  appetite: number;
  paysUp: boolean;
  balanceCents: number;
}

export interface DemoWager extends WagerState, WagerHistory {
  id: string;
  number: string;
  customer: DemoCustomer;
  stakeCents: number;
  profitCents: number;
  version: number;
  settledAt: string | null;
  endsAt: number;
  outcome: WagerResult;
}

export interface DemoPayment {
  id: string;
  customer: DemoCustomer;
  type: 'deposit' | 'withdrawal';
  status: TransactionStatus;
  amountCents: number;
  reference: string | null;
  createdAt: string;
}

export interface WagerChanges {
  verb: WagerVerb;
  reason: string | null;
  rows: (WagerChangeRow & { actorUserId: string })[];
}

export interface PaymentWriting {
  verb: 'create' | 'adjust' | 'reverse';
  reason: string | null;
  rows: (NewTransactionRow & { actorUserId: string })[];
}

export interface PaymentAnswer {
  verb: 'process' | 'fail' | 'cancel';
  reason: string | null;
  rows: (TransactionChangeRow & { actorUserId: string })[];
}

/** The rows of some hours of the book, in the order of their writes. */
export interface Slice {
  gradings: WagerChanges[];
  placements: (PlacementRow & { actorUserId: string })[];
  /** Accepted and cancelled wagers, after the placements of the same hours. */
  answers: WagerChanges[];
  adjustments: PaymentWriting[];
  requests: PaymentWriting[];
  paymentAnswers: PaymentAnswer[];
  reversals: PaymentWriting[];
}

export interface World {
  chance: Chance;
  newId: (atMs: number) => string;
  startsAt: number;
  now: number;
  calendar: Calendar;
  oddsFormat: OddsFormat;
  agents: DemoAgent[];
  customers: DemoCustomer[];
  adminUserIds: string[];
  wagers: DemoWager[];
  /** Wagers that may still need a grading. */
  open: DemoWager[];
  /** Runs an action later, unless the book ends before. */
  at(atMs: number, action: (atMs: number) => void): void;
  sliceOf(atMs: number): Slice;
}

export const SLICE = 12 * HOUR;

/** Returns the rows of the slice's operation with this verb and reason; makes it when it is new. */
export function operationRows<Row, Verb extends string>(
  list: { verb: Verb; reason: string | null; rows: Row[] }[],
  verb: Verb,
  reason: string | null,
): Row[] {
  const existing = list.find((one) => one.verb === verb && one.reason === reason);
  if (existing) return existing.rows;
  const rows: Row[] = [];
  list.push({ verb, reason, rows });
  return rows;
}

/** Writes ms since the epoch as `YYYY-MM-DD HH:MM:SS`, UTC. */
export function timestampOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Runs actions in the order of their times; a heap. */
export class Agenda {
  readonly #heap: { at: number; order: number; action: (atMs: number) => void }[] = [];
  #added = 0;

  /** Adds an action at a time, in ms. */
  add(at: number, action: (atMs: number) => void): void {
    this.#added += 1;
    const heap = this.#heap;
    heap.push({ at, order: this.#added, action });
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfLater(parent, index)) break;
      index = parent;
    }
  }

  /** Runs all actions up to `until`, those added meanwhile too. */
  run(until: number): void {
    for (let next = this.#take(until); next; next = this.#take(until)) next.action(next.at);
  }

  #take(until: number) {
    const heap = this.#heap;
    const [first] = heap;
    if (!first || first.at > until) return undefined;
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      for (let index = 0; ;) {
        const left = 2 * index + 1;
        const child = this.#isLater(left, left + 1) ? left + 1 : left;
        if (!this.#swapIfLater(index, child)) break;
        index = child;
      }
    }
    return first;
  }

  #isLater(index: number, other: number): boolean {
    const [one, two] = [this.#heap[index], this.#heap[other]];
    return one && two ? one.at > two.at || (one.at === two.at && one.order > two.order) : false;
  }

  #swapIfLater(index: number, other: number): boolean {
    const [one, two] = [this.#heap[index], this.#heap[other]];
    if (!one || !two || !this.#isLater(index, other)) return false;
    this.#heap[index] = two;
    this.#heap[other] = one;
    return true;
  }
}
