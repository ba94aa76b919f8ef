import { expect, it } from 'vitest';
import type { Actor, Role } from '../../../src/domain/actor.js';
import { previewOperation } from '../../../src/services/previews/preview.js';
import {
  acceptWagers,
  cancelWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import {
  addCustomer,
  addLogin,
  openBookOfAnn,
  query,
  type Book,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { addRule, openStakesOf, type RuleValues } from '../../helpers/books/limit-rules.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import { op, place, stateOf } from './desk.js';

/** A book of Ann with a login of each role. */
async function openDesk(engine: TestEngine) {
  const book = await openBookOfAnn(engine, 50_000);
  const { context, admin, agentId, ann } = book;
  const actors: Record<Role, Actor> = {
    admin,
    agent: await addLogin(context, 'agent', { agentId }),
    customer: await addLogin(context, 'customer', { customerId: ann }),
  };
  const bet = (
    by: Role,
    values: { amount?: number; odds?: number; eventStartsAt?: string; reason?: string } = {},
  ) =>
    // prettier-ignore
    placeWager(context, actors[by], {
      ...{ operationId: op(), customerId: ann, amount: 100, odds: -110, description: 'Bears' },
      ...values,
    });
  return { ...book, actors, bet };
}

const administrator = 'an administrator can change the rule, or go beyond it with a reason';

describeOnEngines('limits of bets', (engine) => {
  it('begin with the rule of the book for everybody', async () => {
    const { context, bet } = await openDesk(engine);
    expect(
      await query(
        context,
        'SELECT id, scope, placed_by, greatest_win, greatest_odds FROM limit_rules',
      ),
    ).toEqual([
      { id: 'book', scope: 'book', placed_by: 'anybody', greatest_win: 10_000, greatest_odds: 101 },
    ]);
    for (const by of ['agent', 'customer'] as const) {
      await expect(bet(by, { amount: 1, odds: 10_001 })).rejects.toMatchObject({
        message: 'the odds of +10001 are above +10000, the greatest odds of the rule “Limits of the book”', // prettier-ignore
        field: 'odds',
      });
      await expect(bet(by, { amount: 10_000.01, odds: 100 })).rejects.toMatchObject({
        message: 'the win of 10,000.01 is above 10,000.00, the greatest win of the rule “Limits of the book”', // prettier-ignore
        field: 'amount',
      });
    }
    expect((await bet('agent', { amount: 100, odds: 10_000 })).done).toHaveLength(1);
    expect((await bet('customer', { amount: 10_000, odds: 100 })).done).toHaveLength(1);
  });

  it('refuse a stake of an agent that could be placed at +1000000', async () => {
    const { bet } = await openDesk(engine);
    await expect(bet('agent', { amount: 1000, odds: 1_000_000 })).rejects.toThrow(
      'the odds are too large',
    );
  });

  it.each<[rule: RuleValues, amount: number, odds: number, refusal: string]>([
    [{ leastStake: 5 }, 4.99, 100, 'the stake of 4.99 is below 5.00, the least stake of'],
    [{ greatestStake: 500 }, 500.01, -110, 'the stake of 500.01 is above 500.00, the greatest'],
    [{ greatestWin: 90.9 }, 100, -110, 'the win of 90.91 is above 90.90, the greatest win of'],
    [{ greatestOdds: 1 + 100 / 105 }, 10, -104, 'the odds of -104 are above -105, the greatest'],
    [{ greatestOdds: 2.5 }, 10, 151, 'the odds of +151 are above +150, the greatest odds of'],
    [{ greatestOpenStakes: 99.99 }, 100, -110, 'the open stakes would be 100.00, above 99.99, the'],
    [{ greatestStake: 0 }, 0.01, 100, 'the stake of 0.01 is above 0.00, the greatest stake'],
  ])('refuse by each kind: %o', async (rule, amount, odds, refusal) => {
    const { context, ann, bet } = await openDesk(engine);
    await addRule(context, { ...rule, customerId: ann });
    for (const by of ['agent', 'customer', 'admin'] as const) {
      await expect(bet(by, { amount, odds })).rejects.toThrow(refusal);
    }
    expect(await query(context, 'SELECT * FROM wagers')).toEqual([]);
  });

  it('allow what is exactly at a limit', async () => {
    const { context, ann, bet } = await openDesk(engine);
    await addRule(context, {
      ...{ customerId: ann, leastStake: 100, greatestStake: 100, greatestWin: 95.24 },
      ...{ greatestOdds: 1 + 100 / 105, greatestOpenStakes: 100 },
    });
    expect((await bet('agent', { odds: -105 })).done).toHaveLength(1);
  });

  it('apply by the book, the agent and the customer, and by the role that places', async () => {
    const { context, agentId, ann, bet } = await openDesk(engine);
    await addRule(context, { name: 'Of others', agentId: (await openOther(context)).agentId, greatestStake: 1 }); // prettier-ignore
    await addRule(context, { name: 'Book, customers', placedBy: 'customer', greatestStake: 300 });
    await addRule(context, { name: 'North', agentId, greatestStake: 200 });
    await addRule(context, { name: 'Ann, by agents', customerId: ann, placedBy: 'agent', greatestStake: 150 }); // prettier-ignore
    const refusalOf = (by: Role, amount: number) =>
      bet(by, { amount }).then(
        () => 'placed',
        (error: unknown) => /“(.*)”/.exec(String(error))?.[1],
      );
    // The strictest is named, whatever the order in which they were written.
    expect(await refusalOf('customer', 301)).toBe('North');
    expect(await refusalOf('customer', 200)).toBe('placed');
    expect(await refusalOf('agent', 201)).toBe('Ann, by agents');
    expect(await refusalOf('agent', 151)).toBe('Ann, by agents');
    expect(await refusalOf('admin', 201)).toBe('North');
    expect(await refusalOf('admin', 200)).toBe('placed');
    await query(context, `UPDATE limit_rules SET status = 'inactive' WHERE name = 'North'`);
    expect(await refusalOf('customer', 301)).toBe('Book, customers');
    expect(await refusalOf('customer', 300)).toBe('placed');
    expect(await refusalOf('admin', 1000)).toBe('placed');
  });

  it('name the rule and who can change it, and no sum of others', async () => {
    const { context, agentId, bet } = await openDesk(engine);
    await addRule(context, { name: 'North', agentId, greatestOpenStakes: 50 });
    await expect(bet('customer')).rejects.toMatchObject({
      message: 'the open stakes would pass the greatest sum of the rule “North”',
      wayOut: { key: 'limits.administrator_hint' },
    });
    await expect(bet('agent')).rejects.toMatchObject({
      message: 'the open stakes would be 100.00, above 50.00, the greatest sum of the rule “North”',
    });
    await expect(bet('admin')).rejects.toMatchObject({
      field: 'reason',
      wayOut: { key: 'limits.reason_hint' },
    });
    expect(administrator).toContain('administrator');
  });

  it('let an administrator place beyond them with a reason, which the audit keeps', async () => {
    const { context, clock, ann, bet } = await openDesk(engine);
    await addRule(context, { name: 'Ann', customerId: ann, greatestStake: 50, greatestWin: 20 });
    clock.advance(60);
    for (const by of ['agent', 'customer'] as const) {
      await expect(bet(by, { reason: 'I say so' })).rejects.toThrow('rule “Ann”');
    }
    const { done } = await bet('admin', { reason: 'a good customer', eventStartsAt: '2026-03-04 12:00' }); // prettier-ignore
    const audits = await query<{ after: string }>(
      context,
      `SELECT record_id, reason, after FROM audit_log WHERE action = 'limits.passed'`,
    );
    expect(audits).toMatchObject([{ record_id: done[0]?.id, reason: 'a good customer' }]);
    expect(JSON.parse(audits[0]?.after ?? '')).toMatchObject({
      limits: [
        { name: 'Ann', limit: 'greatestStake' },
        { name: 'Ann', limit: 'greatestWin' },
      ],
      event_starts_at: '2026-03-04 12:00:00',
    });
  });

  it('are asked again when a wager is accepted, but for the sum that has its stake', async () => {
    const { context, actors, ann, bet } = await openDesk(engine);
    const asked = async (amount = 100) => (await bet('customer', { amount })).done[0]?.id ?? '';
    const [small, large] = [await asked(), await asked(300)];
    await addRule(context, { name: 'Ann', customerId: ann, greatestStake: 200, greatestOpenStakes: 1 }); // prettier-ignore
    const accept = (by: Role, ids: string[], reason?: string) =>
      acceptWagers(context, actors[by], { operationId: op(), ids, reason });
    await expect(accept('agent', [large], 'please')).rejects.toMatchObject({
      code: 'conflict',
      message: 'wager W-1002: the stake of 300.00 is above 200.00, the greatest stake of the rule “Ann”', // prettier-ignore
    });
    const preview = await previewOperation(context, actors.admin, { kind: 'wager.accept', ids: [small, large] }); // prettier-ignore
    expect(preview.rows.map(({ id }) => id)).toEqual([small]);
    expect(said(preview.refused)).toMatchObject([{ label: 'W-1002' }]);
    const both = await accept('agent', [small, large]);
    expect(both.done.map(({ id }) => id)).toEqual([small]);
    await expect(accept('admin', [large])).rejects.toThrow('the greatest stake of the rule “Ann”');
    const withReason = { kind: 'wager.accept' as const, ids: [large], reason: 'agreed by phone' };
    expect((await previewOperation(context, actors.admin, withReason)).rows).toHaveLength(1);
    expect((await accept('admin', [large], 'agreed by phone')).done).toHaveLength(1);
    expect(
      await query(
        context,
        `SELECT record_id, reason FROM audit_log WHERE action = 'limits.passed'`,
      ),
    ).toEqual([{ record_id: large, reason: 'agreed by phone' }]);
  });

  it('hold for a wager of before them, which settles, regrades and reopens all the same', async () => {
    const { context, admin, actors, ann } = await openDesk(engine);
    const triggers = await query<{ name: string; sql: string }>(
      context,
      `SELECT name, sql FROM sqlite_schema WHERE name = 'trg_wagers_odds_bounds'`,
    );
    await query(context, 'DROP TRIGGER trg_wagers_odds_bounds');
    const ids = await placeMany(context, actors.customer, [ann], 2, 'pending');
    for (const { sql } of triggers) await query(context, sql);
    const [first = '', second = ''] = ids;
    await addRule(context, { customerId: ann, greatestOdds: 1.5 });
    await expect(
      acceptWagers(context, actors.agent, { operationId: op(), ids: [first] }),
    ).rejects.toThrow('the odds of -110 are above -200');
    const input = (id: string) => ({ operationId: op(), ids: [id], reason: 'agreed' });
    await acceptWagers(context, admin, input(first));
    await settleWagers(context, admin, { ...input(first), result: 'win' });
    await regradeWagers(context, admin, { ...input(first), result: 'loss' });
    await reopenWagers(context, admin, input(first));
    await cancelWagers(context, admin, input(second));
    expect(await brokenInvariants(context)).toEqual([]);
  });
});

describeOnEngines('sums of open stakes', (engine) => {
  it('follow every operation, by customer, agent and book', async () => {
    const { context, admin, actors, agentId, ann } = await openDesk(engine);
    const bob = await addCustomer(context, agentId, { name: 'Bob' });
    const sums = async () => {
      const open = await openStakesOf(context);
      return [open['book'], open[agentId], open[ann], open[bob] ?? 0];
    };
    const book = { context, admin };
    const first = await place(book, ann, { amount: 10.1 });
    const second = await place(book, bob, { amount: 20.2 });
    const asked = await place(book, ann, { amount: 5, as: actors.customer });
    expect(await sums()).toEqual([35.3, 35.3, 15.1, 20.2]);
    const input = (id: string) => ({ operationId: op(), ids: [id], reason: 'r' });
    await settleWagers(context, admin, { ...input(first), result: 'win' });
    expect(await sums()).toEqual([25.2, 25.2, 5, 20.2]);
    await regradeWagers(context, admin, { ...input(first), result: 'void' });
    expect(await sums()).toEqual([25.2, 25.2, 5, 20.2]);
    await reopenWagers(context, admin, input(first));
    expect(await sums()).toEqual([35.3, 35.3, 15.1, 20.2]);
    await voidWagers(context, admin, input(second));
    await acceptWagers(context, admin, input(asked));
    expect(await sums()).toEqual([15.1, 15.1, 15.1, 0]);
    await settleWagers(context, admin, { ...input(asked), result: 'loss' });
    await cancelWagers(context, admin, input(await place(book, ann, { as: actors.customer })));
    expect(await sums()).toEqual([10.1, 10.1, 10.1, 0]);
    expect(await brokenInvariants(context)).toEqual([]);
  });
});

describeOnEngines('the start of an event', (engine) => {
  const startsAt = '2026-03-04 13:00:00';

  it('is kept with the wager', async () => {
    const { context, bet } = await openDesk(engine);
    const { done } = await bet('customer', { eventStartsAt: '2026-03-04T14:00+01:00' });
    expect(await query(context, 'SELECT id, event_starts_at FROM wagers')).toEqual([
      { id: done[0]?.id, event_starts_at: startsAt },
    ]);
  });

  it.each([
    'tomorrow',
    '2026-03-04',
    '2026-02-30 12:00',
    '2026-03-04 25:00',
    '12:00',
    '10000-01-01 00:00',
  ])(
    // prettier-ignore
    'is refused where it is no time: %s',
    async (eventStartsAt) => {
      const { bet } = await openDesk(engine);
      await expect(bet('admin', { eventStartsAt })).rejects.toMatchObject({
        code: 'invalid',
        field: 'eventStartsAt',
      });
    },
  );

  it('ends placing by agents and customers, and an administrator gives a reason', async () => {
    const { context, clock, bet } = await openDesk(engine);
    clock.advance(3599);
    await bet('customer', { eventStartsAt: startsAt });
    clock.advance(1);
    for (const by of ['agent', 'customer'] as const) {
      await expect(bet(by, { eventStartsAt: startsAt, reason: 'late' })).rejects.toMatchObject({
        message: 'the event began at 2026-03-04 13:00:00 UTC',
        field: 'eventStartsAt',
      });
    }
    await expect(bet('admin', { eventStartsAt: startsAt })).rejects.toMatchObject({
      field: 'reason',
    });
    await bet('admin', { eventStartsAt: startsAt, reason: 'the slip was late' });
    expect(
      await query(context, `SELECT reason FROM audit_log WHERE action = 'limits.passed'`),
    ).toEqual([{ reason: 'the slip was late' }]);
  });

  it('ends accepting by agents, and settling goes on', async () => {
    const { context, clock, admin, actors, bet } = await openDesk(engine);
    const ids = [];
    for (let count = 0; count < 2; count += 1) {
      ids.push((await bet('customer', { eventStartsAt: startsAt })).done[0]?.id ?? '');
    }
    const [first = '', second = ''] = ids;
    const input = (id: string) => ({ operationId: op(), ids: [id] });
    await acceptWagers(context, actors.agent, input(first));
    clock.advance(3600);
    await expect(acceptWagers(context, actors.agent, input(second))).rejects.toThrow(
      'wager W-1002: the event began at 2026-03-04 13:00:00 UTC',
    );
    await expect(acceptWagers(context, admin, input(second))).rejects.toThrow('the event began');
    await acceptWagers(context, admin, { ...input(second), reason: 'asked in time' });
    await settleWagers(context, admin, { ...input(first), result: 'win' });
    expect(await stateOf(context, first)).toMatch(/^settled win/);
  });
});

async function openOther(context: Book['context']) {
  const [{ id: agentId } = { id: '' }] = await query<{ id: string }>(
    context,
    `INSERT INTO agents (id, name, code) VALUES ('other', 'Other', 'O') RETURNING id`,
  );
  return { agentId };
}
