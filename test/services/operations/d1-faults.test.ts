import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import type { Actor } from '../../../src/domain/actor.js';
import type { DomainError } from '../../../src/errors.js';
import type { OperationResult } from '../../../src/services/operations/run.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import {
  adjustBalance,
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import {
  addAgent,
  addCustomer,
  balanceOf,
  openBook,
  query,
  type Book,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { freshD1 } from '../../helpers/engines/d1.js';
import { d1, testEngines } from '../../helpers/engines/engines.js';
import { type Fault, startFaultProxy } from '../../helpers/engines/fault-proxy.js';

/**
 * A thousand money operations over a network that cuts, delays and duplicates. An operator without
 * an answer sends the same operation again, and everything happens once.
 */

const OPERATIONS = 1000;
const OPERATORS = 5;
/** Numbers of finished operations at which the network goes down until an operator sends again. */
const OUTAGES_AFTER = [200, 600];
const seed = Number(process.env['FAULT_SEED'] ?? 20_260_304);

const faults: Fault[] = [
  'cut_before',
  'cut_after',
  'cut_after',
  'half',
  'late',
  'twice',
  'twice',
  'html',
  'slow',
];

/** Returns a generator of random numbers below a limit, the same sequence for the same start. */
function createDice(start: number): (sides: number) => number {
  let state = start >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

interface Operator {
  book: Book;
  roll: (sides: number) => number;
  customerId: string;
  openWagers: string[];
  pendingDeposits: { id: string; cents: number }[];
  /** Expected balance of the customer, in cents. */
  cents: number;
  done: number;
  /** Times that an operation was sent again. */
  repeats: number;
}

type Send = (operationId: string) => Promise<OperationResult>;

/** Sends an operation until it is answered, each time with the same id. */
async function insist(operator: Operator, send: Send): Promise<OperationResult> {
  const operationId = operator.book.context.newId();
  for (;;) {
    try {
      const result = await send(operationId);
      operator.done += 1;
      return result;
    } catch (error) {
      const { code } = error as DomainError;
      if (code !== 'unknown_outcome' && code !== 'unavailable') throw error;
      operator.repeats += 1;
      await pause(50);
    }
  }
}

async function operate(operator: Operator): Promise<void> {
  const { book, roll, customerId, openWagers, pendingDeposits } = operator;
  const { context } = book;
  const actor: Actor = book.admin;
  const settled = openWagers[roll(openWagers.length + 1)];
  const deposit = pendingDeposits.pop();
  const choice = roll(16);
  if (deposit) {
    await insist(operator, (operationId) =>
      processTransactions(context, actor, { operationId, ids: [deposit.id] }),
    );
    operator.cents += deposit.cents;
  } else if (settled !== undefined && roll(2) === 0) {
    openWagers.splice(openWagers.indexOf(settled), 1);
    const result = (['win', 'loss', 'push'] as const)[roll(3)] ?? 'push';
    await insist(operator, (operationId) =>
      settleWagers(context, actor, { operationId, ids: [settled], result }),
    );
    operator.cents += { win: 20_000, loss: 0, push: 10_000 }[result];
  } else if (choice < 4) {
    const cents = 100 + roll(5000);
    await insist(operator, (operationId) =>
      adjustBalance(context, actor, {
        operationId,
        customerId,
        amount: cents / 100,
        reason: 'test',
      }),
    );
    operator.cents += cents;
  } else if (choice < 7) {
    const cents = 100 + roll(5000);
    const input = { customerId, type: 'deposit' as const, amount: cents / 100 };
    const { done } = await insist(operator, (operationId) =>
      createTransaction(context, actor, { operationId, ...input }),
    );
    pendingDeposits.push({ id: done[0]?.id ?? '', cents });
  } else {
    const { done } = await insist(operator, (operationId) =>
      placeWager(context, actor, {
        operationId,
        customerId,
        amount: 100,
        odds: 100,
        description: 'Lions to win',
      }),
    );
    openWagers.push(done[0]?.id ?? '');
    operator.cents -= 10_000;
  }
}

describe.runIf(testEngines.includes(d1))('a thousand money operations over a bad network', () => {
  it('take effect once each, and the book reconciles', { timeout: 600_000 }, async () => {
    const proxy = await startFaultProxy(await freshD1());
    const engine = await openD1({
      ...proxy.address,
      timeoutMs: 15_000,
      retry: { firstPauseMs: 2 },
    });
    onTestFinished(() => engine.close());
    const book = await openBook({ open: () => Promise.resolve(engine) });
    const { context } = book;
    const agentId = await addAgent(context);
    const operators: Operator[] = [];
    for (let index = 0; index < OPERATORS; index += 1) {
      operators.push({
        book,
        roll: createDice(seed + index),
        customerId: await addCustomer(context, agentId, { limit: 1_000_000 }),
        openWagers: [],
        pendingDeposits: [],
        cents: 0,
        done: 0,
        repeats: 0,
      });
    }

    const met = new Map<Fault, number>();
    const roll = createDice(seed * 31);
    const sum = (of: 'done' | 'repeats') =>
      operators.reduce((total, operator) => total + operator[of], 0);
    const outage = () => {
      const begun = OUTAGES_AFTER.filter((done) => sum('done') >= done).length;
      return begun > sum('repeats');
    };
    proxy.fault = () => {
      // Outlasts the engine's own retries: only a repeat by an operator ends it.
      if (outage()) return 'cut_after';
      if (roll(10) >= 3) return null;
      const fault = faults[roll(faults.length)] ?? 'slow';
      met.set(fault, (met.get(fault) ?? 0) + 1);
      return fault;
    };
    await Promise.all(
      operators.map(async (operator) => {
        while (operator.done < OPERATIONS / OPERATORS) await operate(operator);
      }),
    );
    proxy.fault = () => null;
    await proxy.settled();

    for (const fault of faults) expect(met.get(fault), fault).toBeGreaterThan(20);
    expect(sum('repeats')).toBeGreaterThanOrEqual(OUTAGES_AFTER.length);
    const [counted] = await query(context, 'SELECT count(*) AS operations FROM operations');
    expect(counted).toEqual({ operations: OPERATIONS });
    for (const { customerId, cents } of operators) {
      expect(Math.round((await balanceOf(context, customerId)) * 100)).toBe(cents);
    }
    expect(await brokenInvariants(context)).toEqual([]);
    expect(await reconcile(context)).toMatchObject({ ok: true });
  });
});
