import { eq, sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import type { StepUpNeed } from '../step-up/need.js';
import { commitPermitted } from '../step-up/permit.js';
import { forgetDevicesWrite } from '../sign-in/devices.js';
import { keyOfLogin } from '../sign-in/names.js';
import { beginAttempt, succeedAttempt, unlessRefused } from '../sign-in/throttle.js';
import { SYSTEM_USER_ID } from './actors.js';
import { hashNewPassword, passwordMatches } from '../passwords/passwords.js';
import { endSessionsWrite } from './sessions.js';

/**
 * Changes passwords: one's own, or another login's by an administrator. Both end its sessions, and make
 * its other devices new ones.
 */

interface Credentials {
  username: string;
  email: string;
  passwordHash: string;
}

/** Returns the reason why an administrator sets no password for a login; null where one does. */
export function passwordProblem(
  actor: Pick<Actor, 'userId'>,
  userId: string,
): { message: Message; hint?: Message } | null {
  if (userId === actor.userId) {
    return {
      message: message('accounts.own_password'),
      hint: message('accounts.open_account_page'),
    };
  }
  return userId === SYSTEM_USER_ID
    ? { message: message('accounts.book_login_has_no_password') }
    : null;
}

/**
 * Sets the password of another login, which must change it at the next sign-in.
 * @throws DomainError `invalid` on `password`, `forbidden` (also for one's own), `not_found`
 */
export async function setPassword(
  context: Context,
  actor: Actor,
  { userId, password }: { userId: string; password: string },
): Promise<void> {
  requireRole(actor, ['admin'], message('accounts.setting_passwords'));
  const problem = passwordProblem(actor, userId);
  if (problem !== null) throw new DomainError('forbidden', problem.message, problem);
  const login = await readCredentials(context, userId);
  await writePassword(context, actor, userId, login, {
    hash: await hashNewPassword(context, password, login),
    mustChange: true,
    needs: { always: true },
    action: 'user.password_set',
  });
}

/**
 * Changes the actor's own password after checking the current one, and ends its other sessions. A
 * wrong current password counts as a failed sign-in.
 * @throws DomainError `invalid` on `current` or `password`, `throttled`
 */
export async function changeOwnPassword(
  context: Context,
  actor: Actor,
  input: {
    current: string;
    password: string;
    /** Id of the cookie of the session that goes on, and value of its device cookie. */
    keepSession?: string | undefined;
    keepDevice?: string | undefined;
  },
): Promise<void> {
  const login = await readCredentials(context, actor.userId);
  await confirmPassword(context, actor, input.current);
  if (input.current === input.password) {
    throw new DomainError('invalid', message('accounts.password_unchanged'), { field: 'password' });
  }
  await writePassword(context, actor, actor.userId, login, {
    hash: await hashNewPassword(context, input.password, login),
    mustChange: false,
    // The current password was just typed.
    needs: {},
    keepSession: input.keepSession,
    keepDevice: input.keepDevice,
    action: 'user.password_changed',
  });
}

/**
 * Checks the actor's own password again before a sensitive change.
 * @throws DomainError `invalid` on `current`, `throttled`
 */
export async function confirmPassword(
  context: Context,
  actor: Actor,
  current: string,
): Promise<void> {
  const { passwordHash } = await readCredentials(context, actor.userId);
  const attempt = await beginAttempt(context, {
    account: keyOfLogin(actor.userId),
    address: actor.address,
    source: { kind: 'session' },
  });
  const matches = await unlessRefused(context, attempt, () =>
    passwordMatches(context, current, passwordHash),
  );
  if (!matches) {
    throw new DomainError('invalid', message('accounts.wrong_current_password'), {
      field: 'current',
    });
  }
  await commitBatch(context.database, [succeedAttempt(attempt)]);
}

async function readCredentials(context: Context, userId: string): Promise<Credentials> {
  const row = await context.db
    .select({ username: users.username, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
    .get();
  if (!row) throw new DomainError('not_found', message('accounts.no_login'), { recordId: userId });
  return row;
}

interface PasswordChange {
  hash: string;
  mustChange: boolean;
  needs: StepUpNeed;
  keepSession?: string | undefined;
  keepDevice?: string | undefined;
  action: string;
}

async function writePassword(
  context: Context,
  actor: Actor,
  userId: string,
  before: Credentials,
  change: PasswordChange,
): Promise<void> {
  const now = toTimestamp(context.clock.now());
  await commitPermitted(context, actor, change.needs, [
    guard(
      'password',
      sql`SELECT password_hash = ${before.passwordHash} FROM users WHERE id = ${userId}`,
    ),
    sql`UPDATE users SET password_hash = ${change.hash}, password_changed_at = ${now},
      must_change_password = ${change.mustChange ? 1 : 0}, updated_at = ${now} WHERE id = ${userId}`,
    endSessionsWrite(userId, change.keepSession),
    forgetDevicesWrite(context, userId, change.keepDevice),
    auditWrite(context, actor, {
      action: change.action,
      tableName: 'users',
      recordId: userId,
    }),
  ]);
}
