import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import type { Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { activityWrite, auditWrite } from '../audit.js';
import { accessProblem, findAccount, type Account } from './account.js';
import { beginAttempt, succeedAttempt, withdrawAttempt, type Attempt } from './login-throttle.js';
import { passwordMatches } from './passwords.js';
import { checkSecondFactor } from './second-factor.js';

/** Signs in: password, then the second factor of a login that has one. */

export interface Origin {
  address: string | undefined;
  requestId?: string | undefined;
  userAgent?: string | undefined;
}

export interface PasswordAccepted {
  account: Account;
  /** True while a second factor is outstanding: the login is not signed in before it. */
  secondFactor: boolean;
}

const LONGEST_LOGIN = 254;

/**
 * Checks username or email and password, and signs in unless a second factor is outstanding.
 * An unknown login takes the same time, throttle and message as a known one.
 * @throws DomainError `unauthenticated`, `throttled`, or `forbidden` when the password was right
 * but the login may not be used
 */
export async function acceptPassword(
  context: Context,
  origin: Origin,
  typed: { login: string; password: string },
): Promise<PasswordAccepted> {
  const login = typed.login.trim();
  if (login === '' || typed.password === '') {
    throw new DomainError('invalid', message('accounts.type_credentials'));
  }
  const known = login.length <= LONGEST_LOGIN ? await findCredentials(context, login) : undefined;
  const attempt = await beginAttempt(context, {
    account: known?.id ?? login.toLowerCase(),
    address: origin.address,
  });
  const matches = await passwordMatches(context, typed.password, known?.passwordHash ?? null);
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
  const problem = accessProblem(account);
  if (problem !== null) {
    await noteFailure(context, origin, attempt, account.userId, problem);
    throw new DomainError('forbidden', problem, { hint: message('accounts.ask_administrator') });
  }
  if (account.hasSecondFactor) await withdrawAttempt(context, attempt);
  else await signIn(context, origin, account, attempt);
  return { account, secondFactor: account.hasSecondFactor };
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
): Promise<Account> {
  const attempt = await beginAttempt(context, { account: userId, address: origin.address });
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
      await signIn(context, origin, account, attempt, spent);
      return account;
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

/** Writes a sign-out into activities and audit trail; the caller ends the session. */
export async function noteSignOut(
  context: Context,
  origin: Origin,
  account: Account,
): Promise<void> {
  await commitBatch(context.database, [
    activityWrite(context, account.userId, { type: 'logout', action: 'signed out' }),
    auditWrite(context, byAccount(account, origin), {
      action: 'login.ended',
      tableName: 'users',
      recordId: account.userId,
    }),
  ]);
}

/** Writes into the audit trail that a session of an administrator was used elsewhere and ended. */
export async function noteRefusedAddress(
  context: Context,
  origin: Origin,
  account: Account,
): Promise<void> {
  await commitBatch(context.database, [
    auditWrite(context, byAccount(account, origin), {
      action: 'session.refused',
      tableName: 'users',
      recordId: account.userId,
      reason: render(message('accounts.address_refused'), 'en'),
    }),
  ]);
}

/** Returns true for an address from which administrators may sign in. */
function mayAdminister({ config }: Context, { address }: Origin): boolean {
  return config.adminAddresses?.has(address) ?? true;
}

async function signIn(
  context: Context,
  origin: Origin,
  account: Account,
  attempt: Attempt,
  spent: readonly Write[] = [],
): Promise<void> {
  await commitBatch(context.database, [
    ...spent,
    succeedAttempt(attempt),
    sql`UPDATE users SET last_login = ${toTimestamp(context.clock.now())}
      WHERE id = ${account.userId}`,
    activityWrite(context, account.userId, { type: 'login', action: 'signed in' }),
    auditWrite(context, byAccount(account, origin), {
      action: 'login.succeeded',
      tableName: 'users',
      recordId: account.userId,
    }),
  ]);
}

/** Leaves out the typed name: some type their password into the wrong field. */
async function noteFailure(
  context: Context,
  origin: Origin,
  attempt: Attempt,
  userId: string | undefined,
  reason: Message,
): Promise<void> {
  const actor = { userId: null, address: origin.address, requestId: origin.requestId };
  const entry = { tableName: 'users', recordId: userId, reason: render(reason, 'en') };
  await commitBatch(context.database, [
    auditWrite(context, actor, { action: 'login.failed', ...entry }),
    ...(attempt.isLast
      ? [auditWrite(context, actor, { action: 'login.locked_out', ...entry })]
      : []),
  ]);
}

function byAccount(account: Account, origin: Origin) {
  return { userId: account.userId, address: origin.address, requestId: origin.requestId };
}

/** Finds a username first, so that an email address cannot take another login's place. */
async function findCredentials(
  context: Context,
  login: string,
): Promise<{ id: string; passwordHash: string; role: Role } | undefined> {
  return context.db
    .select({ id: users.id, passwordHash: users.passwordHash, role: users.role })
    .from(users)
    .where(
      sql`${users.username} = ${login} OR ${users.email} = ${login} OR ${users.email} = ${login.toLowerCase()}`,
    )
    .orderBy(sql`${users.username} = ${login} DESC`)
    .get();
}
