import { and, eq, gt, sql, type Placeholder, type SQL } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import { agents, customers, users } from '../../db/schema/book.js';
import { sessions } from '../../db/schema/system.js';
import type { StepUpFlags } from '../step-up/state.js';
import { accountColumns, toAccount, type Account } from './account.js';

/** Finds the session and login of a cookie's id, in every request. */

const MINUTE = 60_000;

/** Data of a session beside its login. */
export interface SessionFlags extends StepUpFlags {
  /** The login whose password was right, while its second factor is outstanding. */
  pendingUserId?: string;
}

export interface FoundSession {
  /** Null while a second factor is outstanding, and after the removal of the login. */
  account: Account | null;
  flags: SessionFlags;
  lastSeenAt: string;
  /** Notices that the login's user has not acknowledged. */
  openNotices: number;
}

/** Returns the SHA-256 of a cookie's id, by which the database knows the session. */
export function hashSessionId(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** Reads a session and its login in one query; undefined when it is unknown or expired. */
export async function findSession(context: Context, id: string): Promise<FoundSession | undefined> {
  const query = sessionQueries.get(context.db) ?? prepareSessionQuery(context.db);
  sessionQueries.set(context.db, query);
  const row = await query.get({ idHash: hashSessionId(id), ...sessionBounds(context) });
  if (!row) return undefined;
  const { flags, lastSeenAt, sessionUserId, openNotices, ...account } = row;
  return {
    account: sessionUserId === null ? null : toAccount(account as Parameters<typeof toAccount>[0]),
    flags: JSON.parse(flags) as SessionFlags,
    lastSeenAt,
    openNotices,
  };
}

/** Prepared once: every request runs it, and building it takes as long as running it. */
const sessionQueries = new WeakMap<Context['db'], ReturnType<typeof prepareSessionQuery>>();

function prepareSessionQuery(db: Context['db']) {
  const bounds = { now: sql.placeholder('now'), idleSince: sql.placeholder('idleSince') };
  return db
    .select({
      flags: sessions.data,
      lastSeenAt: sessions.lastSeenAt,
      sessionUserId: sessions.userId,
      openNotices: sql<number>`(SELECT count(*) FROM account_notices
        WHERE user_id = ${sessions.userId} AND acknowledged_at IS NULL)`,
      ...accountColumns,
    })
    .from(sessions)
    .leftJoin(users, eq(users.id, sessions.userId))
    .leftJoin(agents, eq(agents.id, users.agentId))
    .leftJoin(customers, eq(customers.id, users.customerId))
    .where(and(eq(sessions.idHash, sql.placeholder('idHash')), isAlive(bounds)))
    .prepare();
}

function sessionBounds(context: Context): { now: string; idleSince: string } {
  const now = context.clock.now();
  const idleSince = new Date(now.getTime() - context.config.sessionIdleMinutes * MINUTE);
  return { now: toTimestamp(now), idleSince: toTimestamp(idleSince) };
}

/** Returns the condition on `sessions`: neither expired nor idle for too long. */
export function alive(context: Context): SQL {
  return isAlive(sessionBounds(context));
}

function isAlive(bounds: Record<'now' | 'idleSince', string | Placeholder>): SQL {
  return sql`(${and(
    gt(sessions.expiresAt, bounds.now),
    gt(sessions.lastSeenAt, bounds.idleSince),
  )})`;
}
