import type { Prepared, PrepareOrder } from './prepare.js';
import { runProcess } from '../processes/run-process.js';

/** Runs `prepareCopy` in a process of its own. */

export type Prepare = (order: PrepareOrder, signal?: AbortSignal) => Promise<Prepared>;

/**
 * Prepares a copy in a process of its own, which ends with this one.
 * @throws what `prepareCopy` throws, and Error when the process ended before its reply
 */
export async function prepareInProcess(
  order: PrepareOrder,
  signal?: AbortSignal,
): Promise<Prepared> {
  const script = new URL('./prepare-process.js', import.meta.url);
  return (await runProcess(script, order, signal)) as Prepared;
}
