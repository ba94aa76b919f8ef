import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import { verbatim } from '../../../src/messages/message.js';
import { cancelRun, createRun, startRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { listRunItems } from '../../../src/services/bulk-runs/items.js';
import { getRun, listRuns } from '../../../src/services/bulk-runs/records.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { reopenWagers, settleWagers } from '../../../src/services/wagers/wagers.js';
import { balanceOf, query, testConfig } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { withFaults, type Fault } from '../../helpers/engines/faults.js';
import { bookWith, csvOf, op, runAll, runner } from './book.js';
import { said } from '../../helpers/messages/said.js';

describeOnEngines('bulk runs', (engine) => {
  it('process and fail chosen transactions', async () => {
    const { context, admin, ann } = await bookWith(engine, 1);
    const before = await balanceOf(context, ann);
    const deposit = { customerId: ann, type: 'deposit', amount: '20' } as const;
    const made = [
      await createTransaction(context, admin, { ...deposit, operationId: op() }),
      await createTransaction(context, admin, { ...deposit, operationId: op() }),
    ];
    const ids = made.flatMap(({ done }) => done.map(({ id }) => id));
    const [first = '', second = ''] = ids;
    const runOn = async (kind: 'transaction.process' | 'transaction.fail', id: string) => {
      const { run } = await createRun(context, admin, { kind, reason: 'r', rows: { ids: [id] } });
      await startRun(context, admin, run.id);
      await runAll(context);
      expect(await getRun(context, admin, run.id)).toMatchObject({ status: 'finished', done: 1 });
    };
    await runOn('transaction.process', first);
    await runOn('transaction.fail', second);
    expect(await balanceOf(context, ann)).toBe(before + 20);
  });

  it('preview their effect, work in chunks, and report every row', async () => {
    const { context, admin, clock, ann, bob, north, south, ids } = await bookWith(engine, 35);
    const [early = '', late = ''] = ids;
    await settleWagers(context, admin, { operationId: op(), ids: [early], result: 'loss' });
    const { run, preview } = await createRun(context, admin, {
      kind: 'wager.settle',
      result: 'win',
      rows: {
        selection: sql`SELECT id FROM wagers WHERE status IN ('active', 'settled')`,
        chosen: verbatim('status is active or settled'),
      },
    });
    expect(run).toMatchObject({ status: 'previewed', total: 35, done: 0, refused: 0 });
    expect(said(preview)).toMatchObject({
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

  it('refuse by name rows that changed since the preview', async () => {
    const { context, admin, ids } = await bookWith(engine, 3);
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
    expect(said(await listRunItems(context, admin, run.id, { limit: 10 }))).toMatchObject([
      {
        outcome: 'refused',
        reason:
          'wager W-1001 was changed since it was chosen and is now active; check it and choose it again',
      },
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
  });

  it('stop between chunks when they are cancelled, and keep the finished chunks', async () => {
    const { context, admin, ids } = await bookWith(engine, 35);
    const { run } = await createRun(context, admin, {
      kind: 'wager.void',
      rows: { ids },
    });
    await startRun(context, admin, run.id);
    const giveWay = async () => {
      const { done } = await getRun(context, admin, run.id);
      if (done === 20) await cancelRun(context, admin, run.id);
    };
    const runner = createBulkRunner(context, {
      chunkRows: 10,
      pauseMs: 0,
      lookEveryMs: 0,
      giveWay,
    });
    await runner.resume();
    await runner.idle();
    const cancelled = await getRun(context, admin, run.id);
    expect(cancelled).toMatchObject({ status: 'cancelled', done: 20 });
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
    'continue at the same chunk after a failed write: %s',
    async (fault) => {
      const { context, admin, clock, ids, ann } = await bookWith(engine, 25);
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

  it('run once, even with three runners', async () => {
    const { context, admin, engine: opened, clock, ids, bob } = await bookWith(engine, 40);
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
});
