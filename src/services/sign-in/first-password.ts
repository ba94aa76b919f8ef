import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { users } from '../../db/schema/book.js';
import { dateOf } from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';

/**
 * First passwords: somebody else knows them, and they lie in a chat or a letter. Each has to be used
 * and changed within some days.
 */

const DAY = 24 * 60 * 60_000;

/** Returns the last day, in the book's time zone, on which a first password set now signs in. */
export function lastDayOfFirstPassword(context: Context): string {
  return lastDay(context, context.clock.now());
}

/**
 * Refuses a login whose first password is past its day. Only whoever typed that password learns it.
 * @throws DomainError `forbidden`, with the way out
 */
export async function refuseExpiredFirstPassword(context: Context, userId: string): Promise<void> {
  const row = await context.db
    .select({ setAt: sql<string>`coalesce(${users.passwordChangedAt}, ${users.createdAt})` })
    .from(users)
    .where(sql`${users.id} = ${userId} AND ${users.mustChangePassword} = 1`)
    .get();
  if (!row) return;
  const day = lastDay(context, new Date(`${row.setAt.replace(' ', 'T')}Z`));
  if (dateOf(bookCalendar(context), context.clock.now()) <= day) return;
  throw new DomainError('forbidden', message('accounts.first_password_expired', { day }), {
    hint: message('accounts.ask_for_first_password'),
  });
}

function lastDay(context: Context, setAt: Date): string {
  const ends = new Date(setAt.getTime() + context.config.firstPasswordDays * DAY);
  return dateOf(bookCalendar(context), ends);
}
