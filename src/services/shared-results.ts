import type { Context } from '../context.js';
import type { ReadScope } from '../db/types.js';
import { askForOthersToo } from '../shares/asker.js';
import { inShare } from '../shares/in-share.js';
import { refusals } from '../shares/refusals.js';
import { Share } from '../shares/share.js';

/**
 * Shares computations that many requests need at once: equal ones run once, and their result holds
 * for a second. No result is older than a write of this process that ended before the request, so
 * that each request sees its own writes; those of other processes show within a second.
 */

const SHARED_MS = 1000;

interface Computation {
  result: Promise<unknown>;
  /** Number of writes of this process at its beginning; null while it waits for the one before. */
  writes: number | null;
  /** Time of its end by the context's clock; null before. */
  endedAt: number | null;
  scope: ReadScope;
}

const computations = new WeakMap<Context, Map<string, Computation>>();

/**
 * Returns the result of `compute`, which may have run for another request: the key names everything
 * that it depends on, first of all the scope of its rows.
 * @throws DomainError `throttled` when the login has too many computations under way
 */
export async function shareResult<Result>(
  context: Context,
  key: readonly unknown[],
  compute: () => Promise<Result>,
): Promise<Result> {
  const known = computations.get(context) ?? new Map<string, Computation>();
  computations.set(context, known);
  const name = JSON.stringify(key);
  const current = () => {
    const found = known.get(name);
    return found && isCurrent(context, found) ? found : undefined;
  };
  const found = current();
  const computation =
    found ??
    (await inShare(
      computationShareOf(context),
      async () => {
        // Another request may have begun it meanwhile.
        const begun = current() ?? begin(context, known, name, compute);
        await begun.result;
        return begun;
      },
      refusals.reports,
    ));
  const result = await computation.result;
  context.engine.noteSeen(computation.scope);
  return result as Result;
}

/** Computations of a login at a time, and of all; a result that another request awaits needs none. */
const SIZE = { each: 2, all: 8, waiting: 3, withinMs: 20_000 } as const;

const shares = new WeakMap<Context, Share>();

/** Returns the share of a context's process. */
export function computationShareOf(context: Context): Share {
  const share = shares.get(context) ?? new Share(SIZE);
  shares.set(context, share);
  return share;
}

function isCurrent({ engine, clock }: Context, { writes, endedAt }: Computation): boolean {
  if (writes === null) return true;
  if (writes !== engine.writes()) return false;
  return endedAt === null || Math.abs(clock.now().getTime() - endedAt) < SHARED_MS;
}

/**
 * Begins when the outdated computation before it has ended: however many writes happen meanwhile, one of a
 * name runs, and all later requests wait for one other.
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
      // As new as all browsers have seen, not one of them alone.
      const computeForAll = () => askForOthersToo(compute);
      return context.engine.inScope(computation.scope, computeForAll);
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
