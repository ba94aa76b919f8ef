import type { Refusal } from '../../domain/decision.js';
import { formatCents } from '../../domain/money.js';
import type { TransactionVerb } from '../../domain/transaction.js';
import { describeState, type WagerState, type WagerVerb } from '../../domain/wager.js';
import { refusedLine } from '../operations/inputs.js';
import type { RefusedLine } from '../operations/run.js';
import type { DecidedTransaction } from '../transactions/changes.js';
import type { DecidedWager } from '../wagers/changes.js';

/** Adds up what an operation would do, row by row, with the balance that the rows before leave. */

export interface PreviewRow {
  id: string;
  label: string;
  version: number;
  /** `W-1042: win pays 190.91 to Ann (balance 50.00 → 240.91)` */
  text: string;
  effectCents: number;
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
  kind: string;
  count: number;
  examples: RefusedLine[];
}

export interface PreviewTotals {
  changes: number;
  refusedCount: number;
  /** How many rows are refused for what, with the first of them. */
  refusals: Refusals[];
  /** Sum of what balances go up by, and of what they go down by (both not negative). */
  creditedCents: number;
  debitedCents: number;
  customers: PreviewCustomer[];
  agents: PreviewAgent[];
}

export interface Tally {
  rows: PreviewRow[];
  refused: RefusedLine[];
  /** Balances after the rows so far, by customer. */
  balances: Map<string, number>;
  addWager(decided: DecidedWager, verb: WagerVerb): void;
  addTransaction(decided: DecidedTransaction, verb: TransactionVerb): void;
  totals(): PreviewTotals;
}

/** Of each kind of refusal. */
const EXAMPLES = 5;

/** `keepRows` at most are kept of each list; the totals count all. */
export function createTally(keepRows: number): Tally {
  const rows: PreviewRow[] = [];
  const refused: RefusedLine[] = [];
  const refusals = new Map<string, Refusals>();
  const balances = new Map<string, number>();
  const customers = new Map<string, PreviewCustomer>();
  const agents = new Map<string, PreviewAgent>();
  let changes = 0;
  let refusedCount = 0;
  let creditedCents = 0;
  let debitedCents = 0;

  const addRefusal = (id: string, label: string, refusal: Refusal) => {
    refusedCount += 1;
    const { kind } = refusal;
    const alike = getOrAdd(refusals, kind, () => ({ kind, count: 0, examples: [] }));
    alike.count += 1;
    if (alike.examples.length < EXAMPLES) alike.examples.push(refusedLine(id, label, refusal));
    if (refused.length < keepRows) refused.push(refusedLine(id, label, refusal));
  };

  /** Moves the money, counts the row and answers `(balance 50.00 → 240.91)`. */
  const move = (party: Party, effectCents: number): string => {
    const before = balances.get(party.customerId) ?? party.balanceCents;
    const after = before + effectCents;
    balances.set(party.customerId, after);
    const customer = getOrAdd(customers, party.customerId, () => ({
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
    const agent = getOrAdd(agents, party.agentId, () => ({
      id: party.agentId,
      name: party.agentName,
      rows: 0,
      effectCents: 0,
    }));
    agent.rows += 1;
    agent.effectCents += effectCents;
    changes += 1;
    creditedCents += Math.max(0, effectCents);
    debitedCents += Math.max(0, -effectCents);
    return `balance ${formatCents(before)} → ${formatCents(after)}`;
  };

  const keep = (row: PreviewRow) => {
    if (rows.length < keepRows) rows.push(row);
  };

  return {
    rows,
    refused,
    balances,
    addWager: ({ id, label, wager, decision }, verb) => {
      if (!decision.ok || !wager) {
        if (!decision.ok) addRefusal(id, label, decision.refusal);
        return;
      }
      const { effectCents, to } = decision.change;
      const balance = move(wager, effectCents);
      const what = describeVerb(verb, wager, to);
      const up = verb === 'regrade' || to.result === 'win' ? 'pays' : 'returns';
      const text = `${label}: ${moneyText(what, effectCents, wager.customerName, up, balance)}`;
      keep({ id, label, version: wager.version, text, effectCents });
    },
    addTransaction: ({ id, label, transaction, decision }, verb) => {
      if (!decision.ok || !transaction) {
        if (!decision.ok) addRefusal(id, label, decision.refusal);
        return;
      }
      const { effectCents } = decision.change;
      const balance = move(transaction, effectCents);
      const name = transaction.customerName;
      const text = `${label}: ${moneyText(verb, effectCents, name, 'adds', balance)}`;
      keep({ id, label, version: transaction.version, text, effectCents });
    },
    totals: () => ({
      changes,
      refusedCount,
      refusals: [...refusals.values()],
      creditedCents,
      debitedCents,
      customers: [...customers.values()],
      agents: [...agents.values()],
    }),
  };
}

/** `win`, `regrade from settled as win to loss`, `void` */
function describeVerb(verb: WagerVerb, from: WagerState, to: WagerState): string {
  if (verb === 'settle') return to.result ?? verb;
  if (verb === 'regrade') return `regrade from ${describeState(from)} to ${to.result ?? ''}`;
  return verb === 'reopen' && to.status === 'pending' ? 'reopen to pending' : verb;
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
function moneyText(
  what: string,
  effectCents: number,
  name: string,
  up: 'pays' | 'returns' | 'adds',
  balance: string,
): string {
  if (effectCents === 0) return `${what}, no money of ${name} moves`;
  const amount = formatCents(Math.abs(effectCents));
  const movement = effectCents > 0 ? `${up} ${amount} to` : `takes ${amount} from`;
  return `${what} ${movement} ${name} (${balance})`;
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const value = make();
  map.set(key, value);
  return value;
}
