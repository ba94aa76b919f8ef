import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { users } from '../../db/schema/book.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import { toAddress } from './addresses.js';
import { countFailures, forgetFailuresWrite } from './counters.js';
import { knowAddressWrite } from './devices.js';
import { keyOfLogin, readTypedLogin } from './names.js';

/** Lets a login sign in again that strangers' failures make wait on a new device. */

export interface UnlockInput {
  userId: string;
  /**
   * Address that the login signs in from, which strangers' failures then do not make wait: they could
   * fill the count again before its user has typed the password.
   */
  address?: string | undefined;
}

export interface Unlock {
  username: string;
  /** Failed sign-ins that count no longer. */
  failures: number;
  address: string | null;
}

/**
 * Finds what an unlock would change, and changes nothing.
 * @throws as `unlockUser`
 */
export async function planUnlock(
  context: Context,
  actor: Actor,
  input: UnlockInput,
): Promise<Unlock> {
  const { username, keys, address } = await prepare(context, actor, input);
  return { username, failures: await countFailures(context, keys), address };
}

/**
 * Forgets the failed sign-ins of a login by any of its names. They still count for their addresses.
 * @throws DomainError `forbidden` unless the actor is an administrator, `not_found`, `invalid` on
 * `address`
 */
export async function unlockUser(
  context: Context,
  actor: Actor,
  input: UnlockInput,
): Promise<Unlock> {
  const { username, keys, address } = await prepare(context, actor, input);
  const failures = await countFailures(context, keys);
  await commitBatch(context.database, [
    forgetFailuresWrite(keys),
    ...(address === null ? [] : [knowAddressWrite(context, input.userId, address)]),
    auditWrite(context, actor, {
      action: 'login.unlocked',
      tableName: 'users',
      recordId: input.userId,
      after: { failures, address },
    }),
  ]);
  return { username, failures, address };
}

async function prepare(context: Context, actor: Actor, { userId, address: typed }: UnlockInput) {
  requireRole(actor, ['admin'], message('accounts.unlocking_logins'));
  const text = typed?.trim() ?? '';
  const address = toAddress(text) ?? null;
  if (text !== '' && address === null) {
    throw new DomainError('invalid', message('accounts.address_rule'), { field: 'address' });
  }
  const login = await context.db
    .select({ username: users.username, email: users.email })
    .from(users)
    .where(eq(users.id, userId))
    .get();
  if (!login) throw new DomainError('not_found', message('accounts.no_login'));
  const names = [login.username, login.email].map((name) => readTypedLogin(name).key);
  return { username: login.username, keys: [...names, keyOfLogin(userId)], address };
}
