import type { Context } from '../../../src/context.js';
import { bulkRunCsv } from '../../../src/services/bulk-runs/csv.js';
import { createBulkRunner, type BulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { addAgent, addCustomer, openBook } from '../../helpers/books/book.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import type { TestEngine } from '../../helpers/engines/engines.js';

/** Books for bulk runs, and runners that end when no run is left. */

let operations = 0;
export const op = () => `op-${(operations += 1)}`;

export const runner = (context: Context): BulkRunner =>
  createBulkRunner(context, { chunkRows: 10, pauseMs: 0, lookEveryMs: 0 });

export async function runAll(context: Context): Promise<void> {
  const one = runner(context);
  await one.resume();
  await one.idle();
  await one.stop();
}

export async function csvOf(...args: Parameters<typeof bulkRunCsv>): Promise<string[]> {
  let text = '';
  for await (const part of bulkRunCsv(...args)) text += part;
  return text.split('\r\n');
}

export async function bookWith(engine: TestEngine, count: number) {
  const book = await openBook(engine);
  const { context, admin } = book;
  const north = await addAgent(context, { name: 'North' });
  const south = await addAgent(context, { name: 'South' });
  const ann = await addCustomer(context, north, { limit: 100_000 });
  const bob = await addCustomer(context, south, { name: 'Bob', limit: 100_000 });
  const ids = await placeMany(context, admin, [ann, bob], count);
  return { ...book, north, south, ann, bob, ids };
}
