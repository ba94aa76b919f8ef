import { expect } from 'vitest';
import type { Message } from '../../../src/messages/message.js';
import type { Context } from '../../../src/context.js';
import { createRun, startRun, undoRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import * as transactions from '../../../src/services/transactions/transactions.js';
import * as wagers from '../../../src/services/wagers/wagers.js';
import { query } from '../../helpers/books/book.js';
import { withFaults, type Fault } from '../../helpers/engines/faults.js';
import { attempt } from './random-attempts.js';
import { requireOutage, requireRefusal } from './random-refusals.js';
import { playCredit } from './random-credit.js';
import type { Command, Picks } from './random-operations.js';
import { checkLimits, checkRefusal, limitOf, playRule } from './random-limits.js';
import type { Counted, World } from './random-world.js';

/** Plays the commands of random sequences, and counts their outcomes. */

let operations = 0;

/** Plays one command. A refusal is part of the game; any other error fails the test. */
export async function play(
  world: World,
  command: Command,
  counts: Record<Counted, number>,
): Promise<void> {
  const { context, admin, clock, customers } = world;
  const operationId = `op-${(operations += 1)}`;
  const count = (name: Counted) => (counts[name] += 1);
  /** Counts for all operations, and a refusal for its own too. */
  const countFor = (own: Counted) => (name: 'refused' | 'repeated' | 'survivedFault') => {
    count(name);
    if (name === 'refused') count(own);
  };
  const countRefusal = (said: Message) => {
    const limit = limitOf(said);
    if (limit !== null) count(limit === 'start' ? 'refusedByStart' : 'refusedByLimit');
    return limit;
  };
  const customer = customers['customer' in command ? command.customer : 0];
  if (!customer) throw new Error('no such customer');
  const actors = { admin, agent: customer.agentLogin, customer: customer.login };
  switch (command.do) {
    case 'wait':
      clock.advance(command.seconds);
      return;
    case 'status':
      await query(
        context,
        command.whose === 'customer'
          ? 'UPDATE customers SET status = ? WHERE id = ?'
          : 'UPDATE agents SET status = ? WHERE id = ?',
        command.isActive ? 'active' : 'suspended',
        command.whose === 'customer' ? customer.id : customer.agentId,
      );
      return;
    case 'rule':
      if (await playRule(world, command, customer)) count('rule');
      return;
    case 'run':
      await playRun(world, command, count);
      return;
    case 'credit':
    case 'limits':
    case 'burst':
    case 'takeBack':
      await playCredit(world, command, count);
      return;
    case 'place': {
      const input = {
        operationId,
        customerId: customer.id,
        amount: command.cents / 100,
        odds: command.odds,
        description: 'random',
        eventStartsAt:
          command.startsIn === null
            ? null
            : new Date(clock.now().getTime() + command.startsIn * 1000)
                .toISOString()
                .replace('.000', ''),
        reason: command.isAllowed ? 'random' : null,
      };
      const limits: ReturnType<typeof limitOf>[] = [];
      const place = (on: Context, id: string) =>
        wagers.placeWager(on, actors[command.by], { ...input, operationId: id });
      const isDone = await attempt(
        world,
        operationId,
        command,
        place,
        countFor('placeRefused'),
        (said) => limits.push(countRefusal(said)),
      );
      if (limits.includes('limit')) {
        await checkRefusal(world, command.by, { ...command, customer });
      }
      if (isDone) {
        count('place');
        const passed = await checkLimits(world, command.by, operationId, true);
        counts.passedLimit += passed;
        expect(await isWithinLimit(context, operationId)).toBe(true);
      }
      return;
    }
    case 'create': {
      const { type } = command;
      const input = { customerId: customer.id, type, amount: command.cents / 100 };
      const create = (on: Context, id: string) =>
        transactions.createTransaction(on, actors[command.by], { ...input, operationId: id });
      if (await attempt(world, operationId, command, create, countFor('createRefused'))) {
        count('create');
      }
      return;
    }
    case 'adjust': {
      const { allowNegative } = command;
      const input = { customerId: customer.id, amount: command.cents / 100, allowNegative };
      const adjust = (on: Context, id: string) =>
        transactions.adjustBalance(on, admin, { ...input, operationId: id, reason: 'random' });
      if (await attempt(world, operationId, command, adjust, countFor('adjustRefused'))) {
        count('adjust');
      }
      return;
    }
    case 'wagers': {
      const { verb, result } = command;
      const ids = await pick(context, 'wagers', fittingWagers[verb], command.picks);
      // Only an administrator grades.
      const by = ['accept', 'cancel'].includes(verb) ? command.by : 'admin';
      const reason = verb === 'accept' && !command.isAllowed ? null : 'random';
      const change = (on: Context, id: string) =>
        wagerVerbs[verb](on, actors[by], { operationId: id, ids, result, reason });
      const counting = countFor(`${verb}Refused`);
      if (!(await attempt(world, operationId, command, change, counting, countRefusal))) return;
      count(verb);
      if (verb === 'accept') counts.passedLimit += await checkLimits(world, by, operationId, false);
      return;
    }
    case 'transactions': {
      const { verb } = command;
      const ids = await pick(context, 'transactions', fittingTransactions[verb], command.picks);
      const change = (on: Context, id: string) =>
        transactionVerbs[verb](on, admin, { operationId: id, ids, reason: 'random' });
      const own = verb === 'cancel' ? 'cancelTransaction' : verb;
      const counting = countFor(`${own}Refused`);
      if (await attempt(world, operationId, command, change, counting)) count(own);
      return;
    }
  }
}

const wagerVerbs = {
  accept: wagers.acceptWagers,
  settle: wagers.settleWagers,
  void: wagers.voidWagers,
  cancel: wagers.cancelWagers,
  regrade: wagers.regradeWagers,
  reopen: wagers.reopenWagers,
};
const fittingWagers = {
  accept: `status = 'pending'`,
  settle: `status = 'active'`,
  void: `status = 'active'`,
  cancel: `status = 'pending'`,
  regrade: `status IN ('settled', 'voided')`,
  reopen: `status IN ('settled', 'voided')`,
};
const transactionVerbs = {
  process: transactions.processTransactions,
  fail: transactions.failTransactions,
  cancel: transactions.cancelTransactions,
  reverse: transactions.reverseTransactions,
};
const fittingTransactions = {
  process: `status = 'pending'`,
  fail: `status = 'pending'`,
  cancel: `status = 'pending'`,
  reverse: `status = 'completed' AND type IN ('deposit', 'withdrawal')`,
};

async function pick(
  context: Context,
  table: string,
  fitting: string,
  { fitting: isFitting, indexes }: Picks,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    context,
    `SELECT id FROM ${table} ${isFitting ? `WHERE ${fitting}` : ''} ORDER BY created_at, id`,
  );
  const ids = indexes.map((index) => rows[index % Math.max(1, rows.length)]?.id ?? 'unknown');
  return [...new Set(ids)];
}

