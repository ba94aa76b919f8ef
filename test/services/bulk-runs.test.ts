import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createContext, type Context } from '../../src/context.js';
import { bulkRunCsv } from '../../src/services/bulk-run-csv.js';
import { getRun, listRunItems, listRuns } from '../../src/services/bulk-run-records.js';
import { createBulkRunner, type BulkRunner } from '../../src/services/bulk-runner.js';
import { cancelRun, createRun, startRun, undoRun } from '../../src/services/bulk-runs.js';
import { createTransaction } from '../../src/services/transactions.js';
import { reopenWagers, settleWagers } from '../../src/services/wagers.js';
import {
  addAgent,
  addCustomer,
  addLogin,
  balanceOf,
  openBook,
  query,
  testConfig,
} from '../helpers/book.js';
import { describeOnEngines } from '../helpers/engines.js';
import { withFaults, type Fault } from '../helpers/faults.js';
import { brokenInvariants } from '../helpers/invariants.js';
import { placeMany } from '../helpers/many-wagers.js';

let operations = 0;
const op = () => `op-${(operations += 1)}`;

const runner = (context: Context): BulkRunner =>
  createBulkRunner(context, { chunkRows: 10, pauseMs: 0, lookEveryMs: 0 });

async function runAll(context: Context): Promise<void> {
  const one = runner(context);
  await one.resume();
  await one.idle();
  await one.stop();
}

async function csvOf(...args: Parameters<typeof bulkRunCsv>): Promise<string[]> {
  let text = '';
  for await (const part of bulkRunCsv(...args)) text += part;
  return text.split('\r\n');
}

