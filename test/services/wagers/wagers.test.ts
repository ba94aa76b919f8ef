import { expect, it } from 'vitest';
import type { WagerResult } from '../../../src/domain/wager.js';
import {
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, balanceOf, openBook, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { op, place, stateOf } from './desk.js';
import { said } from '../../helpers/messages/said.js';

describeOnEngines('wagers', (engine) => {
  it('write number, stake, activity, audit and operation rows when they are placed', async () => {
    const { context, admin } = await openBook(engine);
    const agentId = await addAgent(context);
    const ann = await addCustomer(context, agentId, { balance: 50 });
    const result = await placeWager(
      context,
      { ...admin, requestId: 'request-1' },
      {
        operationId: 'place-1',
        customerId: ann,
        amount: '1,000.00',
        odds: '-110',
        description: ' Bears -3.5 ',
      },
    );
    const [line] = result.done;
    expect(said(result)).toEqual({
      operationId: 'place-1',
      kind: 'wager.place',
      done: [
        {
          id: line?.id,
          label: 'W-1001',
          text: 'W-1001 placed: 1,000.00 at -110 for Ann, to win 909.09',
        },
      ],
      refused: [],
      repeated: false,
    });
    expect(await balanceOf(context, ann)).toBe(-950);
    expect(await query(context, 'SELECT * FROM wagers')).toEqual([
      {
        id: line?.id,
        wager_number: 'W-1001',
        customer_id: ann,
        agent_id: agentId,
        amount: 1000,
        description: 'Bears -3.5',
        event_starts_at: null,
        status: 'active',
        odds: -110,
        potential_win: 909.09,
        created_at: '2026-03-04 12:00:00',
        updated_at: '2026-03-04 12:00:00',
        settled_at: null,
        result: null,
        version: 0,
        operation_id: 'place-1',
      },
    ]);
    expect(
      await query(
        context,
        `SELECT type, amount, status, reference, processed_at, operation_id
        FROM transactions WHERE type = 'wager'`,
      ),
    ).toEqual([
      {
        type: 'wager',
        amount: 1000,
        status: 'completed',
        reference: 'W-1001',
        processed_at: '2026-03-04 12:00:00',
        operation_id: 'place-1',
      },
    ]);
    expect(
      await query(context, 'SELECT user_id, type, action, amount, metadata FROM activities'),
    ).toEqual([
      {
        user_id: admin.userId,
        type: 'wager_placed',
        action: 'placed',
        amount: 1000,
        metadata: '{"wager":"W-1001"}',
      },
    ]);
    expect(
      await query(
        context,
        `SELECT action, table_name, record_id, operation_id, request_id,
        json_extract(after, '$.amount') AS amount FROM audit_log`,
      ),
    ).toEqual([
      {
        action: 'wager.placed',
        table_name: 'wagers',
        record_id: line?.id,
        operation_id: 'place-1',
        request_id: 'request-1',
        amount: 1000,
      },
    ]);
    expect(await query(context, 'SELECT id, kind, actor_user_id FROM operations')).toEqual([
      { id: 'place-1', kind: 'wager.place', actor_user_id: admin.userId },
    ]);
    expect(await query(context, 'SELECT total_volume, customer_count FROM agents')).toEqual([
      { total_volume: 1000, customer_count: 1 },
    ]);
  });

  it('continue the numbers from the highest one', async () => {
    const book = await openBook(engine);
    const ann = await addCustomer(book.context, await addAgent(book.context));
    for (let count = 0; count < 3; count += 1) await place(book, ann);
    expect(
      await query(book.context, 'SELECT wager_number FROM wagers ORDER BY created_at, id'),
    ).toEqual([{ wager_number: 'W-1001' }, { wager_number: 'W-1002' }, { wager_number: 'W-1003' }]);
  });

  it('pay by the rules through every state and back', async () => {
    const { context, admin, clock } = await openBook(engine);
    const ann = await addCustomer(context, await addAgent(context));
    const id = await place({ context, admin }, ann);
    const steps: [string, () => Promise<unknown>, string, number][] = [
      ['win', () => settle(id, 'win'), 'settled win 2026-03-04 12:01:00', 90.91],
      ['to loss', () => regrade(id, 'loss'), 'settled loss 2026-03-04 12:02:00', -100],
      ['reopen', () => reopen(id), 'active', -100],
      ['push', () => settle(id, 'push'), 'settled push 2026-03-04 12:04:00', 0],
      ['to void', () => regrade(id, 'void'), 'voided void 2026-03-04 12:05:00', 0],
      ['to win', () => regrade(id, 'win'), 'settled win 2026-03-04 12:06:00', 90.91],
      ['reopen', () => reopen(id), 'active', -100],
      ['void', () => voidOne(id), 'voided void 2026-03-04 12:08:00', 0],
      ['reopen', () => reopen(id), 'active', -100],
    ];
    for (const [name, step, state, balance] of steps) {
      clock.advance(60);
      await step();
      expect(await stateOf(context, id), name).toBe(state);
      expect(await balanceOf(context, ann), name).toBe(balance);
    }
    expect(await query(context, 'SELECT win_delta FROM gradings ORDER BY wager_version')).toEqual(
      [-90.91, 190.91, -100, 0, 0, -90.91, 90.91, 0, 0].map((win_delta) => ({ win_delta })),
    );
    expect(
      await query(context, `SELECT type, amount FROM transactions ORDER BY processed_at, id`),
    ).toEqual(
      [
        ['wager', 100],
        ['settlement', 190.91],
        ['settlement', -190.91],
        ['refund', 100],
        ['settlement', 90.91],
        ['settlement', -190.91],
        ['refund', 100],
        ['settlement', -100],
      ].map(([type, amount]) => ({ type, amount })),
    );
    expect(await brokenInvariants(context)).toEqual([]);

    function settle(wager: string, result: WagerResult) {
      return settleWagers(context, admin, { operationId: op(), ids: [wager], result });
    }
    function regrade(wager: string, result: WagerResult) {
      const input = { operationId: op(), ids: [wager], result, reason: 'wrong score' };
      return regradeWagers(context, admin, input);
    }
    function reopen(wager: string) {
      const input = { operationId: op(), ids: [wager], reason: 'wrong score' };
      return reopenWagers(context, admin, input);
    }
    function voidOne(wager: string) {
      return voidWagers(context, admin, { operationId: op(), ids: [wager] });
    }
  });

  it('report the payment in words', async () => {
    const { context, admin } = await openBook(engine);
    const ann = await addCustomer(context, await addAgent(context));
    const id = await place({ context, admin }, ann);
    const settled = await settleWagers(context, admin, {
      operationId: op(),
      ids: [id],
      result: 'win',
    });
    expect(said(settled.done)).toEqual([
      { id, label: 'W-1001', text: 'W-1001 settled as win: 190.91 paid to Ann' },
    ]);
    const regraded = await regradeWagers(context, admin, {
      operationId: op(),
      ids: [id],
      result: 'push',
      reason: 'tie',
    });
    expect(said(regraded.done)[0]?.text).toBe(
      'W-1001 regraded from win to push: 90.91 taken back from Ann',
    );
  });

  it('settle many at once and name each refused one', async () => {
    const book = await openBook(engine);
    const { context, admin } = book;
    const agentId = await addAgent(context);
    const ann = await addCustomer(context, agentId, { limit: 5000 });
    const bob = await addCustomer(context, agentId, { name: 'Bob', limit: 5000 });
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push(await place(book, count % 2 ? ann : bob));
    const [first = '', second = ''] = ids;
    await settleWagers(context, admin, { operationId: op(), ids: [first], result: 'loss' });
    await reopenWagers(context, admin, { operationId: op(), ids: [first], reason: 'x' });
    await settleWagers(context, admin, { operationId: op(), ids: [second], result: 'win' });
    const result = await settleWagers(context, admin, {
      operationId: op(),
      ids: [...ids, 'nobody'],
      result: 'win',
    });
    expect(result.done.map(({ label }) => label)).toEqual([
      'W-1001',
      'W-1003',
      'W-1004',
      'W-1005',
      'W-1006',
    ]);
    expect(said(result.refused)).toEqual([
      {
        id: second,
        label: 'W-1002',
        reason: 'wager W-1002 is already settled as win; use regrade to change its result',
      },
      { id: 'nobody', label: 'nobody', reason: 'there is no such wager' },
    ]);
    expect(await balanceOf(context, ann)).toBe(272.73);
    expect(await brokenInvariants(context)).toEqual([]);
  });
});
