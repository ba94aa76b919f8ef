import { describe, expect, it } from 'vitest';
import { refusePlacement } from '../../src/domain/placement.js';
import {
  decideWager,
  wagerVerbs,
  type Wager,
  type WagerResult,
  type WagerVerb,
} from '../../src/domain/wager.js';
import { said } from '../helpers/messages/said.js';

/**
 * Wagers of 100.00 at -110. `unaccepted` was graded from pending under the old rule; `unaccepted
 * since` has been regraded since.
 */
const wager = (state: string): Wager => {
  const [status, result, unaccepted, since] = state.split(' ') as [
    Wager['status'],
    WagerResult | undefined,
    ...string[],
  ];
  return {
    number: 'W-1042',
    status,
    result: result ?? null,
    openStatus: unaccepted === undefined ? 'active' : 'pending',
    isGradedFromPending: unaccepted !== undefined && since === undefined,
    stakeCents: 10_000,
    profitCents: 9091,
  };
};

/** from, verb, to → changes of the balance and of the book's win, and the written row. */
const legal: [string, string, string, number, number, 'settlement' | 'refund' | null][] = [
  ['pending', 'accept', 'active', 0, 0, null],
  ['active', 'settle win', 'settled win', 19_091, -9091, 'settlement'],
  ['active', 'settle loss', 'settled loss', 0, 10_000, null],
  ['active', 'settle push', 'settled push', 10_000, 0, 'refund'],
  ['active', 'void', 'voided void', 10_000, 0, 'refund'],
  ['pending', 'cancel', 'cancelled', 10_000, 0, 'refund'],
  ['settled win', 'regrade loss', 'settled loss', -19_091, 19_091, 'settlement'],
  ['settled win', 'regrade push', 'settled push', -9091, 9091, 'settlement'],
  ['settled win', 'regrade void', 'voided void', -9091, 9091, 'settlement'],
  ['settled loss', 'regrade win', 'settled win', 19_091, -19_091, 'settlement'],
  ['settled loss', 'regrade push', 'settled push', 10_000, -10_000, 'settlement'],
  ['settled loss', 'regrade void', 'voided void', 10_000, -10_000, 'settlement'],
  ['settled push', 'regrade win', 'settled win', 9091, -9091, 'settlement'],
  ['settled push', 'regrade loss', 'settled loss', -10_000, 10_000, 'settlement'],
  ['settled push', 'regrade void', 'voided void', 0, 0, null],
  ['voided void', 'regrade win', 'settled win', 9091, -9091, 'settlement'],
  ['voided void', 'regrade loss', 'settled loss', -10_000, 10_000, 'settlement'],
  ['voided void', 'regrade push', 'settled push', 0, 0, null],
  ['settled win', 'reopen', 'active', -19_091, 9091, 'settlement'],
  ['settled loss', 'reopen', 'active', 0, -10_000, null],
  ['settled push', 'reopen', 'active', -10_000, 0, 'settlement'],
  ['voided void', 'reopen', 'active', -10_000, 0, 'settlement'],
  ['voided void unaccepted', 'reopen', 'pending', -10_000, 0, 'settlement'],
  ['settled win unaccepted', 'regrade loss', 'settled loss', -19_091, 19_091, 'settlement'],
  ['settled win unaccepted', 'regrade push', 'settled push', -9091, 9091, 'settlement'],
  ['settled win unaccepted', 'regrade void', 'voided void', -9091, 9091, 'settlement'],
  ['settled win unaccepted', 'reopen', 'pending', -19_091, 9091, 'settlement'],
  ['voided void unaccepted since', 'regrade win', 'settled win', 9091, -9091, 'settlement'],
  ['voided void unaccepted since', 'regrade loss', 'settled loss', -10_000, 10_000, 'settlement'],
  ['voided void unaccepted since', 'regrade push', 'settled push', 0, 0, null],
  ['voided void unaccepted since', 'reopen', 'pending', -10_000, 0, 'settlement'],
];

describe('changes of a wager', () => {
  it.each(legal)(
    '%s, %s leads to %s',
    (from, act, to, effectCents, winDeltaCents, transactionType) => {
      const [verb, result] = act.split(' ') as [WagerVerb, WagerResult | undefined];
      const [status, toResult] = to.split(' ');
      expect(decideWager(wager(from), verb, result ?? null)).toEqual({
        ok: true,
        change: {
          to: { status, result: toResult ?? null },
          effectCents,
          winDeltaCents,
          transactionType,
          isGraded: verb !== 'accept',
        },
      });
    },
  );

  it('refuses every other change, and names the state and the way out', () => {
    const states = [
      'pending',
      'active',
      'settled win',
      'settled loss',
      'settled push',
      'voided void',
      'cancelled',
      'voided void unaccepted',
      'settled win unaccepted',
      'voided void unaccepted since',
    ];
    const results: (WagerResult | null)[] = ['win', 'loss', 'push', 'void'];
    const allowed = new Set(legal.map(([from, act]) => `${from}/${act}`));
    const refusals: string[] = [];
    for (const from of states) {
      for (const verb of wagerVerbs) {
        const tried =
          verb === 'regrade' ? results : verb === 'settle' ? results.slice(0, 3) : [null];
        for (const result of tried) {
          const act = result === null ? verb : `${verb} ${result}`;
          const decision = decideWager(wager(from), verb, result);
          expect(decision.ok, `${from}/${act}`).toBe(allowed.has(`${from}/${act}`));
          if (!decision.ok) {
            const refusal = said(decision.refusal);
            expect(refusal.message).toMatch(/^wager W-1042 (is|was|waits) /);
            refusals.push(`${refusal.message}; ${refusal.hint ?? ''}`);
          }
        }
      }
    }
    expect(refusals).toContain(
      'wager W-1042 is already settled as win; use regrade to change its result',
    );
    expect(refusals).toContain('wager W-1042 is cancelled; a cancelled wager is final');
    expect(refusals).toContain('wager W-1042 is active and has no result yet; use settle');
    const waits = 'wager W-1042 waits for acceptance: accept or cancel it; ';
    // Settle and regrade as anything, and void.
    expect(refusals.filter((refusal) => refusal === waits)).toHaveLength(3 + 4 + 1);
    expect(refusals).toContain(
      'wager W-1042 was voided before anybody accepted it and cannot be regraded; use reopen: it then waits for acceptance',
    );
    expect(refusals).toHaveLength(states.length * (4 + 3 + 4) - legal.length);
  });
});

describe('the placing of a wager', () => {
  const facts = {
    customerId: 'ann',
    customerName: 'Ann',
    customerStatus: 'active' as const,
    agentStatus: 'active' as const,
    balanceCents: -50_000,
    limitCents: 100_000,
    stakeCents: 50_000,
  };

  it('may take the balance to minus the limit exactly', () => {
    expect(refusePlacement(facts)).toBeNull();
  });

  it('may not go a cent further', () => {
    expect(said(refusePlacement({ ...facts, stakeCents: 50_001 }))).toMatchObject({
      field: 'amount',
      message: 'the balance of Ann would be -1,000.01, beyond the betting limit of 1,000.00',
      hint: 'available to bet: 500.00',
    });
  });

  it('needs an active customer of an active agent', () => {
    expect(said(refusePlacement({ ...facts, customerStatus: 'suspended' }))?.message).toBe(
      'Ann is suspended',
    );
    expect(said(refusePlacement({ ...facts, agentStatus: 'inactive' }))?.message).toBe(
      'the agent of Ann is inactive',
    );
  });
});
