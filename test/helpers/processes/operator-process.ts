import { createInterface } from 'node:readline';
import { readConfig } from '../../../src/config.js';
import { createContext, type Context } from '../../../src/context.js';
import { openForeignFile } from '../../../src/db/engines/embedded/foreign-file.js';
import type { Actor } from '../../../src/domain/actor.js';
import { personsIn, sayAll } from '../../../src/messages/say-all.js';
import { adoptFile } from '../../../src/ops/adopt/adopt.js';
import { planAdoption } from '../../../src/ops/adopt/plan.js';
import { makeCopy } from '../../../src/ops/backup/create.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { runNextChunk, takeLease } from '../../../src/services/bulk-runs/chunks.js';
import { loadNames } from '../../../src/services/names.js';
import { adjustBalance } from '../../../src/services/transactions/transactions.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { steppableClock } from '../books/book.js';

/**
 * A server process of its own, as far as the services go: prints `ready`, then does the task in
 * each line that it reads. Started by `processes.ts`.
 */

export interface OperatorOrder {
  databaseUrl: string;
  token: string;
  /** The time that its clock shows. */
  at: string;
}

export type OperatorTask =
  | { do: 'settle'; actor: Actor; wagerId: string; operationIds: string[] }
  /** Places wagers of 100.00 at -110 at once; prints how each ended. */
  | { do: 'place'; actor: Actor; customerIds: string[]; operationIds: string[] }
  /** Prints `chunk` after each chunk, and holds still after so many until it is killed. */
  | { do: 'run'; runId: string; chunkRows: number; holdAfter: number }
  /** Kills itself at a step; prints `adopted` where the adoption has fewer steps. */
  | { do: 'adopt'; file: string; killAtStep: number }
  /** Pays a dollar five times a minute of its clock, then copies the book; prints each that is done. */
  | { do: 'payAndCopy'; actor: Actor; customerId: string; folder: string };

export interface SettleAnswer {
  text: string;
  isDone: boolean;
  isRepeated: boolean;
}

const order = JSON.parse(process.argv[2] ?? '') as OperatorOrder;
const config = readConfig({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  DATABASE_URL: order.databaseUrl,
  D1_TOKEN: order.token,
});
const clock = steppableClock(order.at);
const context = await createContext(config, { clock });
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  await perform(context, JSON.parse(line) as OperatorTask);
}
await context.close();
process.exit(0);

type Place = Extract<OperatorTask, { do: 'place' }>;

/** Returns `done`, or the refusal, of each placing. */
async function placeAtOnce(
  on: Context,
  { actor, customerIds, operationIds }: Place,
): Promise<string[]> {
  const results = await Promise.allSettled(
    operationIds.map((operationId, index) =>
      placeWager(on, actor, {
        operationId,
        customerId: customerIds[index % customerIds.length] ?? '',
        amount: 100,
        odds: -110,
        description: 'Bears',
      }),
    ),
  );
  return results.map((result) => (result.status === 'rejected' ? String(result.reason) : 'done'));
}

type PayAndCopy = Extract<OperatorTask, { do: 'payAndCopy' }>;

async function payAndCopy(on: Context, { actor, customerId, folder }: PayAndCopy): Promise<never> {
  for (let paid = 1; ; paid += 1) {
    clock.advance(12);
    await adjustBalance(on, actor, {
      operationId: on.newId(),
      customerId,
      amount: 1,
      reason: 'paid in',
    });
    process.stdout.write(`paid ${paid} ${on.clock.now().toISOString()}\n`);
    if (paid % 5 !== 0) continue;
    await makeCopy(on, { folder, kind: 'increment', prepare: prepareCopy });
    process.stdout.write(`copied ${paid}\n`);
  }
}

async function perform(on: Context, task: OperatorTask): Promise<void> {
  if (task.do === 'run') {
    const owner = on.newId();
    if (!(await takeLease(on, task.runId, owner))) throw new Error('the run is taken');
    for (let chunk = 1; chunk <= task.holdAfter; chunk += 1) {
      await runNextChunk(on, task.runId, owner, task.chunkRows);
      process.stdout.write('chunk\n');
    }
    const keptAlive = setInterval(() => undefined, 60_000);
    await new Promise(() => keptAlive);
    return;
  }
  if (task.do === 'adopt') {
    let step = 0;
    const file = openForeignFile(task.file);
    await adoptFile(on, { userId: null }, await planAdoption(on, file), () => {
      step += 1;
      if (step === task.killAtStep) process.kill(process.pid, 'SIGKILL');
    });
    file.close();
    process.stdout.write('adopted\n');
    return;
  }
  if (task.do === 'place') {
    process.stdout.write(`${JSON.stringify(await placeAtOnce(on, task))}\n`);
    return;
  }
  if (task.do === 'payAndCopy') {
    await payAndCopy(on, task);
    return;
  }
  const { actor, wagerId, operationIds } = task;
  const results = await Promise.allSettled(
    operationIds.map((operationId) =>
      settleWagers(on, actor, { operationId, ids: [wagerId], result: 'win' }),
    ),
  );
  const nameOf = await loadNames(
    on,
    actor,
    results.flatMap((result) => (result.status === 'fulfilled' ? personsIn(result.value) : [])),
  );
  const answers = results.map((result): SettleAnswer => {
    if (result.status === 'rejected') {
      return { text: String(result.reason), isDone: false, isRepeated: false };
    }
    const [line] = sayAll(result.value.done, 'en', nameOf);
    const text = line?.text ?? '';
    return { text, isDone: true, isRepeated: result.value.repeated };
  });
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
