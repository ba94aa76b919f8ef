import { describe, expect, it } from 'vitest';
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
  addAgent,
  addCustomer,
  addLogin,
  balanceOf,
  openBook,
  query,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { op, place, stateOf } from './desk.js';

describeOnEngines('wagers', (engine) => {
  it('change only at the version that the request names', async () => {
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

  it('cannot be placed or accepted for suspended customers and agents, but can be settled', async () => {
    const book = await openBook(engine);
    const { context, admin } = book;
    const agentId = await addAgent(context);
    const ann = await addCustomer(context, agentId);
    const annLogin = await addLogin(context, 'customer', { customerId: ann });
    const id = await place(book, ann, { as: annLogin });
    expect(await stateOf(context, id)).toBe('pending');
    const accept = () => acceptWagers(context, admin, { operationId: op(), ids: [id] });

    await query(context, `UPDATE customers SET status = 'suspended' WHERE id = ?`, ann);
    await expect(place(book, ann)).rejects.toThrow('Ann is suspended');
    await expect(accept()).rejects.toThrow('Ann is suspended');
    await query(context, `UPDATE customers SET status = 'active' WHERE id = ?`, ann);
    await query(context, `UPDATE agents SET status = 'suspended' WHERE id = ?`, agentId);
    await expect(place(book, ann)).rejects.toThrow('the agent of Ann is suspended');
    await expect(accept()).rejects.toThrow('the agent of Ann is suspended');
    await query(context, `UPDATE agents SET status = 'active' WHERE id = ?`, agentId);
    await accept();
    await query(context, `UPDATE customers SET status = 'suspended' WHERE id = ?`, ann);
    await query(context, `UPDATE agents SET status = 'suspended' WHERE id = ?`, agentId);
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

    it('rows of others get the same answer as rows that do not exist', async () => {
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
    const world = sharedWorld(async () => {
      const book = await openBook(engine);
      return { ...book, ann: await addCustomer(book.context, await addAgent(book.context)) };
    });

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
    ])('%s is refused on its field, and nothing is written', async (_title, values, field) => {
      const { context, admin, ann } = world();
      const input = {
        operationId: op(),
        customerId: ann,
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

    it('a request with wrong ids or results is refused as a whole', async () => {
      const book = await openBook(engine);
      const { context, admin } = book;
      const id = await place(book, await addCustomer(context, await addAgent(context)));
      const settle = (values: Record<string, unknown>) =>
        settleWagers(context, admin, { operationId: op(), ids: [id], result: 'win', ...values });
      await expect(settle({ ids: [] })).rejects.toMatchObject({ field: 'ids' });
      await expect(settle({ ids: [id, id] })).rejects.toThrow('a row is chosen twice');
      await expect(settle({ ids: ['x'.repeat(101)] })).rejects.toMatchObject({ field: 'ids' });
      await expect(settle({ ids: [7] })).rejects.toMatchObject({ field: 'ids' });
      const many = Array.from({ length: 501 }, (_, index) => `id-${index}`);
      await expect(settle({ ids: many })).rejects.toThrow(
        '501 rows were chosen; one operation takes at most 500',
      );
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

    it('a clock that is a little behind follows the rows, and one that jumped back is refused', async () => {
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
      await expect(place({ context, admin }, ann)).rejects.toThrow('Ann has entries of');
      expect(await stateOf(context, id)).toBe('settled loss 2026-03-04 12:00:00');
    });
  });
});
