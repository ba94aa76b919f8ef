import { Router, type Request, type Response } from 'express';
import type { Context } from '../../context.js';
import { DomainError, type ErrorCode } from '../../errors.js';
import { accessProblem, type Account } from '../../services/accounts/account.js';
import { acceptPassword, acceptSecondFactor, noteSignOut } from '../../services/accounts/login.js';
import { readFields } from '../guard/body.js';
import { isSameOrigin } from '../guard/same-origin.js';
import { stylePath, style } from '../pages/style.js';
import { keepLanguage, speechOf } from '../request/language.js';
import { factsOf, originOf, signedIn } from '../request/request.js';
import { cookieName } from '../request/session-store.js';
import { loginPage, logoutPage, secondFactorPage } from './sign-in-page.js';

const LOGIN = '/admin/login';
const FIRST_PAGE = '/admin';

/** The style sheet, the only thing beside the sign-in pages that is open to everybody. */
export function publicAssets(): Router {
  return Router().get(stylePath, (_request, response) => {
    factsOf(response).route = 'style sheet';
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(style);
  });
}

/** Sign-in, second factor, sign-out, and who is signed in, below /admin. */
export function signInRoutes(context: Context): Router {
  const routes = Router();
  const answer = (response: Response, status: number, page: string) =>
    void response.status(status).type('html').send(page);

  routes.use(['/login', '/logout'], (request, response, next) => {
    factsOf(response).route = `/admin${request.baseUrl.slice('/admin'.length)}`;
    next(needsTls(context, request) ? new DomainError('forbidden', NEEDS_TLS) : undefined);
  });

  routes.use('/login', keepLanguage());

  routes.get('/login', (request, response) => {
    const next = safeNext(request.query['next']);
    const account = signedIn(request);
    const problem = account && accessProblem(account);
    if (problem === null) {
      response.redirect(303, next);
      return;
    }
    // A login that was ended while its session was open is told so, and led nowhere.
    if (problem !== undefined) {
      answer(
        response,
        200,
        loginPage({
          speech: speechOf(request),
          message: { tone: 'bad', text: speechOf(request).tell(problem) },
          next,
        }),
      );
      return;
    }
    answer(response, 200, loginPage({ speech: speechOf(request), next }));
  });

  routes.post('/login', async (request, response) => {
    const { login = '', password = '', next: wanted } = await readFields(request);
    const next = safeNext(wanted);
    try {
      const origin = originOf(request, response);
      const accepted = await acceptPassword(context, origin, { login, password });
      await renewSession(request, accepted.secondFactor ? undefined : accepted.account);
      if (accepted.secondFactor) request.session.pendingUserId = accepted.account.userId;
      await saveSession(request);
      const step = `/admin/login/second-factor?next=${encodeURIComponent(next)}`;
      response.redirect(303, accepted.secondFactor ? step : next);
    } catch (error) {
      const { status, text } = refusal(error, request, response);
      answer(
        response,
        status,
        loginPage({ speech: speechOf(request), message: { tone: 'bad', text }, login, next }),
      );
    }
  });

  routes.get('/login/second-factor', (request, response) => {
    const next = safeNext(request.query['next']);
    if (request.session.pendingUserId)
      answer(response, 200, secondFactorPage({ speech: speechOf(request), next }));
    else response.redirect(303, withNext(LOGIN, next));
  });

  routes.post('/login/second-factor', async (request, response) => {
    const { code = '', next: wanted } = await readFields(request);
    const next = safeNext(wanted);
    const { pendingUserId } = request.session;
    if (!pendingUserId) {
      response.redirect(303, withNext(LOGIN, next));
      return;
    }
    try {
      const origin = originOf(request, response);
      const account = await acceptSecondFactor(context, origin, pendingUserId, code);
      await renewSession(request, account);
      await saveSession(request);
      response.redirect(303, next);
    } catch (error) {
      const { status, text } = refusal(error, request, response);
      answer(
        response,
        status,
        secondFactorPage({ speech: speechOf(request), message: { tone: 'bad', text }, next }),
      );
    }
  });

  routes.get('/logout', (request, response) => {
    const next = safeNext(request.query['next']);
    if (!signedIn(request)) {
      response.redirect(303, withNext(LOGIN, next));
      return;
    }
    const atOnce = request.get('sec-fetch-site') === 'same-origin' && isSameOrigin(request);
    const { nonce } = factsOf(response);
    const action = withNext('/admin/logout', next);
    answer(response, 200, logoutPage(speechOf(request), { nonce, atOnce, action }));
  });

  routes.post('/logout', async (request, response) => {
    const account = signedIn(request);
    await new Promise<void>((resolve, reject) => {
      request.session.destroy((error) => (error ? reject(error as Error) : resolve()));
    });
    if (account) await noteSignOut(context, originOf(request, response), account);
    response.clearCookie(cookieName(context), { path: '/' });
    response.redirect(303, withNext(LOGIN, safeNext(request.query['next'])));
  });

  // Open pages ask it once their session has ended: an answer, where the guard would refuse.
  routes.get('/api/session', (request, response) => {
    factsOf(response).route = '/admin/api/session';
    const account = signedIn(request);
    const isIn = account !== undefined && accessProblem(account) === null;
    response.json({ login: isIn ? { userId: account.userId, username: account.username } : null });
  });

  return routes;
}

/** Where to go after signing in: an address of these pages, or the first page. */
export function safeNext(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || /[\\\s]/.test(wanted)) {
    return FIRST_PAGE;
  }
  const base = 'http://here.invalid';
  if (!URL.canParse(wanted, base)) return FIRST_PAGE;
  const { origin, pathname, search } = new URL(wanted, base);
  const isPage =
    /^\/admin(?:\/|$)/.test(pathname) &&
    !/^\/admin\/(?:api|login|logout|frontend)\b/.test(pathname);
  return origin === base && isPage ? `${pathname}${search}` : FIRST_PAGE;
}

function withNext(path: string, next: string): string {
  return next === FIRST_PAGE ? path : `${path}?next=${encodeURIComponent(next)}`;
}

/** A session under a new id: one that was planted before the sign-in is worth nothing after it. */
async function renewSession(request: Request, account: Account | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
  if (account) request.session.userId = account.userId;
}

async function saveSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}

const NEEDS_TLS =
  'signing in needs HTTPS, and this request came over plain HTTP; if TLS ends at a proxy, set TRUST_PROXY';

function needsTls({ config }: Context, request: Request): boolean {
  return config.production && !request.secure;
}

const refusals: Partial<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  throttled: 429,
};

/** What the form says; everything that is not the person's doing goes to the error handler. */
function refusal(
  error: unknown,
  request: Request,
  response: Response,
): { status: number; text: string } {
  const status = error instanceof DomainError ? refusals[error.code] : undefined;
  if (status === undefined) throw error;
  if (status === 429) response.set('Retry-After', '60');
  return { status, text: speechOf(request).tell((error as DomainError).text) };
}
