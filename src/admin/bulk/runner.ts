import type { Context } from '../../context.js';
import { afterOthers } from '../../http/turns.js';
import {
  createBulkRunner,
  type BulkRunner,
  type BulkRunnerOptions,
} from '../../services/bulk-runs/runner.js';

/** The runner of this process: the server starts and stops it, a confirmed run wakes it. */

const REQUESTS_BETWEEN_CHUNKS = 64;

const runners = new WeakMap<Context, BulkRunner>();

/** @param options for the first call, which makes it */
export function bulkRunnerOf(context: Context, options: BulkRunnerOptions = {}): BulkRunner {
  let runner = runners.get(context);
  if (!runner) {
    const giveWay = () => afterOthers(context, REQUESTS_BETWEEN_CHUNKS);
    runner = createBulkRunner(context, { giveWay, ...options });
    runners.set(context, runner);
  }
  return runner;
}
