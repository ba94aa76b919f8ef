import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/**
 * Limits wrong codes of a login, typed at sign-in or at a step-up, from any address and session. A
 * right password comes before every code, so that only someone who has it can make a login wait. The
 * rows stand in the database: neither a restart nor a new session gives more guesses.
 */

export const CODE_LIMITS = {
  /** Wrong codes in a row before the login waits: 1, 2, 4 minutes, up to a day. */
  free: 5,
  longestWaitMinutes: 24 * 60,
  /** Wrong codes within the window, also those before a right one, after which no code is taken. */
  most: 50,
  windowDays: 30,
} as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Rounds of counting an attempt when other attempts come in between. */
const ROUNDS = 20;

/** An attempt that counts as wrong for now. */
export interface CodeAttempt {
  /** Writes of a right code, for the batch that accepts it. */
  accepted: Write[];
  /** Write after which the attempt does not count: a code that was right, and used before. */
  withdrawal: Write;
}

interface Failures {
  /** Wrong codes after the latest right one. */
  inRow: number;
  inWindow: number;
  lastAt: string | null;
}

/**
 * Counts an attempt as wrong before its code is checked, so that parallel attempts cannot share one
 * count.
 * @throws DomainError `throttled`
 */
export async function beginCode(context: Context, userId: string): Promise<CodeAttempt> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = context.clock.now();
    const failures = await readFailures(context, userId, now);
    refuseWaiting(failures, now);
    const id = context.newId();
    try {
      await commitBatch(context.database, [
        guard(
          'code_attempts',
          sql`(SELECT count(*) FROM code_attempts WHERE user_id = ${userId} AND created_at > ${windowStart(now)})
            = ${failures.inWindow}`,
        ),
        sql`INSERT INTO code_attempts (id, user_id, is_cleared, created_at)
          VALUES (${id}, ${userId}, 0, ${toTimestamp(now)})`,
      ]);
      const withdrawal = sql`DELETE FROM code_attempts WHERE id = ${id}`;
      return {
        accepted: [
          withdrawal,
          sql`UPDATE code_attempts SET is_cleared = 1 WHERE user_id = ${userId} AND is_cleared = 0`,
        ],
        withdrawal,
      };
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
    }
  }
  throw throttled(1);
}

/** Returns the write that forgets a login's wrong codes, where its second factor is removed. */
export function forgetCodes(userId: string): SQL {
  return sql`DELETE FROM code_attempts WHERE user_id = ${userId}`;
}

/** Deletes attempts that no longer count. */
export async function purgeCodes(context: Context): Promise<void> {
  const before = windowStart(context.clock.now());
  await commitBatch(context.database, [
    sql`DELETE FROM code_attempts WHERE created_at <= ${before}`,
  ]);
}

function refuseWaiting({ inRow, inWindow, lastAt }: Failures, now: Date): void {
  if (inWindow >= CODE_LIMITS.most) {
    throw new DomainError('throttled', message('accounts.too_many_codes_in_window'), {
      hint: message('accounts.ask_to_remove_factor'),
    });
  }
  if (inRow < CODE_LIMITS.free || lastAt === null) return;
  const wait = Math.min(2 ** (inRow - CODE_LIMITS.free), CODE_LIMITS.longestWaitMinutes);
  const until = Date.parse(`${lastAt.replace(' ', 'T')}Z`) + wait * MINUTE;
  const minutes = Math.ceil((until - now.getTime()) / MINUTE);
  if (minutes > 0) throw throttled(minutes);
}

function throttled(minutes: number): DomainError {
  return new DomainError('throttled', message('accounts.too_many_codes'), {
    hint: message('accounts.wait_minutes', { count: minutes }),
  });
}

function windowStart(now: Date): string {
  return toTimestamp(new Date(now.getTime() - CODE_LIMITS.windowDays * DAY));
}

async function readFailures(context: Context, userId: string, now: Date): Promise<Failures> {
  const [[found]] = await commitBatch(context.database, [
    rows<Failures>(
      sql`SELECT count(*) AS inWindow, coalesce(sum(is_cleared = 0), 0) AS inRow,
          max(CASE WHEN is_cleared = 0 THEN created_at END) AS lastAt
        FROM code_attempts WHERE user_id = ${userId} AND created_at > ${windowStart(now)}`,
    ),
  ]);
  return found ?? { inRow: 0, inWindow: 0, lastAt: null };
}
