import { describe, expect, it } from 'vitest';
import {
  decideTransactions,
  effectCents,
  inProcessingOrder,
  refuseAdjustment,
  type Transaction,
  type TransactionVerb,
} from '../../src/domain/transaction.js';
import { said } from '../helpers/messages/said.js';

let lastId = 0;

function transaction(values: Partial<Transaction>): Transaction {
  lastId += 1;
  return {
    id: `t${lastId}`,
    type: 'deposit',
    status: 'pending',
    amountCents: 5000,
    reference: null,
    createdAt: '2026-03-04 12:00:00',
    customerId: 'ann',
    customerName: 'Ann',
    customerStatus: 'active',
    balanceCents: 0,
    isReversed: false,
    ...values,
  };
}

function outcome(verb: TransactionVerb, values: Partial<Transaction>): string {
  const [decided] = decideTransactions([transaction({ id: 't', ...values })], verb);
  if (!decided) throw new Error('nothing was decided');
  const { decision } = decided;
  if (!decision.ok) return said(decision.refusal.message);
  const { change } = decision;
  return [change.status, change.effectCents, change.reversalType].join(' ');
}

describe('transactions', () => {
  it.each([
    ['deposit', 5000, 5000],
    ['withdrawal', 5000, -5000],
    ['wager', 5000, -5000],
    ['settlement', 5000, 5000],
    ['settlement', -5000, -5000],
    ['refund', 5000, 5000],
  ] as const)('a %s of %i moves the balance by %i', (type, amount, effect) => {
    expect(effectCents(type, amount)).toBe(effect);
  });

  it.each<[TransactionVerb, Partial<Transaction>, string]>([
    ['process', {}, 'completed 5000 '],
    ['process', { type: 'withdrawal', balanceCents: 5000 }, 'completed -5000 '],
    [
      'process',
      { type: 'withdrawal', balanceCents: 4999 },
      'the withdrawal of 50.00 is more than the balance of Ann, 49.99',
    ],
    [
      'process',
      { type: 'withdrawal', balanceCents: 5000, customerStatus: 'suspended' },
      'Ann is suspended and cannot withdraw',
    ],
    ['process', { customerStatus: 'suspended' }, 'completed 5000 '],
    ['process', { status: 'completed' }, 'the deposit of 50.00 is already completed'],
    ['fail', {}, 'failed 0 '],
    ['fail', { status: 'cancelled' }, 'the deposit of 50.00 is already cancelled'],
    ['cancel', {}, 'cancelled 0 '],
    ['cancel', { status: 'failed' }, 'the deposit of 50.00 is already failed'],
    ['reverse', { status: 'completed' }, 'completed -5000 withdrawal'],
    ['reverse', { status: 'completed', type: 'withdrawal' }, 'completed 5000 deposit'],
    ['reverse', { status: 'completed', reference: 'ADJ-1' }, 'completed -5000 withdrawal'],
    [
      'reverse',
      { status: 'completed', reference: 'REV-x' },
      'the deposit of 50.00 is itself a reversal, which cannot be reversed',
    ],
    [
      'reverse',
      { status: 'completed', isReversed: true },
      'the deposit of 50.00 is already reversed',
    ],
    ['reverse', {}, 'the deposit of 50.00 is pending, and only a completed one can be reversed'],
    [
      'reverse',
      { status: 'completed', type: 'settlement', reference: 'W-1' },
      'the settlement of 50.00 belongs to a wager',
    ],
  ])('%s %o: %s', (verb, values, expected) => {
    expect(outcome(verb, values)).toBe(expected);
  });

  it('processes deposits first, then withdrawals by time and id, each against the rest of the balance', () => {
    const rows = [
      transaction({ id: 'w3', type: 'withdrawal', amountCents: 100, createdAt: '2026-03-03' }),
      transaction({ id: 'w2', type: 'withdrawal', amountCents: 900, createdAt: '2026-03-02' }),
      transaction({ id: 'w1', type: 'withdrawal', amountCents: 700, createdAt: '2026-03-02' }),
      transaction({ id: 'd2', amountCents: 500, createdAt: '2026-03-09' }),
      transaction({ id: 'd1', amountCents: 300, createdAt: '2026-03-08' }),
    ];
    const decided = decideTransactions(inProcessingOrder(rows), 'process');
    expect(decided.map(({ row, decision }) => `${row.id} ${decision.ok}`)).toEqual([
      'd1 true',
      'd2 true',
      'w1 true',
      'w2 false',
      'w3 true',
    ]);
  });

  it('keeps the balances of customers apart', () => {
    const rows = ['ann', 'bob'].map((customerId) =>
      transaction({ type: 'withdrawal', customerId, balanceCents: 5000 }),
    );
    expect(decideTransactions(rows, 'process').every(({ decision }) => decision.ok)).toBe(true);
  });
});

describe('adjustments', () => {
  const facts = {
    customerId: 'ann',
    customerName: 'Ann',
    balanceCents: 1000,
    adjustmentCents: -1000,
  };

  it('go down to zero, and below only after a confirmation', () => {
    expect(refuseAdjustment({ ...facts, allowNegative: false })).toBeNull();
    const below = { ...facts, adjustmentCents: -1001 };
    expect(said(refuseAdjustment({ ...below, allowNegative: false }))?.message).toBe(
      'the balance of Ann would be -0.01, below zero',
    );
    expect(refuseAdjustment({ ...below, allowNegative: true })).toBeNull();
  });

  it('may always go up', () => {
    const owing = { ...facts, balanceCents: -5000, adjustmentCents: 100 };
    expect(refuseAdjustment({ ...owing, allowNegative: false })).toBeNull();
  });
});
