import { sql, type SQL } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { Context } from '../../context.js';
import { commitBatch, guard, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { networkOf } from './addresses.js';

/**
 * Limits sign-in attempts by account and by address. The counts stand in the database, so that they
 * hold across restarts and processes. Records each attempt as a failure before checking the password,
 * so that parallel attempts cannot share one count.
 */

export const THROTTLE = {
  windowMinutes: 15,
  /** Failures of one account before it must wait. */
  account: 5,
  /** Failures from one address before it must wait. */
  address: 30,
} as const;

const MINUTE = 60_000;
/** Rounds of counting an attempt when other attempts come in between. */
const ROUNDS = 10;

export interface Attempt {
  id: string;
  /** True when the account must wait after this failure. */
  isLast: boolean;
}

interface Failures {
  count: number;
  lastAt: string | null;
}

/** Hashes an account: the login's id, or the typed name of an unknown one. */
export function throttleKey(account: string): string {
  return createHash('sha256').update(`sign-in:${account}`).digest('hex');
}

/**
 * Counts an attempt, as failed for now.
 * @throws DomainError `throttled`, the same for known and unknown accounts
 */
export async function beginAttempt(
  context: Context,
  { account, address }: { account: string; address: string | undefined },
): Promise<Attempt> {
  const key = throttleKey(account);
  const from = networkOf(address);
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = context.clock.now();
    const since = toTimestamp(new Date(now.getTime() - THROTTLE.windowMinutes * MINUTE));
    const failures = await readFailures(context, key, since);
    const byAddress = await readAddressFailures(context, from, since);
    const minutes = Math.max(
      waitMinutes(failures, now),
      byAddress >= THROTTLE.address ? THROTTLE.windowMinutes : 0,
    );
    if (minutes > 0) throw throttled(minutes);
    const id = context.newId();
    try {
      await commitBatch(context.database, [
        guard(
          'login_attempts',
          sql`(SELECT count(*) ${failuresOf(key, since)}) = ${failures.count}`,
        ),
        sql`INSERT INTO login_attempts (id, account_hash, address, succeeded, created_at)
          VALUES (${id}, ${key}, ${from}, 0, ${toTimestamp(now)})`,
      ]);
      return { id, isLast: failures.count + 1 >= THROTTLE.account };
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
    }
  }
  throw throttled(1);
}

/** Returns the write, for the batch of a sign-in, after which the account's failures no longer count. */
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

/** Deletes attempts older than a day, which no longer count. */
export async function purgeAttempts(context: Context): Promise<void> {
  const before = toTimestamp(new Date(context.clock.now().getTime() - 24 * 60 * MINUTE));
  await commitBatch(context.database, [
    sql`DELETE FROM login_attempts WHERE created_at < ${before}`,
  ]);
}

/** Returns the minutes to wait: 1, 2, 4, 8, then 15 from the last failure. */
function waitMinutes({ count, lastAt }: Failures, now: Date): number {
  if (count < THROTTLE.account || lastAt === null) return 0;
  const delay = Math.min(2 ** (count - THROTTLE.account), THROTTLE.windowMinutes);
  const until = Date.parse(`${lastAt.replace(' ', 'T')}Z`) + delay * MINUTE;
  return Math.max(0, Math.ceil((until - now.getTime()) / MINUTE));
}

function throttled(minutes: number): DomainError {
  return new DomainError('throttled', message('accounts.too_many_failures'), {
    hint: message('accounts.wait_minutes', { count: minutes }),
  });
}

async function readFailures(context: Context, key: string, since: string): Promise<Failures> {
  const row = await context.db.get<{ failures: number; lastAt: string | null } | undefined>(
    sql`SELECT count(*) AS failures, max(created_at) AS lastAt ${failuresOf(key, since)}`,
  );
  return { count: row?.failures ?? 0, lastAt: row?.lastAt ?? null };
}

async function readAddressFailures(
  context: Context,
  address: string,
  since: string,
): Promise<number> {
  const row = await context.db.get<{ failures: number } | undefined>(
    sql`SELECT count(*) AS failures FROM login_attempts
      WHERE address = ${address} AND created_at > ${since} AND succeeded = 0`,
  );
  return row?.failures ?? 0;
}

/** Selects the failures after the last success, by id: ids increase with time within a second too. */
function failuresOf(key: string, since: string): SQL {
  return sql`FROM login_attempts
    WHERE account_hash = ${key} AND created_at > ${since} AND succeeded = 0 AND id > coalesce(
      (SELECT max(id) FROM login_attempts WHERE account_hash = ${key} AND succeeded = 1), '')`;
}