async function playRun(
  { context, admin, clock }: World,
  command: Extract<Command, { do: 'run' }>,
  count: (name: Counted) => void,
): Promise<void> {
  const { result } = command;
  // A filter would choose pending wagers too: the run refuses them.
  const ids = await pick(context, 'wagers', `status IN ('pending', 'active')`, {
    fitting: true,
    indexes: [0, 1, 2, 3, 4, 5, 6, 7],
  });
  const settle = await createRun(context, admin, {
    kind: result === 'void' ? 'wager.void' : 'wager.settle',
    result,
    rows: { ids },
  });
  const faults: (Fault | undefined)[] = [undefined, command.fault];
  const faulty = { ...context, database: withFaults(context.database, () => faults.shift()) };
  const finish = async (on: Context, runId: string) => {
    await startRun(on, admin, runId).catch(requireOutage);
    await startRun(context, admin, runId);
    for (const one of [on, context]) {
      const runner = createBulkRunner(one, { chunkRows: 3, pauseMs: 0, lookEveryMs: 0 });
      await runner.resume();
      await runner.idle();
      clock.advance(11);
    }
    const [run] = await query<{ status: string; left: number }>(
      context,
      'SELECT status, total - done - refused AS left FROM bulk_runs WHERE id = ?',
      runId,
    );
    expect(run).toEqual({ status: 'finished', left: 0 });
  };
  await finish(faulty, settle.run.id);
  count('run');
  if (!command.undo) return;
  const undo = await undoRun(context, admin, settle.run.id).catch(requireRefusal);
  if (!undo) return;
  await finish(context, undo.run.id);
  count('undo');
}

async function isWithinLimit(context: Context, operationId: string): Promise<boolean> {
  const rows = await query<{ balance: number; betting_limit: number }>(
    context,
    `SELECT c.balance, c.betting_limit FROM customers c JOIN wagers w ON w.customer_id = c.id
     WHERE w.operation_id IN (?, ?)`,
    operationId,
    `${operationId}-other`,
  );
  return rows.every(({ balance, betting_limit }) => balance >= -betting_limit);
}
