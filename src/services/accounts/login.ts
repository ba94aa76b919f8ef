import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import type { Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { activityWrite, auditWrite } from '../audit.js';
import { recognize, rememberDevice, type Recognition } from '../sign-in/devices.js';
import type { Source } from '../sign-in/counters.js';
import { refuseExpiredFirstPassword } from '../sign-in/first-password.js';
import { keyOfLogin, readTypedLogin, type TypedLogin } from '../sign-in/names.js';
import {
  beginAttempt,
  succeedAttempt,
  unlessRefused,
  withdrawAttempt,
  type Attempt,
} from '../sign-in/throttle.js';
import { byLogin, noteFailure, type Origin } from '../sign-in/trail.js';
import { accessProblem, findAccount, type Account } from './account.js';
import { noticeWrites } from './notices.js';
import { passwordMatches } from '../passwords/passwords.js';
import { checkSecondFactor } from './second-factor.js';

/** Signs in: password, then the second factor of a login that has one. */

export interface SignedIn {
  account: Account;
  /** New value of the browser's device cookie. */
  device: string;
}

export type PasswordAccepted =
  /** A second factor is outstanding: the login is not signed in before it. */
  { account: Account; secondFactor: true } | (SignedIn & { secondFactor: false });

/**
 * Checks username or email and password, and signs in unless a second factor is outstanding.
 * An unknown login takes the same queries, time, throttle and message as a known one.
 * @throws DomainError `unauthenticated`, `throttled`, or `forbidden` when the password was right
 * but the login may not be used
 */
export async function acceptPassword(
  context: Context,
  origin: Origin,
  typed: { login: string; password: string },
): Promise<PasswordAccepted> {
  if (typed.login.trim() === '' || typed.password === '') {
    throw new DomainError('invalid', message('accounts.type_credentials'));
  }
  const login = readTypedLogin(typed.login);
  const known = await findCredentials(context, login);
  const recognition = await recognize(context, known?.id, origin);
  const attempt = await beginAttempt(context, {
    account: login.key,
    address: origin.address,
    source: sourceOf(recognition, origin),
  });
  const matches = await unlessRefused(context, attempt, () =>
    passwordMatches(context, typed.password, known?.passwordHash ?? null),
  );
  // Reads no more before the password is right: the time of a reply would show a known login.
  const isElsewhere = known?.role === 'admin' && !mayAdminister(context, origin);
  const account =
    known && matches && !isElsewhere
      ? await findAccount(context, sql`${users.id} = ${known.id}`)
      : undefined;
  if (!account) {
    const reason = message(
      matches && isElsewhere ? 'accounts.address_refused' : 'accounts.wrong_password',
    );
    await noteFailure(context, origin, attempt, known?.id, reason);
    throw new DomainError('unauthenticated', message('accounts.wrong_credentials'));
  }
  try {
    refuseAccess(account);
    await refuseExpiredFirstPassword(context, account.userId);
  } catch (error) {
    if (error instanceof DomainError) {
      await noteFailure(context, origin, attempt, account.userId, error.said);
    }
    throw error;
  }
  if (account.hasSecondFactor) {
    await withdrawAttempt(context, attempt);
    return { account, secondFactor: true };
  }
  const device = await signIn(context, origin, { account, attempt, recognition });
  return { account, device, secondFactor: false };
}

/**
 * Checks the second step, a code of the authenticator or a recovery code, and signs in.
 * @throws DomainError `unauthenticated`, `throttled`, `forbidden`
 */
export async function acceptSecondFactor(
  context: Context,
  origin: Origin,
  userId: string,
  code: string,
): Promise<SignedIn> {
  const recognition = await recognize(context, userId, origin);
  const attempt = await beginAttempt(context, {
    account: keyOfLogin(userId),
    address: origin.address,
    source: sourceOf(recognition, origin),
  });
  const account = await findAccount(context, sql`${users.id} = ${userId}`);
  const gone = message('accounts.login_deleted');
  const problem = account ? accessProblem(account) : gone;
  if (!account || problem !== null) {
    throw new DomainError('forbidden', problem ?? gone, {
      hint: message('accounts.ask_administrator'),
    });
  }
  const isElsewhere = account.role === 'admin' && !mayAdminister(context, origin);
  const spent = isElsewhere ? null : await checkSecondFactor(context, account, origin, code);
  try {
    if (spent) {
      const device = await signIn(context, origin, { account, attempt, recognition, spent });
      return { account, device };
    }
  } catch (error) {
    // Two browsers sent the same code at once, and the other one was first.
    if (!(error instanceof GuardError)) throw error;
  }
  await noteFailure(
    context,
    origin,
    attempt,
    account.userId,
    message(isElsewhere ? 'accounts.address_refused' : 'accounts.wrong_second_factor'),
  );
  throw new DomainError('unauthenticated', message('accounts.wrong_code'), {
    hint: message('accounts.wait_for_code'),
  });
}

/** Returns true for an address from which administrators may sign in. */
function mayAdminister({ config }: Context, { address }: Origin): boolean {
  return config.adminAddresses?.has(address) ?? true;
}

interface Admission {
  account: Account;
  attempt: Attempt;
  recognition: Recognition;
  /** Writes that use up the second factor. */
  spent?: readonly Write[];
}

/** Writes a sign-in, and a notice when the browser is new to a login that signed in before. */
async function signIn(
  context: Context,
  origin: Origin,
  { account, attempt, recognition, spent = [] }: Admission,
): Promise<string> {
  const { userId } = account;
  const isNew = recognition !== 'device' && (await hasSignedIn(context, userId));
  const { token, writes } = rememberDevice(context, userId, origin);
  const entry = { tableName: 'users', recordId: userId };
  const actor = byLogin(account, origin);
  await commitBatch(context.database, [
    ...spent,
    succeedAttempt(attempt),
    sql`UPDATE users SET last_login = ${toTimestamp(context.clock.now())}
      WHERE id = ${userId}`,
    ...writes,
    activityWrite(context, userId, { type: 'login', action: 'signed in' }),
    auditWrite(context, actor, { action: 'login.succeeded', ...entry }),
    ...(isNew
      ? [
          auditWrite(context, actor, { action: 'login.new_device', ...entry }),
          ...noticeWrites(context, { ...origin, userId }, { userId, kind: 'new_device' }),
        ]
      : []),
  ]);
  return token;
}

/** @throws DomainError `forbidden` for a login that may not use the product now */
function refuseAccess(account: Account): void {
  const problem = accessProblem(account);
  if (problem === null) return;
  throw new DomainError('forbidden', problem, { hint: message('accounts.ask_administrator') });
}

async function hasSignedIn(context: Context, userId: string): Promise<boolean> {
  const isUsed = sql`${users.id} = ${userId} AND ${users.lastLogin} IS NOT NULL`;
  return (await context.db.$count(users, isUsed)) > 0;
}

function sourceOf(recognition: Recognition, { device = '' }: Origin): Source {
  return recognition === 'device'
    ? { kind: 'device', token: device }
    : { kind: 'address', isKnown: recognition === 'address' };
}

/** Finds a username first, so that an email address cannot take another login's place. */
async function findCredentials(
  context: Context,
  { username, email }: TypedLogin,
): Promise<{ id: string; passwordHash: string; role: Role } | undefined> {
  return context.db
    .select({ id: users.id, passwordHash: users.passwordHash, role: users.role })
    .from(users)
    .where(
      sql`${users.username} = ${username} OR ${users.email} = ${username} OR ${users.email} = ${email}`,
    )
    .orderBy(sql`${users.username} = ${username} DESC`)
    .get();
}
