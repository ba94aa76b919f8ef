import { customerOf, type Refusal, type RefusedLine } from '../../domain/decision.js';
import type { TransactionVerb } from '../../domain/transaction.js';
import { stateMessage, type WagerState, type WagerVerb } from '../../domain/wager.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { refusedLine } from '../operations/inputs.js';
import type { DecidedTransaction } from '../transactions/changes.js';
import type { DecidedWager } from '../wagers/changes.js';

/** Totals of an operation before it runs, row by row, each with the balance that earlier rows leave. */

export interface PreviewRow {
  id: string;
  label: Message | string;
  version: number;
  /** Without the label: `win pays 190.91 to Ann (balance 50.00 → 240.91)` */
  text: Message;
  effectCents: number;
}

/** Returns the row's text with its label, for lists that show nothing beside it. */
export function rowMessage({ label, text }: Pick<PreviewRow, 'label' | 'text'>): Message {
  const row = typeof label === 'string' ? verbatim(label) : label;
  return message('operations.row', { row, text });
}

export interface PreviewCustomer {
  id: string;
  name: string;
  agentId: string;
  rows: number;
  effectCents: number;
  balanceBeforeCents: number;
  balanceAfterCents: number;
  limitCents: number;
  /** The balance goes down and ends below minus the limit. */
  isOverLimit: boolean;
}

export interface PreviewAgent {
  id: string;
  name: string;
  rows: number;
  effectCents: number;
}

export interface Refusals {
  kind: Message;
  count: number;
  examples: RefusedLine[];
}

export interface PreviewTotals {
  changes: number;
  refusedCount: number;
  /** Refused rows by reason: their number and the first of them. */
  refusals: Refusals[];
  /** Sums by which balances go up and down, both not negative. */
  creditedCents: number;
  debitedCents: number;
  customers: PreviewCustomer[];
  agents: PreviewAgent[];
}

/** The most examples of one kind of refusal. */
const EXAMPLES = 5;

/**
 * Adds up decided rows in the order in which they would run. It keeps at most `keepRows` lines of
 * each list; the totals count all rows.
 */
export class Tally {
  readonly rows: PreviewRow[] = [];
  readonly refused: RefusedLine[] = [];
  /** Cents that the rows so far leave, by customer. */
  readonly balances = new Map<string, number>();
  readonly #keepRows: number;
  readonly #refusals = new Map<string, Refusals>();
  readonly #customers = new Map<string, PreviewCustomer>();
  readonly #agents = new Map<string, PreviewAgent>();
  #changes = 0;
  #refusedCount = 0;
  #creditedCents = 0;
  #debitedCents = 0;

  constructor(keepRows: number) {
    this.#keepRows = keepRows;
  }

  /** Adds the change of a wager, or its refusal. */
  addWager({ id, label, wager, decision }: DecidedWager, verb: WagerVerb): void {
    if (!decision.ok || !wager) {
      if (!decision.ok) this.#addRefusal(id, label, decision.refusal);
      return;
    }
    const { effectCents, to } = decision.change;
    const balance = this.#move(wager, effectCents);
    const what = verbMessage(verb, wager, to);
    const up = verb === 'regrade' || to.result === 'win' ? 'operations.pays' : 'operations.returns';
    const text = moneyMessage(what, wager, balance, up);
    this.#keep({ id, label, version: wager.version, text, effectCents });
  }

  /** Adds the change of a transaction, or its refusal. */
  addTransaction(
    { id, label, transaction, decision }: DecidedTransaction,
    verb: TransactionVerb,
  ): void {
    if (!decision.ok || !transaction) {
      if (!decision.ok) this.#addRefusal(id, label, decision.refusal);
      return;
    }
    const { effectCents } = decision.change;
    const balance = this.#move(transaction, effectCents);
    const what = message(`operations.${verb}`);
    const text = moneyMessage(what, transaction, balance, 'operations.adds');
    this.#keep({ id, label, version: transaction.version, text, effectCents });
  }

  /** Returns the totals of all rows so far. */
  totals(): PreviewTotals {
    return {
      changes: this.#changes,
      refusedCount: this.#refusedCount,
      refusals: [...this.#refusals.values()],
      creditedCents: this.#creditedCents,
      debitedCents: this.#debitedCents,
      customers: [...this.#customers.values()],
      agents: [...this.#agents.values()],
    };
  }

  #addRefusal(id: string, label: Message | string, refusal: Refusal): void {
    this.#refusedCount += 1;
    const { kind } = refusal;
    const alike = getOrAdd(this.#refusals, JSON.stringify(kind), () => ({
      kind,
      count: 0,
      examples: [],
    }));
    alike.count += 1;
    if (alike.examples.length < EXAMPLES) alike.examples.push(refusedLine(id, label, refusal));
    if (this.refused.length < this.#keepRows) this.refused.push(refusedLine(id, label, refusal));
  }

  /** Moves the money, counts the row and returns the balance before and after it. */
  #move(party: Party, effectCents: number): BalanceChange {
    const before = this.balances.get(party.customerId) ?? party.balanceCents;
    const after = before + effectCents;
    this.balances.set(party.customerId, after);
    const customer = getOrAdd(this.#customers, party.customerId, () => ({
      id: party.customerId,
      name: party.customerName,
      agentId: party.agentId,
      rows: 0,
      effectCents: 0,
      balanceBeforeCents: before,
      balanceAfterCents: before,
      limitCents: party.limitCents,
      isOverLimit: false,
    }));
    customer.rows += 1;
    customer.effectCents += effectCents;
    customer.balanceAfterCents = after;
    customer.isOverLimit = after < customer.balanceBeforeCents && after < -customer.limitCents;
    const agent = getOrAdd(this.#agents, party.agentId, () => ({
      id: party.agentId,
      name: party.agentName,
      rows: 0,
      effectCents: 0,
    }));
    agent.rows += 1;
    agent.effectCents += effectCents;
    this.#changes += 1;
    this.#creditedCents += Math.max(0, effectCents);
    this.#debitedCents += Math.max(0, -effectCents);
    return { before, after };
  }

  #keep(row: PreviewRow): void {
    if (this.rows.length < this.#keepRows) this.rows.push(row);
  }
}

/** `win`, `regrade from settled as win to loss`, `void` */
function verbMessage(verb: WagerVerb, from: WagerState, to: WagerState): Message {
  const result = `result.${to.result ?? 'none'}` as const;
  switch (verb) {
    case 'settle':
      return message('words.result', { result });
    case 'regrade':
      return message('operations.regrade', { from: stateMessage(from), to: result });
    case 'reopen':
      return message(to.status === 'pending' ? 'operations.reopen_pending' : 'operations.reopen');
    case 'accept':
    case 'void':
    case 'cancel':
      return message(`operations.${verb}`);
  }
}

/** Cents. */
interface BalanceChange {
  before: number;
  after: number;
}

interface Party {
  customerId: string;
  customerName: string;
  balanceCents: number;
  limitCents: number;
  agentId: string;
  agentName: string;
}

/** `win pays 190.91 to Ann (balance 50.00 → 240.91)` */
function moneyMessage(
  what: Message,
  party: Party,
  { before, after }: BalanceChange,
  up: 'operations.pays' | 'operations.returns' | 'operations.adds',
): Message {
  const customer = customerOf(party);
  if (before === after) return message('operations.no_money', { what, customer });
  const amount = Math.abs(after - before);
  return message(after > before ? up : 'operations.takes', {
    what,
    amount,
    customer,
    before,
    after,
  });
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const value = make();
  map.set(key, value);
  return value;
}
