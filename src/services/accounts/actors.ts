import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import { accessProblem, findAccount, toActor } from './account.js';

/** Actors without a browser: the command line and the scheduler. */

export const SYSTEM_USER_ID = 'system';

/** Returns the reason why nobody changes this login; null for every login but the book's own. */
export function ownLoginProblem(userId: string): Message | null {
  return userId === SYSTEM_USER_ID ? message('accounts.own_login_of_book') : null;
}

/** A hash that no password has. */
const NO_PASSWORD = '!';
/** Takes the place of a browser's address in the audit trail. */
const COMMAND_LINE = 'command line';

/**
 * Finds the login with this username.
 * @throws DomainError `not_found`, or `forbidden` when it may not use the product now
 */
export async function findActor(context: Context, username: string): Promise<Actor> {
  const account = await findAccount(context, eq(users.username, username));
  if (!account)
    throw new DomainError('not_found', message('accounts.no_login_named', { name: username }));
  const problem = accessProblem(account);
  if (problem !== null) {
    throw new DomainError('forbidden', message('accounts.cannot_act_as', { username, problem }));
  }
  return toActor(account, { address: COMMAND_LINE });
}

/** Returns the book's own administrator, inactive and without a password: no browser signs in as it. */
export async function systemActor(context: Context): Promise<Actor> {
  const actor: Actor = {
    userId: SYSTEM_USER_ID,
    username: 'system',
    role: 'admin',
    agentId: null,
    customerId: null,
  };
  const existing = await context.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, SYSTEM_USER_ID))
    .get();
  if (existing) return actor;
  const now = toTimestamp(context.clock.now());
  await commitBatch(context.database, [
    context.db
      .insert(users)
      .values({
        id: SYSTEM_USER_ID,
        username: actor.username,
        email: 'system@localhost',
        passwordHash: NO_PASSWORD,
        role: 'admin',
        status: 'inactive',
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing({ target: users.id }),
    auditWrite(context, actor, {
      action: 'user.created',
      tableName: 'users',
      recordId: SYSTEM_USER_ID,
    }),
  ]);
  return actor;
}
