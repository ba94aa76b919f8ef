import type { Request, RequestHandler } from 'express';
import session, { type SessionData, Store } from 'express-session';
import { randomBytes } from 'node:crypto';
import type { Context } from '../../context.js';
import type { Account } from '../../services/accounts/account.js';
import { findSession } from '../../services/accounts/session-lookup.js';
import { endSession, saveSession, touchSession } from '../../services/accounts/sessions.js';
import { rememberSession } from './holder.js';

/**
 * express-session on the seam. A session holds the id of its login and nothing else; the same query
 * loads the login, for each request again.
 */

declare module 'express-session' {
  interface SessionData {
    userId?: string;
    /** The login whose password was right, while its second factor is outstanding. */
    pendingUserId?: string;
  }
}

/** Logins that the sessions' queries found, by request. */
const accounts = new WeakMap<Request, Account>();
const lastSeen = new WeakMap<SessionData, string>();

/** The current state of the login of the request's session; undefined without a login. */
export function accountOf(request: Request): Account | undefined {
  return request.session.userId === undefined ? undefined : accounts.get(request);
}

export function cookieName({ config }: Context): string {
  return config.production ? '__Host-fire22' : 'fire22';
}

/** Reads and writes session and cookie; an unknown, expired or forged cookie opens no session. */
export function sessions(context: Context): RequestHandler {
  const { sessionSecret } = context.config;
  if (sessionSecret === null) throw new Error('the context has no secrets: see openContext');
  return session({
    name: cookieName(context),
    secret: sessionSecret,
    store: new SeamStore(context),
    genid: () => randomBytes(32).toString('base64url'),
    resave: false,
    saveUninitialized: false,
    cookie: cookieFlags(context),
  });
}

function cookieFlags({ config }: Context): session.CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: config.production, path: '/' };
}

type Done = (error?: unknown) => void;

class SeamStore extends Store {
  readonly #found = new WeakMap<SessionData, { account: Account | null; lastSeenAt: string }>();

  constructor(readonly context: Context) {
    super();
  }

  override get(id: string, done: (error: unknown, data?: SessionData | null) => void): void {
    findSession(this.context, id).then(
      (found) => {
        if (!found) {
          done(null, null);
          return;
        }
        const { account, flags, lastSeenAt } = found;
        const data: SessionData = {
          cookie: Object.assign(new session.Cookie(), cookieFlags(this.context)),
          ...(account && { userId: account.userId }),
          ...flags,
        };
        this.#found.set(data, { account, lastSeenAt });
        if (account) rememberSession(this.context, id, account.userId);
        done(null, data);
      },
      (error: unknown) => done(error),
    );
  }

  override createSession(request: Request, data: SessionData): session.Session & SessionData {
    const found = this.#found.get(data);
    if (found?.account) accounts.set(request, found.account);
    const created = super.createSession(request, data);
    if (found) lastSeen.set(created, found.lastSeenAt);
    return created;
  }

  override set(id: string, data: SessionData, done: Done = () => undefined): void {
    const request = (data as { req?: Request }).req;
    saveSession(this.context, id, {
      userId: data.userId ?? null,
      flags: data.pendingUserId === undefined ? {} : { pendingUserId: data.pendingUserId },
      address: request?.ip ?? null,
      userAgent: request?.get('user-agent') ?? null,
    }).then(() => done(), done);
  }

  override touch(id: string, data: SessionData, done: Done = () => undefined): void {
    const lastSeenAt = lastSeen.get(data);
    if (lastSeenAt === undefined) {
      done();
      return;
    }
    // The page is answered already, and a session that counts as older than it is does no harm.
    touchSession(this.context, id, lastSeenAt)
      .catch((error: unknown) => {
        this.context.log.warn({ err: error }, 'the use of a session was not noted');
      })
      .finally(done);
  }

  override destroy(id: string, done: Done = () => undefined): void {
    endSession(this.context, id).then(() => done(), done);
  }
}
