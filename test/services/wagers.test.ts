import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import type { Actor } from '../../src/domain/actor.js';
import type { WagerResult } from '../../src/domain/wager.js';
import {
  acceptWagers,
  cancelWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../src/services/wagers.js';
import {
  addAgent,
  addCustomer,
  addLogin,
  balanceOf,
  openBook,
  query,
  type Book,
} from '../helpers/book.js';
import { describeOnEngines } from '../helpers/engines.js';
import { brokenInvariants } from '../helpers/invariants.js';

let operations = 0;
const op = () => `op-${(operations += 1)}`;

async function place(
  { context, admin }: Pick<Book, 'context' | 'admin'>,
  customerId: string,
  values: { amount?: number | string; odds?: number | string; as?: Actor } = {},
): Promise<string> {
  const { done } = await placeWager(context, values.as ?? admin, {
    operationId: op(),
    customerId,
    amount: values.amount ?? 100,
    odds: values.odds ?? -110,
    description: 'Bears -3.5',
  });
  const [line] = done;
  if (!line) throw new Error('nothing was placed');
  return line.id;
}

async function stateOf(context: Context, id: string): Promise<string> {
  const [row] = await query<{ state: string }>(
    context,
    `SELECT concat_ws(' ', status, result, settled_at) AS state FROM wagers WHERE id = ?`,
    id,
  );
  return row?.state ?? 'nothing';
}

describeOnEngines('wagers', (engine) => {
  it('are placed with number, stake, activity, audit and operation rows', async () => {
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
    expect(result).toEqual({
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

  it('continue the numbers from the highest there is', async () => {
    const book = await openBook(engine);
    const ann = await addCustomer(book.context, await addAgent(book.context));
    for (let count = 0; count < 3; count += 1) await place(book, ann);
    expect(
      await query(book.context, 'SELECT wager_number FROM wagers ORDER BY created_at, id'),
    ).toEqual([{ wager_number: 'W-1001' }, { wager_number: 'W-1002' }, { wager_number: 'W-1003' }]);
  });

  it('pay what the rules say, through every state there and back', async () => {
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

  it('answers what was paid, in words', async () => {
    const { context, admin } = await openBook(engine);
    const ann = await addCustomer(context, await addAgent(context));
    const id = await place({ context, admin }, ann);
    const settled = await settleWagers(context, admin, {
      operationId: op(),
      ids: [id],
      result: 'win',
    });
    expect(settled.done).toEqual([
      { id, label: 'W-1001', text: 'W-1001 settled as win: 190.91 paid to Ann' },
    ]);
    const regraded = await regradeWagers(context, admin, {
      operationId: op(),
      ids: [id],
      result: 'push',
      reason: 'tie',
    });
    expect(regraded.done[0]?.text).toBe(
      'W-1001 regraded from win to push: 90.91 taken back from Ann',
    );
  });

  it('settle many at once and tell of each one that is refused', async () => {
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
    expect(result.refused).toEqual([
      {
        id: second,
        label: 'W-1002',
        reason: 'wager W-1002 is already settled as win; use regrade to change its result',
      },
      { id: 'nobody', label: 'nobody', reason: 'wager nobody does not exist' },
    ]);
    expect(await balanceOf(context, ann)).toBe(272.73);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('change only at the version at which they were chosen', async () => {
    const book = await openBook(engine);
    const { context, admin } = book;
    const ann = await addCustomer(context, await addAgent(context));
    const id = await place(book, ann);
    await settleWagers(context, admin, { operationId: op(), ids: [id], result: 'loss' });
    await reopenWagers(context, admin, { operationId: op(), ids: [id], reason: 'x' });
    const input = { ids: [id], result: 'win' as const };
    await expect(
      settleWagers(context, admin, {
        ...input,
        operationId: op(),
        expectedVersions: { [id]: 0 },
      }),
    ).rejects.toThrow('wager W-1001 was changed since it was chosen and is now active');
    await settleWagers(context, admin, {
      ...input,
      operationId: op(),
      expectedVersions: { [id]: 2 },
    });
  });

  it('are refused beyond the limit, to the cent', async () => {
    const book = await openBook(engine);
    const ann = await addCustomer(book.context, await addAgent(book.context), { limit: 250.5 });
    await place(book, ann, { amount: 250 });
    await expect(place(book, ann, { amount: 0.51 })).rejects.toMatchObject({
      code: 'conflict',
      field: 'amount',
      message: 'the balance of Ann would be -250.51, beyond the betting limit of 250.50',
      hint: 'available to bet: 0.50',
    });
    await place(book, ann, { amount: 0.5 });
    expect(await balanceOf(book.context, ann)).toBe(-250.5);
  });

  it('of suspended customers and agents are neither placed nor accepted, but settle', async () => {
    const book = await openBook(engine);
    const { context, admin } = book;
    const agentId = await addAgent(context);
    const ann = await addCustomer(context, agentId);
    const annLogin = await addLogin(context, 'customer', { customerId: ann });
    const id = await place(book, ann, { as: annLogin });
    expect(await stateOf(context, id)).toBe('pending');
    const accept = () => acceptWagers(context, admin, { operationId: op(), ids: [id] });

    await query(context, `UPDATE customers SET status = 'suspended' WHERE id = ?`, ann);
    await expect(place(book, ann)).rejects.toThrow('customer Ann is suspended');
    await expect(accept()).rejects.toThrow('customer Ann is suspended');
    await query(context, `UPDATE customers SET status = 'active' WHERE id = ?`, ann);
    await query(context, `UPDATE agents SET status = 'suspended' WHERE id = ?`, agentId);
    await expect(place(book, ann)).rejects.toThrow('the agent of Ann is suspended');
    await expect(accept()).rejects.toThrow('the agent of Ann is suspended');
    await settleWagers(context, admin, { operationId: op(), ids: [id], result: 'push' });
    expect(await balanceOf(context, ann)).toBe(0);
  });

  describe('by role', () => {
    async function twoAgents() {
      const book = await openBook(engine);
      const { context } = book;
      const [own, other] = [await addAgent(context), await addAgent(context)];
      const ann = await addCustomer(context, own);
      const zoe = await addCustomer(context, other, { name: 'Zoe' });
      const agent = await addLogin(context, 'agent', { agentId: own });
      const customer = await addLogin(context, 'customer', { customerId: ann });
      return { ...book, ann, zoe, agent, customer };
    }

    it('an agent places and accepts for its own customers, and cancels pending ones', async () => {
      const { context, admin, agent, customer, ann } = await twoAgents();
      const placed = await place({ context, admin: agent }, ann);
      expect(await stateOf(context, placed)).toBe('active');
      const [first, second] = [
        await place({ context, admin: customer }, ann),
        await place({ context, admin: customer }, ann),
      ];
      await acceptWagers(context, agent, { operationId: op(), ids: [first] });
      await cancelWagers(context, agent, { operationId: op(), ids: [second] });
      expect(await stateOf(context, first)).toBe('active');
      expect(await stateOf(context, second)).toBe('cancelled');
      await expect(
        cancelWagers(context, agent, { operationId: op(), ids: [first] }),
      ).rejects.toThrow('W-1002 is active, and only a pending one can be cancelled');
      for (const verb of [settleWagers, voidWagers, regradeWagers, reopenWagers]) {
        const input = { operationId: op(), ids: [first], result: 'win' as const, reason: 'x' };
        await expect(verb(context, agent, input)).rejects.toMatchObject({ code: 'forbidden' });
        await expect(verb(context, customer, input)).rejects.toMatchObject({ code: 'forbidden' });
      }
      await settleWagers(context, admin, { operationId: op(), ids: [first], result: 'win' });
      expect(await brokenInvariants(context)).toEqual([]);
    });

    it('rows of others are answered exactly like rows that do not exist', async () => {
      const { context, admin, agent, customer, zoe } = await twoAgents();
      const foreign = await place({ context, admin }, zoe);
      const failure = (run: Promise<unknown>) =>
        run.then(
          () => 'done',
          (error: unknown) => {
            const { code, message, hint, field } = error as Record<string, unknown>;
            return { code, message, hint, field };
          },
        );
      for (const verb of [acceptWagers, cancelWagers]) {
        const [unknown, known] = await Promise.all(
          ['nothing', foreign].map((id) =>
            failure(verb(context, agent, { operationId: op(), ids: [id] })),
          ),
        );
        expect(JSON.stringify(known).replaceAll(foreign, 'nothing')).toBe(JSON.stringify(unknown));
        expect(unknown).toMatchObject({ code: 'not_found' });
      }
      for (const actor of [agent, customer]) {
        const [unknown, known] = await Promise.all(
          ['nothing', zoe].map((id) => failure(place({ context, admin: actor }, id))),
        );
        expect(JSON.stringify(known).replaceAll(zoe, 'nothing')).toBe(JSON.stringify(unknown));
        expect(unknown).toMatchObject({ code: 'not_found', field: 'customerId' });
      }
    });
  });

  describe('bad input', () => {
    it.each<[string, Record<string, unknown>, string | undefined]>([
      ['a negative amount', { amount: -5 }, 'amount'],
      ['a zero amount', { amount: 0 }, 'amount'],
      ['not a number', { amount: NaN }, 'amount'],
      ['an infinite amount', { amount: Infinity }, 'amount'],
      ['an exponent', { amount: '1e2' }, 'amount'],
      ['an over-precise amount', { amount: '1.005' }, 'amount'],
      ['an over-large amount', { amount: '1,000,000,000.01' }, 'amount'],
      ['text', { amount: 'ten' }, 'amount'],
      ['odds in the gap', { odds: 50 }, 'odds'],
      ['no odds', { odds: '' }, 'odds'],
      ['no description', { description: '  ' }, 'description'],
      ['a null byte', { description: 'a\u0000b' }, 'description'],
      ['half a surrogate pair', { description: 'a\ud800' }, 'description'],
      ['a long description', { description: 'x'.repeat(501) }, 'description'],
      ['an unknown customer', { customerId: 'nobody' }, 'customerId'],
      ['no operation id', { operationId: '' }, 'operationId'],
      ['a strange operation id', { operationId: "x' OR 1" }, 'operationId'],
    ])('%s is refused on its field and nothing is written', async (_title, values, field) => {
      const { context, admin } = await openBook(engine);
      const customerId = await addCustomer(context, await addAgent(context));
      const input = {
        operationId: op(),
        customerId,
        amount: 100,
        odds: -110,
        description: 'Bears',
        ...values,
      };
      await expect(placeWager(context, admin, input)).rejects.toMatchObject({ field });
      for (const table of ['wagers', 'transactions', 'operations', 'activities', 'audit_log']) {
        expect(await query(context, `SELECT * FROM ${table}`), table).toEqual([]);
      }
    });

    it('ids and results that do not fit are refused as a whole', async () => {
      const book = await openBook(engine);
      const { context, admin } = book;
      const id = await place(book, await addCustomer(context, await addAgent(context)));
      const settle = (values: Record<string, unknown>) =>
        settleWagers(context, admin, { operationId: op(), ids: [id], result: 'win', ...values });
      await expect(settle({ ids: [] })).rejects.toMatchObject({ field: 'ids' });
      await expect(settle({ ids: [id, id] })).rejects.toThrow('a wager is chosen twice');
      await expect(settle({ ids: ['x'.repeat(101)] })).rejects.toMatchObject({ field: 'ids' });
      await expect(settle({ ids: [7] })).rejects.toMatchObject({ field: 'ids' });
      const many = Array.from({ length: 501 }, (_, index) => `id-${index}`);
      await expect(settle({ ids: many })).rejects.toThrow('501 wagers are more than 500 at once');
      await expect(settle({ result: 'void' })).rejects.toMatchObject({
        field: 'result',
        hint: 'use void to give the stake back',
      });
      await expect(settle({ result: 'won' })).rejects.toMatchObject({ field: 'result' });
      await expect(settle({ result: undefined })).rejects.toMatchObject({ field: 'result' });
      for (const verb of [regradeWagers, reopenWagers]) {
        const input = { operationId: op(), ids: [id], result: 'win' as const, reason: ' ' };
        await expect(verb(context, admin, input)).rejects.toMatchObject({ field: 'reason' });
      }
      expect(await stateOf(context, id)).toBe('active');
    });

    it('a clock that is a little behind follows the rows; one that jumped back is refused', async () => {
      const { context, admin, clock } = await openBook(engine);
      const ann = await addCustomer(context, await addAgent(context));
      const id = await place({ context, admin }, ann);
      clock.advance(-60);
      await settleWagers(context, admin, { operationId: op(), ids: [id], result: 'loss' });
      expect(await stateOf(context, id)).toBe('settled loss 2026-03-04 12:00:00');
      clock.advance(-3600);
      await expect(
        reopenWagers(context, admin, { operationId: op(), ids: [id], reason: 'x' }),
      ).rejects.toThrow('wager W-1001 has entries of 2026-03-04 12:00:00 UTC');
      await expect(place({ context, admin }, ann)).rejects.toThrow('customer Ann has entries of');
      expect(await stateOf(context, id)).toBe('settled loss 2026-03-04 12:00:00');
    });
  });
});
