import type { Context } from '../../context.js';
import { afterOthers } from '../../http/turns.js';
import type { Message } from '../../messages/message.js';
import {
  createBulkRunner,
  type BulkRunner,
  type BulkRunnerOptions,
} from '../../services/bulk-runs/runner.js';
import { findEditor } from '../bulk-edit/editors.js';

/**
 * Holds the bulk runner of this process: the server starts and stops it, a confirmed run wakes it.
 */

const REQUESTS_BETWEEN_CHUNKS = 64;

const runners = new WeakMap<Context, BulkRunner>();

/**
 * Returns the runner of a context, which the first call creates.
 * @param options read by the first call only
 */
export function bulkRunnerOf(context: Context, options: BulkRunnerOptions = {}): BulkRunner {
  let runner = runners.get(context);
  if (!runner) {
    const giveWay = () => afterOthers(context, REQUESTS_BETWEEN_CHUNKS);
    const editor = () => findEditor(context)?.runChunk;
    runner = createBulkRunner(context, { giveWay, editor, ...options });
    runners.set(context, runner);
  }
  return runner;
}

/** Returns the reason for which a run waits in this process; null without one. */
export function waitsFor(context: Context, runId: string): Message | null {
  return runners.get(context)?.problemOf(runId) ?? null;
}
