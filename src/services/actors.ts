import { eq } from 'drizzle-orm';
import type { Context } from '../context.js';
import { commitBatch } from '../db/batch.js';
import { toTimestamp } from '../db/ids.js';
import { agents, users } from '../db/schema.js';
import type { Actor } from '../domain/actor.js';
import { DomainError } from '../errors.js';
import { auditStatement } from './audit.js';

/** Who acts where nobody is signed in: the command line and the scheduler. */

export const SYSTEM_USER_ID = 'system';
/** No password has this hash. */
const NO_PASSWORD = '!';

/**
 * The login with this username.
 * @throws DomainError `not_found`, or `forbidden` when it or its agent is not active
 */
export async function findActor(context: Context, username: string): Promise<Actor> {
  const row = await context.db
    .select({
      userId: users.id,
      username: users.username,
      role: users.role,
      status: users.status,
      agentId: users.agentId,
      customerId: users.customerId,
      agentStatus: agents.status,
    })
    .from(users)
    .leftJoin(agents, eq(agents.id, users.agentId))
    .where(eq(users.username, username))
    .get();
  if (!row) throw new DomainError('not_found', `there is no login ${username}`);
  const { status, agentStatus, ...actor } = row;
  if (status !== 'active') {
    throw new DomainError('forbidden', `the login ${username} is ${status}`);
  }
  if (actor.role === 'agent' && agentStatus !== null && agentStatus !== 'active') {
    throw new DomainError('forbidden', `the agent of the login ${username} is ${agentStatus}`);
  }
  return actor;
}

/** The book's own administrator: inactive and without a password, so nobody can sign in as it. */
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
    auditStatement(context, actor, {
      action: 'user.created',
      tableName: 'users',
      recordId: SYSTEM_USER_ID,
    }),
  ]);
  return actor;
}
