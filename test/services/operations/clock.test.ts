import { expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.js';
import { createRun, startRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { getRun } from '../../../src/services/bulk-runs/records.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import {
  adjustBalance,
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { openBookOfAnn, query } from '../../helpers/books/book.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { run } from '../../helpers/commands/run.js';

/** A clock that was two days ahead for one operation, and is right again. */

const AHEAD = '2026-03-06 12:00:00';
const DAYS = 2 * 24 * 3600;
const REFUSAL = `Ann has entries of ${AHEAD} UTC, and the server’s clock says 2026-03-04 12:00:00`;

async function openAhead(engine: TestEngine) {
  const book = await openBookOfAnn(engine, 1000);
  const { context, clock, admin, ann } = book;
  const op = () => context.newId();
  const place = (actor: Actor) =>
    placeWager(context, actor, {
      operationId: op(),
      customerId: ann,
      amount: 10,
      odds: -110,
      description: 'Bears -3.5',
    });
  clock.advance(DAYS);
  const wager = (await place(admin)).done[0]?.id ?? '';
  clock.advance(-DAYS);
  return { ...book, op, place, wager, carrying: { ...admin, carriesClock: true } };
}

describeOnEngines('a clock that was two days ahead for one operation', (engine) => {
  it('freezes nobody: an administrator carries on, and the trail says so', async () => {
    const { context, admin, agentId, ann, op, place, wager, carrying } = await openAhead(engine);
    await expect(place(admin)).rejects.toMatchObject({
      message: REFUSAL,
      hint: expect.stringContaining('--carry-clock') as string,
    });
    const agent: Actor = { ...carrying, role: 'agent', agentId };
    await expect(place(agent)).rejects.toMatchObject({
      message: REFUSAL,
      hint: 'set the server’s clock right, or ask an administrator to carry on from the later time',
    });
    const pay = { customerId: ann, amount: 5 };
    const made = await createTransaction(context, carrying, {
      ...{ operationId: op(), type: 'deposit' },
      ...pay,
    });
    await processTransactions(context, carrying, {
      operationId: op(),
      ids: [made.done[0]?.id ?? ''],
    });
    await adjustBalance(context, carrying, { operationId: op(), ...pay, reason: 'found' });
    await place(carrying);
    await settleWagers(context, carrying, { operationId: op(), ids: [wager], result: 'win' });
    const trail = await query(
      context,
      `SELECT json_extract(after, '$.clock') AS clock, json_extract(after, '$.time') AS time,
        count(*) AS n FROM audit_log WHERE action = 'clock.carried' GROUP BY 1, 2`,
    );
    expect(trail).toEqual([{ clock: '2026-03-04 12:00:00', time: AHEAD, n: 5 }]);
    const times = await query<{ at: string }>(
      context,
      `SELECT DISTINCT processed_at AS at FROM transactions
        WHERE processed_at > '2026-03-05' ORDER BY 1`,
    );
    expect(times).toEqual([{ at: AHEAD }]);
    expect((await reconcile(context)).ok).toBe(true);
  });

  it('writes no note of a clock that is right, though somebody confirmed', async () => {
    const { context, clock, place, carrying } = await openAhead(engine);
    clock.advance(DAYS);
    await place(carrying);
    const rows = `SELECT count(*) AS n FROM audit_log WHERE action = 'clock.carried'`;
    expect(await query(context, rows)).toEqual([{ n: 0 }]);
  });

  it('pauses a bulk run instead of refusing its rows, and says why', async () => {
    const { context, clock, admin, wager } = await openAhead(engine);
    const kind = 'wager.void';
    const { run: made } = await createRun(context, admin, { kind, rows: { ids: [wager] } });
    await startRun(context, admin, made.id);
    const runner = createBulkRunner(context, { pauseMs: 0, lookEveryMs: 0 });
    await runner.resume();
    await runner.idle();
    expect(await getRun(context, admin, made.id)).toMatchObject({
      ...{ status: 'running', done: 0, refused: 0 },
    });
    expect(runner.problemOf(made.id)?.key).toBe('withHint');
    clock.advance(DAYS);
    await runner.resume();
    await runner.idle();
    expect(await getRun(context, admin, made.id)).toMatchObject({ status: 'finished', done: 1 });
    expect(runner.problemOf(made.id)).toBeNull();
    await runner.stop();
  });

  it('is carried on from the command line', async () => {
    const { engine: opened, clock, wager, admin } = await openAhead(engine);
    const settle = ['wager', 'settle', wager, '--result', 'win', '--as', admin.username];
    const refused = await run(opened, settle, { clock });
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toContain('--carry-clock');
    const carried = await run(opened, [...settle, '--carry-clock'], { clock });
    expect(carried).toMatchObject({ exitCode: 0 });
  });
});
