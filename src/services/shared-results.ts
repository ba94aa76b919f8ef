import type { Context } from '../context.js';
import type { ReadScope } from '../db/types.js';

/**
 * Computations that many ask for at once: those that are the same run once, and their result is
 * shared for a second. Nobody is answered from before a write of this process that had ended when
 * they asked, so everybody sees what they wrote; what other processes write is seen a second later.
 */

const SHARED_MS = 1000;

interface Computation {
  result: Promise<unknown>;
  /** Writes of this process when it began; null while it waits for the one before it to end. */
  writes: number | null;
  /** By the context's clock; null until it has ended. */
  endedAt: number | null;
  scope: ReadScope;
}

const computations = new WeakMap<Context, Map<string, Computation>>();

/**
 * The result of `compute`, which may have been run for somebody else: the key names everything
 * that it depends on, first of all whose rows it may read.
 */
export async function shareResult<Result>(
  context: Context,
  key: readonly unknown[],
  compute: () => Promise<Result>,
): Promise<Result> {
  const known = computations.get(context) ?? new Map<string, Computation>();
  computations.set(context, known);
  const name = JSON.stringify(key);
  const found = known.get(name);
  const computation =
    found && isCurrent(context, found) ? found : begin(context, known, name, compute);
  const result = await computation.result;
  context.engine.noteSeen(computation.scope);
  return result as Result;
}

function isCurrent({ engine, clock }: Context, { writes, endedAt }: Computation): boolean {
  if (writes === null) return true;
  if (writes !== engine.writes()) return false;
  return endedAt === null || Math.abs(clock.now().getTime() - endedAt) < SHARED_MS;
}

/**
 * Begins when the computation before it, which is out of date, has ended: however much is written
 * meanwhile, one of a name runs and all who have come since wait for one other.
 */
function begin(
  context: Context,
  known: Map<string, Computation>,
  name: string,
  compute: () => Promise<unknown>,
): Computation {
  const before = known.get(name)?.result.catch(() => undefined);
  const computation: Computation = {
    result: Promise.resolve(before).then(() => {
      computation.writes = context.engine.writes();
      // Not as new as one person's browser has seen, but as all of them have.
      return context.engine.inScope(computation.scope, compute);
    }),
    writes: null,
    endedAt: null,
    scope: { bookmark: undefined },
  };
  const forget = () => {
    if (known.get(name) === computation) known.delete(name);
  };
  computation.result.then(() => {
    computation.endedAt = context.clock.now().getTime();
    setTimeout(forget, SHARED_MS).unref();
  }, forget);
  known.set(name, computation);
  return computation;
}
