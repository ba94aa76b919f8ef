import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';

/**
 * Notices of a login's security: no mail server carries them, so the login's next pages show each
 * until its user acknowledges it.
 */

export const noticeKinds = [
  'new_device',
  'second_factor_enabled',
  'second_factor_removed',
  'recovery_codes_renewed',
  'recovery_code_used',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The acting login and its browser: an actor of a request or of a command. */
export type NoticeOrigin = Partial<Pick<Actor, 'userId' | 'address' | 'userAgent'>>;

/** Characters of a User-Agent header that are kept. */
export const USER_AGENT_LENGTH = 300;

/**
 * Returns the writes of a notice, for the batch of the event that it is about. The event writes its
 * own audit row.
 * @param by the actor; an administrator who changes another login is named in its notice
 */
export function noticeWrites(
  context: Context,
  by: NoticeOrigin,
  { userId, kind }: { userId: string; kind: NoticeKind },
): SQL[] {
  const actorUserId = by.userId === undefined || by.userId === userId ? null : by.userId;
  return [
    sql`INSERT INTO account_notices (id, user_id, kind, actor_user_id, address, user_agent, created_at)
      VALUES (${context.newId()}, ${userId}, ${kind}, ${actorUserId}, ${by.address ?? null},
        ${by.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null}, ${toTimestamp(context.clock.now())})`,
  ];
}
