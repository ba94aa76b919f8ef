import type { OddsFormat } from '../../domain/odds.js';
import type { Calendar } from '../../domain/period.js';
import type { TransactionStatus } from '../../domain/transaction.js';
import type { WagerHistory, WagerResult, WagerState, WagerVerb } from '../../domain/wager.js';
import type { NewTransactionRow, TransactionChangeRow } from '../transactions/writes.js';
import type { PlacementRow, WagerChangeRow } from '../wagers/writes.js';
import type { Chance } from './random.js';

/** What the demo book is told with: its people, its agenda, and what is written down of it. */

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
  /** Null where the customer bets by telephone only. */
  login: { userId: string; username: string } | null;
  createdAt: number;
  /** What it becomes, and when. */
  leaves: { at: number; status: 'inactive' | 'suspended' } | null;
  limitCents: number;
  /** Lowered at the end: what people owe stays. */
  finalLimitCents: number;
  /** The stake it usually bets. */
  unitCents: number;
  /** How often it bets, against the others. */
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

/** What happened in some hours of the book, in the order in which it can be written. */
export interface Slice {
  gradings: WagerChanges[];
  placements: (PlacementRow & { actorUserId: string })[];
  /** Accepting and cancelling, after the placing of the same hours. */
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
  /** Those that may still have to be graded. */
  open: DemoWager[];
  /** Does something later, unless the book ends before. */
  at(atMs: number, action: (atMs: number) => void): void;
  sliceOf(atMs: number): Slice;
}

export const SLICE = 12 * HOUR;

/** What is done in a slice for one reason is one operation: its rows, each with who did it. */
export function rowsOf<Row, Verb extends string>(
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

export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Actions in the order of their times. */
export class Agenda {
  readonly #heap: { at: number; order: number; action: (atMs: number) => void }[] = [];
  #added = 0;

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

  /** Runs everything up to `until`, also what is added meanwhile. */
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
