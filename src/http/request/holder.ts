import type { Request } from 'express';
import type { Context } from '../../context.js';
import { networkOf } from '../../services/sign-in/addresses.js';

/**
 * Names whose share a request takes before its session is read: that of the login which the cookie's
 * session had last, else the address. Only ids that opened a session are known, so that nobody takes
 * the share of another; it decides about turns, never about access.
 */

/** Sessions whose login is remembered. */
const MOST = 10_000;

const sessions = new WeakMap<Context, Map<string, string>>();

function sessionsOf(context: Context): Map<string, string> {
  const known = sessions.get(context) ?? new Map<string, string>();
  sessions.set(context, known);
  return known;
}

/** Remembers the login of a session that the database has. */
export function rememberSession(context: Context, sessionId: string, userId: string): void {
  const known = sessionsOf(context);
  known.delete(sessionId);
  known.set(sessionId, userId);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}

/** Names the holder of a signed-in login's share. */
export function holderOfLogin(userId: string): string {
  return `login ${userId}`;
}

/** Names the holder of a request's share. */
export function holderOf(context: Context, cookie: string, request: Request): string {
  const id = sessionIdIn(request.headers.cookie, cookie);
  const userId = id === undefined ? undefined : sessionsOf(context).get(id);
  return userId === undefined ? `address ${networkOf(request.ip)}` : holderOfLogin(userId);
}

/** Reads the id in `NAME=s%3AID.SIGNATURE`, whose signature the session middleware checks later. */
function sessionIdIn(header: string | undefined, cookie: string): string | undefined {
  const start = header?.split(/; ?/).find((pair) => pair.startsWith(`${cookie}=`));
  return /^(?:s%3A|s:)([\w-]+)\./i.exec(start?.slice(cookie.length + 1) ?? '')?.[1];
}