describeOnEngines('bulk runs', (engine) => {
  async function bookWith(count: number) {
    const book = await openBook(engine);
    const { context, admin } = book;
    const north = await addAgent(context, { name: 'North' });
    const south = await addAgent(context, { name: 'South' });
    const ann = await addCustomer(context, north, { limit: 100_000 });
    const bob = await addCustomer(context, south, { name: 'Bob', limit: 100_000 });
    const ids = await placeMany(context, admin, [ann, bob], count);
    return { ...book, north, south, ann, bob, ids };
  }

  it('show what they would do, do it in chunks, and tell of every row', async () => {
    const { context, admin, clock, ann, bob, north, south, ids } = await bookWith(35);
    const [early = '', late = ''] = ids;
    await settleWagers(context, admin, { operationId: op(), ids: [early], result: 'loss' });
    const { run, preview } = await createRun(context, admin, {
      kind: 'wager.settle',
      result: 'win',
      rows: {
        selection: sql`SELECT id FROM wagers WHERE status IN ('active', 'settled')`,
        chosen: 'status is active or settled',
      },
    });
    expect(run).toMatchObject({ status: 'previewed', total: 35, done: 0, refused: 0 });
    expect(preview).toMatchObject({
      changes: 34,
      refusedCount: 1,
      refusals: [{ kind: 'already settled as loss', count: 1 }],
      creditedCents: 34 * 19_091,
      debitedCents: 0,
      customers: [
        { id: bob, rows: 17, balanceAfterCents: -170_000 + 17 * 19_091 },
        { id: ann, rows: 17, balanceAfterCents: -180_000 + 17 * 19_091 },
      ],
    });
    expect(preview.agents.map(({ id, rows }) => [id, rows])).toEqual([
      [south, 17],
      [north, 17],
    ]);
    await settleWagers(context, admin, { operationId: op(), ids: [late], result: 'push' });
    await startRun(context, admin, run.id);
    clock.advance(60);
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({
      status: 'finished',
      total: 35,
      done: 33,
      refused: 2,
      startedAt: '2026-03-04 12:00:00',
      finishedAt: '2026-03-04 12:01:00',
    });
    expect(await balanceOf(context, ann)).toBe((-180_000 + 17 * 19_091) / 100);
    expect(await brokenInvariants(context)).toEqual([]);
    const lines = await csvOf(context, admin, run.id);
    expect(lines).toHaveLength(1 + 35 + 1);
    expect(lines.slice(0, 4)).toEqual([
      'position,id,label,outcome,reason,operation',
      `1,${early},W-1001,refused,"wager W-1001 is already settled as loss; use regrade to change its result",`,
      `2,${late},W-1002,refused,"wager W-1002 is already settled as push; use regrade to change its result",`,
      `3,${ids[2] ?? ''},W-1003,done,,${run.id}:1`,
    ]);
    expect(
      await query(
        context,
        `SELECT id, kind FROM operations WHERE id GLOB '${run.id}:*' ORDER BY created_at, id`,
      ),
    ).toEqual([1, 11, 21, 31].map((at) => ({ id: `${run.id}:${at}`, kind: 'wager.settle' })));
    expect(await listRuns(context, admin)).toMatchObject([{ id: run.id }]);
    expect(
      await listRunItems(context, admin, run.id, { outcome: 'refused', limit: 10 }),
    ).toMatchObject([{ label: 'W-1001' }, { label: 'W-1002' }]);
  });

  it('refuse by name what changed since they were shown', async () => {
    const { context, admin, ids } = await bookWith(3);
    const { run } = await createRun(context, admin, {
      kind: 'wager.settle',
      result: 'loss',
      rows: { ids },
    });
    const [first = ''] = ids;
    await settleWagers(context, admin, { operationId: op(), ids: [first], result: 'win' });
    await reopenWagers(context, admin, { operationId: op(), ids: [first], reason: 'x' });
    await startRun(context, admin, run.id);
    await runAll(context);
    expect(await listRunItems(context, admin, run.id, { limit: 10 })).toMatchObject([
      {
        outcome: 'refused',
        reason:
          'wager W-1001 was changed since it was chosen and is now active; look at it and choose it again',
      },
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
  });

  it('stop between chunks when they are cancelled, and keep what is done', async () => {
    const { context, admin, ids } = await bookWith(35);
    const { run } = await createRun(context, admin, {
      kind: 'wager.void',
      rows: { ids },
    });
    await startRun(context, admin, run.id);
    let batches = 0;
    const cancelling: Context = {
      ...context,
      database: withFaults(context.database, () => {
        batches += 1;
        return undefined;
      }),
    };
    const slow = createBulkRunner(cancelling, { chunkRows: 10, pauseMs: 50, lookEveryMs: 0 });
    await slow.resume();
    await expect.poll(() => batches).toBeGreaterThan(1);
    await cancelRun(context, admin, run.id);
    await slow.idle();
    const cancelled = await getRun(context, admin, run.id);
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.done).toBeGreaterThan(0);
    expect(cancelled.done).toBeLessThan(35);
    expect(
      await query(context, `SELECT count(*) AS voided FROM wagers WHERE status = 'voided'`),
    ).toEqual([{ voided: cancelled.done }]);
    expect(
      (await csvOf(context, admin, run.id)).filter((line) => line.includes('not run')),
    ).toHaveLength(35 - cancelled.done);
    await expect(startRun(context, admin, run.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it.each<Fault>(['before', 'between', 'lost reply'])(
    'go on where they were when a write fails: %s',
    async (fault) => {
      const { context, admin, clock, ids, ann } = await bookWith(25);
      const { run } = await createRun(context, admin, {
        kind: 'wager.settle',
        result: 'win',
        rows: { ids },
      });
      await startRun(context, admin, run.id);
      const faults: (Fault | undefined)[] = [undefined, undefined, fault];
      const dying: Context = {
        ...context,
        database: withFaults(context.database, () => faults.shift()),
      };
      const first = runner(dying);
      await first.resume();
      await first.idle();
      const after = await getRun(context, admin, run.id);
      if (fault === 'lost reply') expect(after).toMatchObject({ status: 'finished', done: 25 });
      else expect(after).toMatchObject({ status: 'running', done: 10 });

      const second = runner(context);
      await second.resume();
      await second.idle();
      if (fault !== 'lost reply') {
        expect(await getRun(context, admin, run.id), 'the lease holds').toMatchObject({ done: 10 });
        clock.advance(11);
        await second.resume();
        await second.idle();
      }
      expect(await getRun(context, admin, run.id)).toMatchObject({
        status: 'finished',
        done: 25,
        refused: 0,
      });
      expect(await balanceOf(context, ann)).toBe((13 * 9091) / 100);
      expect(await brokenInvariants(context)).toEqual([]);
    },
  );

  it('are run once, however many runners there are', async () => {
    const { context, admin, engine: opened, clock, ids, bob } = await bookWith(40);
    const { run } = await createRun(context, admin, {
      kind: 'wager.settle',
      result: 'win',
      rows: { ids },
    });
    await startRun(context, admin, run.id);
    await startRun(context, admin, run.id);
    const others = await createContext(testConfig(), { engine: opened, clock });
    const runners = [runner(context), runner(others), runner(others)];
    await Promise.all(runners.map((one) => one.resume()));
    clock.advance(20);
    await Promise.all(runners.map((one) => one.resume()));
    await Promise.all(runners.map((one) => one.idle()));
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({ status: 'finished', done: 40 });
    expect(await balanceOf(context, bob)).toBe((20 * 9091) / 100);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('are undone as far as the rows are still as the run left them', async () => {
    const { context, admin, ids, ann, bob } = await bookWith(24);
    const { run } = await createRun(context, admin, {
      kind: 'wager.settle',
      result: 'win',
      rows: { ids },
    });
    await expect(undoRun(context, admin, run.id)).rejects.toMatchObject({ code: 'conflict' });
    await startRun(context, admin, run.id);
    await runAll(context);
    const [touched = '', twice = ''] = ids;
    await reopenWagers(context, admin, { operationId: op(), ids: [touched], reason: 'x' });
    await reopenWagers(context, admin, { operationId: op(), ids: [twice], reason: 'x' });
    await settleWagers(context, admin, { operationId: op(), ids: [twice], result: 'win' });
    const undo = await undoRun(context, admin, run.id);
    expect(undo.run).toMatchObject({ kind: 'wager.reopen', undoOf: run.id, total: 24 });
    expect(undo.preview).toMatchObject({ changes: 22, refusedCount: 2, debitedCents: 22 * 19_091 });
    await startRun(context, admin, undo.run.id);
    await runAll(context);
    expect(
      await listRunItems(context, admin, undo.run.id, { outcome: 'refused', limit: 10 }),
    ).toMatchObject([
      { recordId: touched, reason: 'wager W-1001 is already open (active)' },
      {
        recordId: twice,
        reason:
          'wager W-1002 was changed since it was chosen and is now settled as win; look at it and choose it again',
      },
    ]);
    expect(await balanceOf(context, ann)).toBe(-1200);
    expect(await balanceOf(context, bob)).toBe(-1200 + 190.91);
    expect(await brokenInvariants(context)).toEqual([]);
    await expect(undoRun(context, admin, undo.run.id)).rejects.toThrow(
      'cannot be undone as a whole',
    );
  });

  it('process deposits first and withdrawals as far as the balances go, and can be undone', async () => {
    const { context, admin, clock } = await openBook(engine);
    const agentId = await addAgent(context);
    const people = [
      await addCustomer(context, agentId),
      await addCustomer(context, agentId, { name: 'Bob' }),
    ];
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      for (const customerId of people) {
        const type = index < 6 ? ('withdrawal' as const) : ('deposit' as const);
        const input = { operationId: op(), customerId, type, amount: index < 6 ? 30 : 20 };
        ids.push((await createTransaction(context, admin, input)).done[0]?.id ?? '');
      }
      clock.advance(1);
    }
    const { run, preview } = await createRun(context, admin, {
      kind: 'transaction.process',
      rows: { ids },
    });
    expect(preview).toMatchObject({
      changes: 20,
      refusals: [{ kind: 'beyond the balance', count: 4 }],
      creditedCents: 24_000,
      debitedCents: 24_000,
    });
    await startRun(context, admin, run.id);
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({ done: 20, refused: 4 });
    for (const customerId of people) expect(await balanceOf(context, customerId)).toBe(0);
    const undo = await undoRun(context, admin, run.id);
    await startRun(context, admin, undo.run.id);
    await runAll(context);
    expect(await getRun(context, admin, undo.run.id)).toMatchObject({
      kind: 'transaction.reverse',
      done: 20,
      refused: 0,
    });
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('end when their login is no longer an active administrator', async () => {
    const { context, admin, ids } = await bookWith(5);
    const second = await addLogin(context, 'admin');
    const { run } = await createRun(context, second, { kind: 'wager.void', rows: { ids } });
    await startRun(context, second, run.id);
    await query(context, `UPDATE users SET status = 'inactive' WHERE id = ?`, second.userId);
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({ status: 'cancelled', done: 0 });
  });

  it('refuse sets that are empty, too large or given twice, and who may not', async () => {
    const { context, admin, ids, north } = await bookWith(2);
    const make = (rows: Parameters<typeof createRun>[2]['rows']) =>
      createRun(context, admin, { kind: 'wager.void', rows });
    const none = { selection: sql`SELECT id FROM wagers WHERE 0`, chosen: 'nothing' };
    await expect(make(none)).rejects.toThrow('no rows were chosen');
    await expect(make({ ids: [] })).rejects.toMatchObject({ field: 'ids' });
    await expect(make({ ids: [...ids, ...ids] })).rejects.toThrow('a row is chosen twice');
    const many = Array.from({ length: 100_001 }, (_, index) => `id-${index}`);
    await expect(make({ ids: many })).rejects.toThrow('100001 rows are more than 100000 at once');
    const endless = {
      sql: `WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?) SELECT id FROM n`,
      params: [100_001],
    };
    await expect(make({ selection: endless, chosen: 'too many' })).rejects.toThrow(
      'more than 100000 rows were chosen',
    );
    await expect(
      createRun(context, admin, { kind: 'wager.settle', rows: { ids } }),
    ).rejects.toMatchObject({ field: 'result' });
    const agent = await addLogin(context, 'agent', { agentId: north });
    await expect(
      createRun(context, agent, { kind: 'wager.void', rows: { ids } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await query(context, 'SELECT * FROM bulk_runs')).toEqual([]);
    expect(await query(context, 'SELECT * FROM bulk_run_items')).toEqual([]);
    const { run, preview } = await make({ ids: [...ids, 'unknown'] });
    expect(run.total).toBe(3);
    expect(preview).toMatchObject({
      changes: 2,
      refused: [{ reason: 'wager unknown does not exist' }],
    });
  });

  it('that were shown and never confirmed are forgotten after a day', async () => {
    const { context, admin, clock, ids } = await bookWith(2);
    const { run } = await createRun(context, admin, { kind: 'wager.void', rows: { ids } });
    clock.advance(25 * 3600);
    await createRun(context, admin, { kind: 'wager.void', rows: { ids } });
    await expect(getRun(context, admin, run.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await query(context, 'SELECT count(*) AS rows FROM bulk_run_items')).toEqual([
      { rows: 2 },
    ]);
  });
});
