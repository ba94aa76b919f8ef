import type { Request, RequestHandler } from 'express';
import session, { type SessionData, Store } from 'express-session';
import { randomBytes } from 'node:crypto';
import type { Context } from '../../context.js';
import type { StepUp } from '../../domain/actor.js';
import type { Account } from '../../services/accounts/account.js';
import {
  findSession,
  hashSessionId,
  type FoundSession,
} from '../../services/accounts/session-lookup.js';
import { toAddress } from '../../services/sign-in/addresses.js';
import { endSession, saveSession, touchSession } from '../../services/accounts/sessions.js';
import { readStepUp, type StepUpFlags } from '../../services/step-up/state.js';
import { rememberSession } from './holder.js';

/**
 * express-session on the seam. A session holds the id of its login and its step-up; the same query
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
/** Step-up of each request's session. */
const stepUps = new WeakMap<Request, StepUp>();
/** Ids of sessions that a step-up has renamed in this request; the database has them already. */
const renewed = new WeakMap<Request, string>();
const openNotices = new WeakMap<Request, number>();
const lastSeen = new WeakMap<SessionData, string>();

/** The current state of the login of the request's session; undefined without a login. */
export function accountOf(request: Request): Account | undefined {
  return request.session.userId === undefined ? undefined : accounts.get(request);
}

/** The step-up of the request's session; none where the session was not loaded with the request. */
export function stepUpOf(request: Request): StepUp {
  const none = {
    sessionId: hashSessionId(request.sessionID),
    state: 'none',
    needsCode: true,
  } as const;
  return stepUps.get(request) ?? none;
}

/** Makes the id of a session, which its cookie holds. */
export function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

/** Gives the request's cookie the id that a step-up has given its session in the database. */
export async function renewSteppedUp(
  context: Context,
  request: Request,
  id: string,
  flags: StepUpFlags,
): Promise<void> {
  const account = accountOf(request);
  renewed.set(request, id);
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
  if (!account) return;
  request.session.userId = account.userId;
  stepUps.set(request, readStepUp(context, account, flags, hashSessionId(id)));
}

/** Number of notices that the user of the request's login has not acknowledged. */
export function openNoticesOf(request: Request): number {
  return openNotices.get(request) ?? 0;
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
    genid: (request) => renewed.get(request) ?? newSessionId(),
    resave: false,
    saveUninitialized: false,
    cookie: cookieFlags(context),
  });
}

function cookieFlags({ config }: Context): session.CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: config.production, path: '/' };
}

interface Found extends Omit<FoundSession, 'flags'> {
  stepUp: StepUp | null;
}

type Done = (error?: unknown) => void;

class SeamStore extends Store {
  readonly #found = new WeakMap<SessionData, Found>();

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
        const { account, flags, ...rest } = found;
        const data: SessionData = {
          cookie: Object.assign(new session.Cookie(), cookieFlags(this.context)),
          ...(account && { userId: account.userId }),
          ...(flags.pendingUserId !== undefined && { pendingUserId: flags.pendingUserId }),
        };
        if (account) rememberSession(this.context, id, account.userId);
        const stepUp = account && readStepUp(this.context, account, flags, hashSessionId(id));
        this.#found.set(data, { account, stepUp, ...rest });
        done(null, data);
      },
      (error: unknown) => done(error),
    );
  }

  override createSession(request: Request, data: SessionData): session.Session & SessionData {
    const found = this.#found.get(data);
    if (found?.account) accounts.set(request, found.account);
    if (found?.stepUp) stepUps.set(request, found.stepUp);
    if (found) openNotices.set(request, found.openNotices);
    const created = super.createSession(request, data);
    if (found) lastSeen.set(created, found.lastSeenAt);
    return created;
  }

  override set(id: string, data: SessionData, done: Done = () => undefined): void {
    const request = (data as { req?: Request }).req;
    if (request && renewed.get(request) === id) {
      // A second write could bring a session back that was ended meanwhile.
      done();
      return;
    }
    saveSession(this.context, id, {
      userId: data.userId ?? null,
      flags: data.pendingUserId === undefined ? {} : { pendingUserId: data.pendingUserId },
      address: toAddress(request?.ip) ?? null,
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
