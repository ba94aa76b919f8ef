import { expect, it, vi } from 'vitest';
import { createRun, startRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { getRun } from '../../../src/services/bulk-runs/records.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, addLogin, balanceOf, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { addRule, openStakesOf } from '../../helpers/books/limit-rules.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { SettleAnswer } from '../../helpers/processes/operator-process.js';
import { openSharedBook, startOperator } from '../../helpers/processes/processes.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const at = '2026-03-04 12:00:00';

// Starting a process takes seconds where many tests run at once.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

describeOnEngines('two server processes', (engine) => {
  const world = sharedWorld(async () => {
    const book = await openSharedBook(engine);
    const agentId = await addAgent(book.context);
    const start = () => startOperator({ ...book.address, at });
    return { ...book, agentId, operators: await Promise.all([start(), start()]) };
  });

  /** Settles one new wager of a new customer in both processes at once, each under its ids. */
  async function settleFromTwoProcesses(operationIds: [string[], string[]]) {
    const { context, admin, agentId, operators } = world();
    const ann = await addCustomer(context, agentId);
    const { done } = await placeWager(context, admin, {
      operationId: context.newId(),
      customerId: ann,
      amount: 100,
      odds: -110,
      description: 'Bears',
    });
    const wagerId = done[0]?.id ?? '';
    for (const [index, operator] of operators.entries()) {
      const ids = operationIds[index] ?? [];
      operator.perform({ do: 'settle', actor: admin, wagerId, operationIds: ids });
    }
    const lines = await Promise.all(operators.map((operator) => operator.nextLine()));
    const answers = lines.flatMap((line) => JSON.parse(line) as SettleAnswer[]);
    expect(await balanceOf(context, ann)).toBe(90.91);
    const gradings = 'SELECT count(*) AS count FROM gradings WHERE wager_id = ?';
    expect(await query(context, gradings, wagerId)).toEqual([{ count: 1 }]);
    expect(await brokenInvariants(context)).toEqual([]);
    const [wager] = await query<{ number: string }>(
      context,
      'SELECT wager_number AS number FROM wagers WHERE id = ?',
      wagerId,
    );
    return { answers, number: wager?.number ?? 'none' };
  }

  const ids = (prefix: string) => Array.from({ length: 10 }, (_, index) => `${prefix}-${index}`);

  it('settle one wager twenty times at once: one settlement is done, nineteen are refused', async () => {
    const { answers, number } = await settleFromTwoProcesses([ids('a'), ids('b')]);
    expect(answers).toHaveLength(20);
    expect(answers.filter(({ isDone }) => isDone)).toHaveLength(1);
    const refusals = answers.filter(({ isDone }) => !isDone).map(({ text }) => text);
    expect(refusals).toHaveLength(19);
    expect(new Set(refusals)).toEqual(
      new Set([`DomainError: wager ${number} is already settled as win`]),
    );
  });

  it('send one operation twenty times: it takes effect once, and each answer is the same', async () => {
    const same = ids('same').map(() => 'settle');
    const { answers, number } = await settleFromTwoProcesses([same, same]);
    expect(answers).toHaveLength(20);
    expect(new Set(answers.map(({ text }) => text))).toEqual(
      new Set([`${number} settled as win: 190.91 paid to Ann`]),
    );
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  });

  it.each(['customer', 'agent', 'book'] as const)(
    'place fifty wagers at once: those within the greatest sum of open stakes of the %s are done',
    async (scope) => {
      const { context, agentId: other, operators } = world();
      const agentId = scope === 'book' ? other : await addAgent(context);
      const actor = await addLogin(context, 'agent', { agentId });
      const customerIds = [await addCustomer(context, agentId, { limit: 100_000 })];
      if (scope !== 'customer')
        customerIds.push(await addCustomer(context, agentId, { limit: 1e6 }));
      const [customerId = ''] = customerIds;
      const { book: before = 0 } = await openStakesOf(context);
      const owner = { customer: { customerId }, agent: { agentId }, book: {} }[scope];
      const ruleId = await addRule(context, {
        ...owner,
        name: 'Exposure',
        greatestOpenStakes: (scope === 'book' ? before : 0) + 1049.99,
      });
      for (const [index, operator] of operators.entries()) {
        const operationIds = Array.from({ length: 25 }, (_, one) => `${scope}-${index}-${one}`);
        operator.perform({ do: 'place', actor, customerIds, operationIds });
      }
      const lines = await Promise.all(operators.map((operator) => operator.nextLine()));
      const ends = lines.flatMap((line) => JSON.parse(line) as string[]);
      expect(ends.filter((end) => end === 'done')).toHaveLength(10);
      expect(new Set(ends.filter((end) => end !== 'done'))).toEqual(
        new Set([
          scope === 'book'
            ? 'DomainError: the open stakes would pass the greatest sum of the rule “Exposure”'
            : 'DomainError: the open stakes would be 1,100.00, above 1,049.99, the greatest sum of the rule “Exposure”',
        ]),
      );
      expect(
        (await openStakesOf(context))[
          { customer: customerId, agent: agentId, book: 'book' }[scope]
        ],
      ).toBe((scope === 'book' ? before : 0) + 1000);
      await query(context, `UPDATE limit_rules SET status = 'inactive' WHERE id = ?`, ruleId);
      expect(await brokenInvariants(context)).toEqual([]);
    },
  );

  it('leave whole chunks when they are killed in a bulk run, and another finishes it', async () => {
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
    const operators = await Promise.all(runIds.map(() => startOperator({ ...address, at })));
    for (const [index, operator] of operators.entries()) {
      const runId = runIds[index] ?? '';
      // Killed while the last of these chunks is under way, or just done.
      operator.perform({ do: 'run', runId, chunkRows: 5, holdAfter: index + 2 });
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
