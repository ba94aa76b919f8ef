import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import {
  ADDRESS_MINUTES,
  countersOf,
  countOfAddress,
  readFailures,
  type Attempted,
  type Failures,
  type Source,
} from './counters.js';

/**
 * Limits sign-in attempts. Each source of attempts on an account has a counter of its own: a known
 * device, an open session, or an address. Sources that the account has not signed in from share a
 * second one, so that many addresses guess no faster than few; the known ones do not wait for it.
 * The counts stand in the database, so that they hold across restarts and processes. Records each
 * attempt as a failure before checking the password, so that parallel attempts cannot share one count.
 */

export const THROTTLE = {
  /** Failures of a source on one account before it must wait: 1, 2, 4, 8, then 15 minutes. */
  source: { free: 5, longestMinutes: 15 },
  /** Failures of all unknown sources on one account before they must wait: up to 30 minutes. */
  strangers: { free: 10, longestMinutes: 30 },
  /** Failures from one address within the window, whatever the account, before it must wait. */
  address: { free: 30, windowMinutes: ADDRESS_MINUTES },
} as const;

const MINUTE = 60_000;
/** Rounds of counting an attempt when other attempts come in between. */
const ROUNDS = 10;

export interface Attempt {
  id: string;
  /** True when the source must wait after this failure. */
  isLast: boolean;
}

/** A refusal for a time. */
export class ThrottledError extends DomainError {
  override readonly name = 'ThrottledError';

  constructor(
    readonly waitMinutes: number,
    source: Source,
  ) {
    const isStranger = source.kind === 'address' && !source.isKnown;
    super('throttled', message('accounts.too_many_failures'), {
      retryAfterS: waitMinutes * 60,
      hint: isStranger
        ? message('accounts.wait_minutes_or_known', { count: waitMinutes })
        : message('accounts.wait_minutes', { count: waitMinutes }),
    });
  }
}

interface Limit {
  free: number;
  longestMinutes: number;
}

/**
 * Counts an attempt, as failed for now.
 * @throws ThrottledError, the same for known and unknown accounts
 */
export async function beginAttempt(context: Context, attempted: Attempted): Promise<Attempt> {
  const { account, source } = attempted;
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = context.clock.now();
    const counters = countersOf(attempted, now);
    const { sourceHash, isKnown, network, own, strangers } = counters;
    const [byOwn, byStrangers, byAddress] = await Promise.all([
      readFailures(context, own),
      strangers === null ? NONE : readFailures(context, strangers),
      source.kind === 'address' ? countOfAddress(context, network, now) : 0,
    ]);
    const minutes = Math.max(
      waitMinutes(byOwn, THROTTLE.source, now),
      waitMinutes(byStrangers, THROTTLE.strangers, now),
      byAddress >= THROTTLE.address.free ? THROTTLE.address.windowMinutes : 0,
    );
    if (minutes > 0) throw new ThrottledError(minutes, source);
    const id = context.newId();
    const unchanged = (failures: SQL, count: number) =>
      guard('login_attempts', sql`(SELECT count(*) ${failures}) = ${count}`);
    try {
      await commitBatch(context.database, [
        unchanged(own, byOwn.count),
        ...(strangers === null ? [] : [unchanged(strangers, byStrangers.count)]),
        sql`INSERT INTO login_attempts (id, account_hash, source_hash, is_known, address, succeeded,
            created_at)
          VALUES (${id}, ${account}, ${sourceHash}, ${isKnown ? 1 : 0}, ${network}, 0,
            ${toTimestamp(now)})`,
      ]);
      const isLast =
        byOwn.count + 1 >= THROTTLE.source.free ||
        (strangers !== null && byStrangers.count + 1 >= THROTTLE.strangers.free);
      return { id, isLast };
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
    }
  }
  throw new ThrottledError(1, source);
}

/** Returns the write, for the batch of a sign-in, after which its source's failures no longer count. */
export function succeedAttempt({ id }: Attempt): Write {
  return sql`UPDATE login_attempts SET succeeded = 1 WHERE id = ${id}`;
}

/**
 * Removes an attempt whose password was right while the second factor is outstanding. It is no failure,
 * and as a success it would let someone with the password guess codes without end.
 */
export async function withdrawAttempt(context: Context, { id }: Attempt): Promise<void> {
  await commitBatch(context.database, [sql`DELETE FROM login_attempts WHERE id = ${id}`]);
}

/**
 * Checks a password for an attempt. One that nothing checked, because no place was free or the client
 * has left, is no failure: a busy server must lock nobody out.
 */
export async function unlessRefused<T>(
  context: Context,
  attempt: Attempt,
  check: () => Promise<T>,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    await withdrawAttempt(context, attempt);
    throw error;
  }
}

const NONE: Failures = { count: 0, lastAt: null };

/** Returns the minutes to wait: 1, 2, 4 and so on from the last failure. */
function waitMinutes({ count, lastAt }: Failures, limit: Limit, now: Date): number {
  if (count < limit.free || lastAt === null) return 0;
  const delay = Math.min(2 ** (count - limit.free), limit.longestMinutes);
  const until = Date.parse(`${lastAt.replace(' ', 'T')}Z`) + delay * MINUTE;
  return Math.max(0, Math.ceil((until - now.getTime()) / MINUTE));
}
