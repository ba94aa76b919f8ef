import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import { accountNotices } from '../../db/schema/system.js';
import type { Actor } from '../../domain/actor.js';
import { auditWrite } from '../audit.js';

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
/** Notices that a page lists. */
const LISTED = 20;
/** Days for which an acknowledged notice is kept. */
const KEPT_DAYS = 365;
const DAY = 24 * 60 * 60_000;

/** A notice as its login's pages show it. */
export interface Notice {
  id: string;
  kind: NoticeKind;
  /** Name of the login that did it; null for the login's own user. */
  by: string | null;
  address: string | null;
  userAgent: string | null;
  createdAt: string;
  isOpen: boolean;
}

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

/** Lists a login's notices, newest first; only those that are not acknowledged with `open`. */
export async function listNotices(
  context: Context,
  userId: string,
  { open = false }: { open?: boolean } = {},
): Promise<Notice[]> {
  const rows = await context.db
    .select({
      id: accountNotices.id,
      kind: accountNotices.kind,
      by: users.username,
      address: accountNotices.address,
      userAgent: accountNotices.userAgent,
      createdAt: accountNotices.createdAt,
      acknowledgedAt: accountNotices.acknowledgedAt,
    })
    .from(accountNotices)
    .leftJoin(users, eq(users.id, accountNotices.actorUserId))
    .where(
      and(
        eq(accountNotices.userId, userId),
        open ? isNull(accountNotices.acknowledgedAt) : undefined,
      ),
    )
    .orderBy(desc(accountNotices.createdAt), desc(accountNotices.id))
    .limit(LISTED)
    .all();
  return rows.map(({ acknowledgedAt, kind, ...notice }) => ({
    ...notice,
    kind: kind as NoticeKind,
    isOpen: acknowledgedAt === null,
  }));
}

/**
 * Acknowledges the actor's own notices by their ids, those that its page showed: a newer one stays.
 * Returns their number; ids of other logins' notices and of acknowledged ones do nothing.
 */
export async function acknowledgeNotices(
  context: Context,
  actor: Actor,
  ids: readonly string[],
): Promise<number> {
  const isOwnOpen = sql`user_id = ${actor.userId} AND acknowledged_at IS NULL AND id IN ${inList(ids)}`;
  const found = await context.db.all<{ id: string }>(
    sql`SELECT id FROM account_notices WHERE ${isOwnOpen}`,
  );
  if (found.length === 0) return 0;
  await commitBatch(context.database, [
    sql`UPDATE account_notices SET acknowledged_at = ${toTimestamp(context.clock.now())}
      WHERE ${isOwnOpen}`,
    auditWrite(context, actor, {
      action: 'notice.acknowledged',
      tableName: 'users',
      recordId: actor.userId,
      after: { notices: found.map(({ id }) => id) },
    }),
  ]);
  return found.length;
}

/** Deletes old notices that were acknowledged. */
export async function purgeNotices(context: Context): Promise<void> {
  const before = toTimestamp(new Date(context.clock.now().getTime() - KEPT_DAYS * DAY));
  await commitBatch(context.database, [
    sql`DELETE FROM account_notices WHERE acknowledged_at < ${before}`,
  ]);
}
