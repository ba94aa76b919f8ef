import { expect, it } from 'vitest';
import {
  acceptWagers,
  cancelWagers,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import { addLogin, balanceOf, openBookOfAnn, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { op, place, stateOf } from './desk.js';
import { said } from '../../helpers/messages/said.js';

/** A book in which Ann has 500.00 and one pending wager of 100.00. */
async function openAsked(engine: TestEngine) {
  const book = await openBookOfAnn(engine, 500);
  const login = await addLogin(book.context, 'customer', { customerId: book.ann });
  const id = await place(book, book.ann, { as: login });
  return { ...book, login, id };
}

const reason = 'the desk says so';

describeOnEngines('a wager that nobody has accepted', (engine) => {
  it('cannot be settled, voided or regraded, and names acceptance as the way out', async () => {
    const { context, admin, ann, id } = await openAsked(engine);
    const input = () => ({ operationId: op(), ids: [id], reason });
    const attempts = [
      ...(['win', 'loss', 'push'] as const).flatMap((result) => [
        () => settleWagers(context, admin, { ...input(), result }),
        () => regradeWagers(context, admin, { ...input(), result }),
      ]),
      () => regradeWagers(context, admin, { ...input(), result: 'void' }),
      () => voidWagers(context, admin, input()),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'conflict',
        message: 'wager W-1001 waits for acceptance: accept or cancel it',
      });
    }
    await expect(reopenWagers(context, admin, input())).rejects.toThrow('is already open');
    expect(await stateOf(context, id)).toBe('pending');
    expect(await balanceOf(context, ann)).toBe(400);
    expect(await query(context, 'SELECT * FROM gradings')).toEqual([]);
    expect(await query(context, 'SELECT kind FROM operations')).toEqual([{ kind: 'wager.place' }]);
  });

  it('is refused by name among many, and the others are settled', async () => {
    const book = await openAsked(engine);
    const { context, admin, ann, id } = book;
    const accepted = await place(book, ann);
    const settled = await settleWagers(context, admin, {
      operationId: op(),
      ids: [id, accepted],
      result: 'win',
    });
    expect(settled.done.map(({ label }) => label)).toEqual(['W-1002']);
    expect(said(settled.refused)).toEqual([
      { id, label: 'W-1001', reason: 'wager W-1001 waits for acceptance: accept or cancel it' },
    ]);
    expect(await stateOf(context, id)).toBe('pending');
    expect(await balanceOf(context, ann)).toBe(490.91);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('is settled and reopened like any other once it is accepted', async () => {
    const { context, admin, ann, id } = await openAsked(engine);
    await acceptWagers(context, admin, { operationId: op(), ids: [id] });
    await settleWagers(context, admin, { operationId: op(), ids: [id], result: 'win' });
    expect(await balanceOf(context, ann)).toBe(590.91);
    await reopenWagers(context, admin, { operationId: op(), ids: [id], reason });
    expect(await stateOf(context, id)).toBe('active');
    await voidWagers(context, admin, { operationId: op(), ids: [id] });
    await regradeWagers(context, admin, { operationId: op(), ids: [id], result: 'loss', reason });
    expect(await balanceOf(context, ann)).toBe(400);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('is cancelled for good, with its stake back', async () => {
    const { context, admin, ann, id } = await openAsked(engine);
    await cancelWagers(context, admin, { operationId: op(), ids: [id] });
    expect(await balanceOf(context, ann)).toBe(500);
    for (const verb of [settleWagers, voidWagers, regradeWagers, reopenWagers, acceptWagers]) {
      const input = { operationId: op(), ids: [id], result: 'win' as const, reason };
      await expect(verb(context, admin, input)).rejects.toThrow('wager W-1001 is cancelled');
    }
    expect(await brokenInvariants(context)).toEqual([]);
  });
});
