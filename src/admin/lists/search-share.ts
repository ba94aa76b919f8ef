import type { Context } from '../../context.js';
import { inShare } from '../../shares/in-share.js';
import { refusals } from '../../shares/refusals.js';
import { Share } from '../../shares/share.js';
import { wayOf, type PanelFilter } from '../query/filter.js';

/**
 * Places for reads of lists that no index answers: searches, orders and sums that read all rows of a
 * large table. A login has one at a time, so that the others' long reads go between its own.
 */

const SIZE = { each: 1, all: 4, waiting: 4, withinMs: 30_000 } as const;

const shares = new WeakMap<Context, Share>();

/** Returns the share of a context's process. */
export function searchShareOf(context: Context): Share {
  const share = shares.get(context) ?? new Share(SIZE);
  shares.set(context, share);
  return share;
}

/**
 * Runs the reads of a list, with a place where they may take long.
 * @throws DomainError `throttled`
 */
export function inSearchShare<T>(
  context: Context,
  filter: PanelFilter,
  work: () => Promise<T>,
): Promise<T> {
  return wayOf(filter).isLong ? inShare(searchShareOf(context), work, refusals.reads) : work();
}
