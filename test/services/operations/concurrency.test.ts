import { expect, it, vi } from 'vitest';
import { createRun, startRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { getRun } from '../../../src/services/bulk-runs/records.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, balanceOf, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { SettleAnswer } from '../../helpers/processes/operator-process.js';
import { openSharedBook, startOperator } from '../../helpers/processes/processes.js';

const at = '2026-03-04 12:00:00';

// Starting a process takes seconds where many tests run at once.
vi.setConfig({ testTimeout: 180_000 });

describeOnEngines('two server processes', (engine) => {
  async function settleFromTwoProcesses(operationIds: [string[], string[]]) {
    const book = await openSharedBook(engine);
    const { context, admin, address } = book;
    const ann = await addCustomer(context, await addAgent(context));
    const placed = await placeWager(context, admin, {
      operationId: 'place',
      customerId: ann,
      amount: 100,
      odds: -110,
      description: 'Bears',
    });
    const wagerId = placed.done[0]?.id ?? '';
    const operators = await Promise.all(
      operationIds.map((ids) =>
        startOperator({
          ...address,
          at,
          task: { do: 'settle', actor: admin, wagerId, operationIds: ids },
        }),
      ),
    );
    for (const operator of operators) operator.go();
    const lines = await Promise.all(operators.map((operator) => operator.nextLine()));
    await Promise.all(operators.map(({ ended }) => ended));
    const answers = lines.flatMap((line) => JSON.parse(line) as SettleAnswer[]);
    expect(await balanceOf(context, ann)).toBe(90.91);
    expect(await query(context, 'SELECT count(*) AS count FROM gradings')).toEqual([{ count: 1 }]);
    expect(await brokenInvariants(context)).toEqual([]);
    return answers;
  }

  const ids = (prefix: string) => Array.from({ length: 10 }, (_, index) => `${prefix}-${index}`);

  it('settle one wager twenty times at once: one is done, nineteen are refused clearly', async () => {
    const answers = await settleFromTwoProcesses([ids('a'), ids('b')]);
    expect(answers).toHaveLength(20);
    expect(answers.filter(({ isDone }) => isDone)).toHaveLength(1);
    const refusals = answers.filter(({ isDone }) => !isDone).map(({ text }) => text);
    expect(refusals).toHaveLength(19);
    expect(new Set(refusals)).toEqual(
      new Set(['DomainError: wager W-1001 is already settled as win']),
    );
  });

  it('send the same operation twenty times: one effect, twenty times the same answer', async () => {
    const same = ids('a').map(() => 'settle');
    const answers = await settleFromTwoProcesses([same, same]);
    expect(answers).toHaveLength(20);
    expect(new Set(answers.map(({ text }) => text))).toEqual(
      new Set(['W-1001 settled as win: 190.91 paid to Ann']),
    );
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  });

  it('killed in the middle of a bulk run leave whole chunks, and another finishes it', async () => {
    const { context, admin, clock, address } = await openSharedBook(engine);
    const ann = await addCustomer(context, await addAgent(context), { limit: 1_000_000 });
    const total = 120;
    const runIds: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { run } = await createRun(context, admin, {
        kind: 'wager.settle',
        result: 'win',
        rows: { ids: await placeMany(context, admin, [ann], total) },
      });
      await startRun(context, admin, run.id);
      runIds.push(run.id);
    }
    const operators = await Promise.all(
      runIds.map((runId, index) => {
        // Killed while the last of these chunks is under way, or just done.
        const task = { do: 'run' as const, runId, chunkRows: 5, holdAfter: index + 2 };
        return startOperator({ ...address, at, task });
      }),
    );
    for (const [index, operator] of operators.entries()) {
      const runId = runIds[index] ?? '';
      operator.go();
      for (let chunk = 0; chunk <= index; chunk += 1) {
        expect(await operator.nextLine()).toBe('chunk');
      }
      operator.kill();
      await operator.ended;
      const killed = await getRun(context, admin, runId);
      expect(killed.status).toBe('running');
      expect([5 * (index + 1), 5 * (index + 2)]).toContain(killed.done);
      expect(
        await query(
          context,
          `SELECT count(*) AS settled FROM wagers WHERE status = 'settled' AND id IN
             (SELECT record_id FROM bulk_run_items WHERE run_id = ? AND outcome = 'done')`,
          runId,
        ),
      ).toEqual([{ settled: killed.done }]);
      expect(await brokenInvariants(context)).toEqual([]);
    }
    const before = await Promise.all(runIds.map((runId) => getRun(context, admin, runId)));
    const runner = createBulkRunner(context, { pauseMs: 0, lookEveryMs: 0 });
    await runner.resume();
    await runner.idle();
    expect(await Promise.all(runIds.map((runId) => getRun(context, admin, runId)))).toEqual(before);
    clock.advance(60);
    await runner.resume();
    await runner.idle();
    for (const runId of runIds) {
      expect(await getRun(context, admin, runId)).toMatchObject({
        status: 'finished',
        done: total,
        refused: 0,
      });
    }
    expect(await balanceOf(context, ann)).toBe((3 * total * 9091) / 100);
    expect(await brokenInvariants(context)).toEqual([]);
  });
});
