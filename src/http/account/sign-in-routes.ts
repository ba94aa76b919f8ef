import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../../context.js';
import { DomainError, type ErrorCode } from '../../errors.js';
import { message } from '../../messages/message.js';
import { accessProblem, type Account } from '../../services/accounts/account.js';
import { acceptPassword, acceptSecondFactor } from '../../services/accounts/login.js';
import { noteSignOut, type Origin } from '../../services/sign-in/trail.js';
import { readFields } from '../guard/body.js';
import { isSameOrigin } from '../guard/same-origin.js';
import type { PageNotice } from '../pages/layout.js';
import { stylePath, style } from '../pages/style.js';
import { deviceOf, keepDevice } from '../request/device-cookie.js';
import { keepLanguage, speechOf } from '../request/language.js';
import { factsOf, originOf, signedIn } from '../request/request.js';
import { cookieName } from '../request/session-store.js';
import { LOGIN, safeNext, withNext } from './next-page.js';
import { loginPage, logoutPage, secondFactorPage } from './sign-in-page.js';

/** Seconds after which a throttled browser may ask again, where the refusal names no time. */
const RETRY_AFTER_S = 60;

/** The style sheet, which is open to everybody as the sign-in pages are. */
export function publicAssets(): Router {
  return Router({ caseSensitive: true, strict: true }).get(stylePath, (_request, response) => {
    factsOf(response).route = 'style sheet';
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(style);
  });
}

/** Sign-in, second factor, sign-out, and the signed-in login, below /admin. */
export function signInRoutes(context: Context): Router {
  const routes = Router({ caseSensitive: true, strict: true });
  routes.use(['/login', '/logout'], requireTls(context));
  routes.use('/login', keepLanguage());
  routes.get('/login', showLogin);
  routes.post('/login', acceptLogin(context));
  routes.get('/login/second-factor', showSecondFactorForm);
  routes.post('/login/second-factor', acceptCode(context));
  routes.get('/logout', showLogout(context));
  routes.post('/logout', signOut(context));
  routes.get('/api/session', reportLogin);
  return routes;
}

function requireTls({ config }: Context): RequestHandler {
  return (request, response, next) => {
    factsOf(response).route = `/admin${request.baseUrl.slice('/admin'.length)}`;
    const isPlain = config.production && !request.secure;
    next(isPlain ? needsTls() : undefined);
  };
}

const showLogin: RequestHandler = (request, response) => {
  const next = safeNext(request.query['next']);
  const account = signedIn(request);
  const problem = account && accessProblem(account);
  if (problem === null) {
    response.redirect(303, next);
    return;
  }
  // A login that was ended during its session reads the reason and is led nowhere.
  const notice: PageNotice | undefined =
    problem === undefined ? undefined : { tone: 'bad', said: problem };
  sendPage(response, 200, loginPage({ speech: speechOf(request), notice, next }));
};

function acceptLogin(context: Context): RequestHandler {
  return async (request, response) => {
    const { login = '', password = '', next: wanted } = await readFields(request);
    const next = safeNext(wanted);
    try {
      const origin = signInOrigin(context, request, response);
      const accepted = await acceptPassword(context, origin, { login, password });
      await renewSession(request, accepted.secondFactor ? undefined : accepted.account);
      if (accepted.secondFactor) request.session.pendingUserId = accepted.account.userId;
      await storeSession(request);
      if (!accepted.secondFactor) keepDevice(context, response, accepted.device);
      const step = `/admin/login/second-factor?next=${encodeURIComponent(next)}`;
      response.redirect(303, accepted.secondFactor ? step : next);
    } catch (error) {
      const { status, notice } = signInRefusal(error, response);
      const speech = speechOf(request);
      sendPage(response, status, loginPage({ speech, notice, login, next }));
    }
  };
}

const showSecondFactorForm: RequestHandler = (request, response) => {
  const next = safeNext(request.query['next']);
  if (request.session.pendingUserId) {
    sendPage(response, 200, secondFactorPage({ speech: speechOf(request), next }));
  } else {
    response.redirect(303, withNext(LOGIN, next));
  }
};

function acceptCode(context: Context): RequestHandler {
  return async (request, response) => {
    const { code = '', next: wanted } = await readFields(request);
    const next = safeNext(wanted);
    const { pendingUserId } = request.session;
    if (!pendingUserId) {
      response.redirect(303, withNext(LOGIN, next));
      return;
    }
    try {
      const origin = signInOrigin(context, request, response);
      const { account, device } = await acceptSecondFactor(context, origin, pendingUserId, code);
      await renewSession(request, account);
      await storeSession(request);
      keepDevice(context, response, device);
      response.redirect(303, next);
    } catch (error) {
      const { status, notice } = signInRefusal(error, response);
      const speech = speechOf(request);
      sendPage(response, status, secondFactorPage({ speech, notice, next }));
    }
  };
}

function showLogout({ config }: Context): RequestHandler {
  return (request, response) => {
    const next = safeNext(request.query['next']);
    if (!signedIn(request)) {
      response.redirect(303, withNext(LOGIN, next));
      return;
    }
    const isClick = request.get('sec-fetch-site') === 'same-origin';
    const atOnce = isClick && isSameOrigin(config, request);
    const { nonce } = factsOf(response);
    const action = withNext('/admin/logout', next);
    sendPage(response, 200, logoutPage(speechOf(request), { nonce, atOnce, action }));
  };
}

function signOut(context: Context): RequestHandler {
  return async (request, response) => {
    const account = signedIn(request);
    await new Promise<void>((resolve, reject) => {
      request.session.destroy((error) => (error ? reject(error as Error) : resolve()));
    });
    if (account) await noteSignOut(context, originOf(request, response), account);
    response.clearCookie(cookieName(context), { path: '/' });
    response.redirect(303, withNext(LOGIN, safeNext(request.query['next'])));
  };
}

/** Reports the login to open pages, also after their session's end, where the guard would refuse. */
const reportLogin: RequestHandler = (request, response) => {
  factsOf(response).route = '/admin/api/session';
  const account = signedIn(request);
  const isIn = account !== undefined && accessProblem(account) === null;
  response.json({ login: isIn ? { userId: account.userId, username: account.username } : null });
};

function signInOrigin(context: Context, request: Request, response: Response): Origin {
  return { ...originOf(request, response), device: deviceOf(context, request) };
}

function sendPage(response: Response, status: number, page: string): void {
  response.status(status).type('html').send(page);
}

/** Gives the session a new id, so that a session planted before the sign-in is worthless after it. */
async function renewSession(request: Request, account: Account | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
  if (account) request.session.userId = account.userId;
}

async function storeSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}

function needsTls(): DomainError {
  return new DomainError('forbidden', message('requests.needs_https'), {
    hint: message('requests.trust_proxy'),
  });
}

const refusals: Partial<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  throttled: 429,
};

/**
 * Returns the notice of a refused form, with its status.
 * @throws any other error, for the error handler
 */
function signInRefusal(error: unknown, response: Response): { status: number; notice: PageNotice } {
  if (!(error instanceof DomainError)) throw error;
  const status = refusals[error.code];
  if (status === undefined) throw error;
  if (status === 429) response.set('Retry-After', String(error.retryAfterS ?? RETRY_AFTER_S));
  return { status, notice: { tone: 'bad', said: error.whole } };
}
