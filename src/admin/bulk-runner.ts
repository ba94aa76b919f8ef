import type { Context } from '../context.js';
import { createBulkRunner, type BulkRunner } from '../services/bulk-runner.js';

/** The runner of this process: the server starts and stops it, a confirmed run wakes it. */

const runners = new WeakMap<Context, BulkRunner>();

export function bulkRunnerOf(context: Context): BulkRunner {
  let runner = runners.get(context);
  if (!runner) {
    runner = createBulkRunner(context);
    runners.set(context, runner);
  }
  return runner;
}
