import { expect, it } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import type { DomainError } from '../../../src/errors.js';
import {
  adjustBalance,
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import {
  placeWager,
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
  testConfig,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { bookWithWager, counts, place } from '../../helpers/books/operation-book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { withFaults, type Fault } from '../../helpers/engines/faults.js';
import { stored } from '../../helpers/messages/stored.js';

describeOnEngines('operations', (engine) => {
  it('take effect once for one id, and return the same result each time', async () => {
    const { context, admin, ann, wager } = await bookWithWager(engine);
    const settle = () =>
      settleWagers(context, admin, { operationId: 'settle-1', ids: [wager], result: 'win' });
    const first = await settle();
    const before = await counts(context);
    expect(first.repeated).toBe(false);
    expect(stored(await settle())).toEqual(stored({ ...first, repeated: true }));
    const placing = {
      operationId: 'place-2',
      customerId: ann,
      amount: 10,
      odds: -110,
      description: 'Bears',
    };
    expect(await counts(context)).toEqual(before);
    const placed = await placeWager(context, admin, placing);
    expect(stored(await placeWager(context, admin, placing))).toEqual(
      stored({ ...placed, repeated: true }),
    );
    expect(placed.done[0]?.label).toBe('W-1002');
    expect(await balanceOf(context, ann)).toBe(230.91);
  });

  it('refuse an id that another request or another user has used', async () => {
    const { context, admin, wager } = await bookWithWager(engine);
    const input = { operationId: 'settle-1', ids: [wager], result: 'win' as const };
    await settleWagers(context, admin, input);
    const refused = {
      code: 'conflict',
      field: 'operationId',
      message: 'this operation id was used for another request before',
    };
    await expect(settleWagers(context, admin, { ...input, result: 'loss' })).rejects.toMatchObject(
      refused,
    );
    await expect(
      voidWagers(context, admin, { operationId: 'settle-1', ids: [wager] }),
    ).rejects.toMatchObject(refused);
    const other = await addLogin(context, 'admin');
    await expect(settleWagers(context, other, input)).rejects.toMatchObject(refused);
  });

  it('leave no trace when they are refused, and may repeat with the same id', async () => {
    const { context, admin, ann, wager } = await bookWithWager(engine);
    await settleWagers(context, admin, { operationId: 's', ids: [wager], result: 'win' });
    const before = await counts(context);
    const again = () =>
      settleWagers(context, admin, { operationId: 'again', ids: [wager], result: 'loss' });
    await expect(again()).rejects.toMatchObject({
      code: 'conflict',
      recordId: wager,
      text: 'wager W-1001 is already settled as win; use regrade to change its result',
    });
    expect(await counts(context)).toEqual(before);
    await reopenWagers(context, admin, { operationId: 'r', ids: [wager], reason: 'x' });
    await again();
    expect(await balanceOf(context, ann)).toBe(50);
  });

  it('settle a wager once when twenty settlements arrive at the same moment', async () => {
    const { context, admin, ann, wager, engine: opened, clock } = await bookWithWager(engine);
    const second = await createContext(testConfig(), { engine: opened, clock });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        settleWagers(index % 2 === 0 ? context : second, admin, {
          operationId: `settle-${index}`,
          ids: [wager],
          result: 'win',
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? (result.reason as DomainError).message : [],
    );
    expect(new Set(reasons)).toEqual(new Set(['wager W-1001 is already settled as win']));
    expect(reasons).toHaveLength(19);
    expect(await balanceOf(context, ann)).toBe(240.91);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('take effect once when the same id arrives twenty times at the same moment', async () => {
    const { context, admin, ann, wager } = await bookWithWager(engine);
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        settleWagers(context, admin, { operationId: 'settle', ids: [wager], result: 'win' }),
      ),
    );
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ done }) => JSON.stringify(done))).size).toBe(1);
    expect(await balanceOf(context, ann)).toBe(240.91);
    expect(await query(context, `SELECT 1 FROM audit_log WHERE action = 'wager.settled'`)).toEqual([
      { 1: 1 },
    ]);
  });

  it('keep limits, balances and numbers at the same moment', async () => {
    const { context, admin } = await openBook(engine);
    const ann = await addCustomer(context, await addAgent(context), { limit: 500 });
    const placing = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => place({ context, admin }, ann, `place-${index}`)),
    );
    expect(placing.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await balanceOf(context, ann)).toBe(-500);
    const numbers = await query<{ wager_number: string }>(
      context,
      'SELECT wager_number FROM wagers ORDER BY wager_number',
    );
    expect(numbers.map(({ wager_number }) => wager_number)).toEqual([
      'W-1001',
      'W-1002',
      'W-1003',
      'W-1004',
      'W-1005',
    ]);
    await adjustBalance(context, admin, {
      operationId: 'up',
      customerId: ann,
      amount: 600,
      reason: 'x',
    });
    const ids: string[] = [];
    for (const index of [1, 2, 3]) {
      const input = { customerId: ann, type: 'withdrawal' as const, amount: 40 };
      const created = await createTransaction(context, admin, {
        ...input,
        operationId: `create-${index}`,
      });
      ids.push(created.done[0]?.id ?? '');
    }
    const processing = await Promise.allSettled(
      ids.map((id) => processTransactions(context, admin, { operationId: `p-${id}`, ids: [id] })),
    );
    expect(processing.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await balanceOf(context, ann)).toBe(20);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it.each<[Fault, boolean]>([
    ['before', false],
    ['between', false],
    ['lost reply', true],
  ])('write all of a batch or nothing when it fails %s it', async (fault, isWritten) => {
    const { context, admin, ann, wager } = await bookWithWager(engine);
    const faults: Fault[] = [fault];
    const broken = { ...context, database: withFaults(context.database, () => faults.shift()) };
    const settle = (on: Context) =>
      settleWagers(on, admin, { operationId: 'settle', ids: [wager], result: 'win' });
    const before = await counts(context);
    if (isWritten) {
      expect(await settle(broken)).toMatchObject({ repeated: false, done: [{ label: 'W-1001' }] });
    } else {
      await expect(settle(broken)).rejects.toThrow();
      expect(await counts(context)).toEqual(before);
      expect(await balanceOf(context, ann)).toBe(50);
    }
    expect(await settle(context)).toMatchObject({ repeated: isWritten });
    expect(await balanceOf(context, ann)).toBe(240.91);
    expect(await brokenInvariants(context)).toEqual([]);
  });
});
