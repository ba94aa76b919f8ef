import type { Context } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/actor.js';
import { createRun, startRun, undoRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { previewOperation } from '../../../src/services/previews/preview.js';
import {
  adjustBalance,
  cancelTransactions,
  createTransaction,
  failTransactions,
  processTransactions,
  reverseTransactions,
} from '../../../src/services/transactions/transactions.js';
import {
  acceptWagers,
  cancelWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import { placeMany } from './many-wagers.js';

/** Every operation on money once, each as a step of its own. */

/** Does the work of an operation, by its name. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export interface TourBook {
  admin: Actor;
  /** The customer's own login. */
  login: Actor;
  customerId: string;
}

const RUN_ROWS = 40;
const CHUNK_ROWS = 20;

export async function everyMoneyOperation(
  context: Context,
  { admin, login, customerId }: TourBook,
  step: Step,
): Promise<void> {
  const request = () => ({ operationId: context.newId(), reason: 'a reason' });
  const ofOne = (...ids: (string | undefined)[]) => ({
    ...request(),
    ids: ids.filter((id) => id !== undefined),
  });

  const bet = { customerId, amount: 10, odds: -110, description: 'Bears' };
  const place = () => placeWager(context, login, { ...bet, operationId: context.newId() });
  const { done: asked } = await step('place a wager', place);
  const { done: unwanted } = await place();
  await step('accept', () => acceptWagers(context, admin, ofOne(asked[0]?.id)));
  await step('cancel', () => cancelWagers(context, admin, ofOne(unwanted[0]?.id)));

  const [first, second, ...others] = await placeMany(context, admin, [customerId], RUN_ROWS + 2);
  const won = { kind: 'wager.settle', result: 'win' } as const;
  await step('preview of a settlement', () =>
    previewOperation(context, admin, { ...won, ids: others }),
  );
  await step('settle', () => settleWagers(context, admin, { ...ofOne(first), result: 'push' }));
  await step('regrade', () => regradeWagers(context, admin, { ...ofOne(first), result: 'win' }));
  await step('reopen', () => reopenWagers(context, admin, ofOne(first)));
  await step('void', () => voidWagers(context, admin, ofOne(second)));

  const runAll = async () => {
    const runner = createBulkRunner(context, { chunkRows: CHUNK_ROWS, pauseMs: 0, lookEveryMs: 0 });
    await runner.resume();
    await runner.idle();
    await runner.stop();
  };
  const { run } = await step('choose the rows of a bulk run', () =>
    createRun(context, admin, { ...won, rows: { ids: others } }),
  );
  await step('start a bulk run', () => startRun(context, admin, run.id));
  await step('run a bulk run', runAll);
  const undo = await step('choose the rows of an undo', () => undoRun(context, admin, run.id));
  await startRun(context, admin, undo.run.id);
  await step('run an undo', runAll);
  await step('settle many', () =>
    settleWagers(context, admin, { ...request(), ids: others, result: 'loss' }),
  );

  const money = { customerId, type: 'deposit', amount: 5 } as const;
  const create = async () => {
    const input = { ...money, operationId: context.newId() };
    return (await createTransaction(context, admin, input)).done[0]?.id;
  };
  const payment = await step('create a transaction', create);
  const [lost, dropped] = [await create(), await create()];
  await step('preview of a payment', () =>
    previewOperation(context, admin, { kind: 'transaction.process', ids: [payment ?? ''] }),
  );
  await step('process', () => processTransactions(context, admin, ofOne(payment)));
  await step('fail', () => failTransactions(context, admin, ofOne(lost)));
  await step('cancel a transaction', () => cancelTransactions(context, admin, ofOne(dropped)));
  await step('reverse', () => reverseTransactions(context, admin, ofOne(payment)));
  await step('adjust', () =>
    adjustBalance(context, admin, { ...request(), customerId, amount: 5 }),
  );
}
