import { and, desc, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import { sessions } from '../../db/schema/system.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import { forgetDevicesWrite } from '../sign-in/devices.js';
import { alive, hashSessionId, type SessionFlags } from './session-lookup.js';

/** Signed-in browsers. The database knows a session by the SHA-256 of its cookie's id only. */

const MINUTE = 60_000;
/** A right password waits so long for the second factor. */
const SECOND_FACTOR_MINUTES = 10;

export interface NewSession {
  userId: string | null;
  flags: SessionFlags;
  address: string | null;
  userAgent: string | null;
}

/** Writes a session; its first write fixes the absolute expiry. */
export async function saveSession(
  context: Context,
  id: string,
  session: NewSession,
): Promise<void> {
  const now = context.clock.now();
  const lifeMinutes =
    session.userId === null ? SECOND_FACTOR_MINUTES : context.config.sessionHours * 60;
  await commitBatch(context.database, [
    context.db
      .insert(sessions)
      .values({
        idHash: hashSessionId(id),
        userId: session.userId,
        data: JSON.stringify(session.flags),
        address: session.address,
        userAgent: session.userAgent?.slice(0, 300) ?? null,
        createdAt: toTimestamp(now),
        lastSeenAt: toTimestamp(now),
        expiresAt: toTimestamp(new Date(now.getTime() + lifeMinutes * MINUTE)),
      })
      .onConflictDoUpdate({
        target: sessions.idHash,
        set: { userId: sql`excluded.user_id`, data: sql`excluded.data` },
      }),
  ]);
}

/** Records that the session is in use, with at most one write a minute. */
export async function touchSession(
  context: Context,
  id: string,
  lastSeenAt: string,
): Promise<void> {
  const now = context.clock.now();
  if (lastSeenAt > toTimestamp(new Date(now.getTime() - MINUTE))) return;
  await context.db
    .update(sessions)
    .set({ lastSeenAt: toTimestamp(now) })
    .where(eq(sessions.idHash, hashSessionId(id)))
    .run();
}

/** Ends one session by its cookie's id; does nothing when it has ended already. */
export async function endSession(context: Context, id: string): Promise<void> {
  await context.db
    .delete(sessions)
    .where(eq(sessions.idHash, hashSessionId(id)))
    .run();
}

export interface SessionRow {
  /** The stored hash, which names a session without opening it. */
  id: string;
  userId: string;
  username: string;
  address: string | null;
  userAgent: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

/**
 * Lists sessions in use, newest first: of one login, or of all for an administrator.
 * @throws DomainError `forbidden` for another login's sessions
 */
export async function listSessions(
  context: Context,
  actor: Actor,
  { userId }: { userId?: string | undefined } = {},
): Promise<SessionRow[]> {
  if (userId !== actor.userId) requireRole(actor, ['admin'], message('accounts.listing_sessions'));
  return context.db
    .select({
      id: sessions.idHash,
      userId: users.id,
      username: users.username,
      address: sessions.address,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(alive(context), userId === undefined ? undefined : eq(users.id, userId)))
    .orderBy(desc(sessions.createdAt), sessions.idHash)
    .limit(1000)
    .all();
}

/**
 * Ends sessions by the ids of `listSessions`, and returns their number.
 * @throws DomainError `not_found` when one is not the actor's and the actor is no administrator
 */
export async function endSessions(
  context: Context,
  actor: Actor,
  ids: readonly string[],
): Promise<number> {
  const found = await context.db
    .select({ id: sessions.idHash, userId: sessions.userId })
    .from(sessions)
    .where(sql`${sessions.idHash} IN ${inList(ids)}`)
    .all();
  if (actor.role !== 'admin' && found.some(({ userId }) => userId !== actor.userId)) {
    throw new DomainError('not_found', message('accounts.no_session_of_yours'));
  }
  if (found.length === 0) return 0;
  const owners = new Set(found.map(({ userId }) => userId));
  await commitBatch(context.database, [
    sql`DELETE FROM sessions WHERE id_hash IN ${inList(found.map(({ id }) => id))}`,
    ...[...owners].map((userId) =>
      auditWrite(context, actor, {
        action: 'session.ended',
        tableName: 'users',
        recordId: userId ?? undefined,
        after: { sessions: found.filter((session) => session.userId === userId).length },
      }),
    ),
  ]);
  return found.length;
}

/**
 * Ends all sessions of a login except `except` (a cookie's id), and returns their number. Its devices
 * except `exceptDevice` (a device cookie's value) count as new ones from now on.
 * @throws DomainError `forbidden` for another login's, unless the actor is an administrator
 */
export async function endSessionsOf(
  context: Context,
  actor: Actor,
  userId: string,
  { except, exceptDevice }: { except?: string | undefined; exceptDevice?: string | undefined } = {},
): Promise<number> {
  if (userId !== actor.userId) requireRole(actor, ['admin'], message('accounts.ending_sessions'));
  const kept = except === undefined ? '' : hashSessionId(except);
  const found = await context.db
    .select({ id: sessions.idHash })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.idHash, kept), alive(context)))
    .all();
  await commitBatch(context.database, [
    endSessionsWrite(userId, except),
    forgetDevicesWrite(context, userId, exceptDevice),
    auditWrite(context, actor, {
      action: 'session.ended',
      tableName: 'users',
      recordId: userId,
      after: { sessions: found.length },
    }),
  ]);
  return found.length;
}

/** Returns the write, for the batch of a change after which a login must sign in again. */
export function endSessionsWrite(userId: string, except?: string): SQL {
  const kept = except === undefined ? '' : hashSessionId(except);
  return sql`DELETE FROM sessions WHERE id_hash != ${kept} AND (user_id = ${userId}
    OR (user_id IS NULL AND json_extract(data, '$.pendingUserId') = ${userId}))`;
}

/** Deletes expired sessions. */
export async function purgeSessions(context: Context): Promise<void> {
  await context.db
    .delete(sessions)
    .where(sql`NOT (${alive(context)})`)
    .run();
}
