import os from 'node:os';
import type { Context } from '../../context.js';
import { currentAsker } from '../../shares/asker.js';
import { inShare } from '../../shares/in-share.js';
import { refusals } from '../../shares/refusals.js';
import { Share } from '../../shares/share.js';

/**
 * Places for bcrypt, which takes a quarter of a second of a core: sign-ins, new passwords, passwords
 * that are asked for again. Counts no failures and locks nobody out: it only puts work in line, one
 * line for each login and each address.
 */

/** Leaves a core to the thread that serves everybody. */
const AT_ONCE = Math.max(1, Math.min(4, os.availableParallelism() - 1));
const SIZE = { each: 1, all: AT_ONCE, waiting: 8, withinMs: 15_000 } as const;

/** Addresses with a right password that are remembered. */
const MOST = 10_000;

interface PasswordShare {
  share: Share;
  /** Addresses whose sign-ins go first: a flood from others cannot keep them out. */
  known: Set<string>;
}

const shares = new WeakMap<Context, PasswordShare>();

/** Returns the share of a context's process. */
export function passwordShareOf(context: Context): PasswordShare {
  const existing = shares.get(context);
  if (existing) return existing;
  const known = new Set<string>();
  const goesFirst = (holder: string) => holder.startsWith('login ') || known.has(holder);
  const made = { share: new Share(SIZE, { goesFirst }), known };
  shares.set(context, made);
  return made;
}

/**
 * Runs a piece of bcrypt's work with a place.
 * @throws DomainError `throttled`
 */
export function inPasswordShare<T>(context: Context, work: () => Promise<T>): Promise<T> {
  return inShare(passwordShareOf(context).share, work, refusals.passwords);
}

/** Lets the sign-ins of this address go first from now on. */
export function noteRightPassword(context: Context): void {
  const holder = currentAsker()?.holder;
  if (holder === undefined) return;
  const { known } = passwordShareOf(context);
  known.delete(holder);
  known.add(holder);
  const [oldest] = known;
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}
