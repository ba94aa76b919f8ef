import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { needsSecondFactor } from '../../services/accounts/account.js';
import { changeOwnPassword } from '../../services/accounts/change-password.js';
import { countRecoveryCodes } from '../../services/accounts/second-factor-codes.js';
import {
  confirmSecondFactor,
  pendingSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '../../services/accounts/second-factor.js';
import { hashSessionId } from '../../services/accounts/session-lookup.js';
import { listSessions } from '../../services/accounts/sessions.js';
import { readFields } from '../guard/body.js';
import type { PageNotice } from '../pages/layout.js';
import { timeWriter } from '../pages/time.js';
import { deviceOf } from '../request/device-cookie.js';
import { keepLanguage, speechOf } from '../request/language.js';
import { actorOfRequest, factsOf, requireAccount } from '../request/request.js';
import { overviewPage, passwordPage, signedInPage, type AccountPage } from './account-page.js';
import { acknowledgeOnPage, bannerOf, noticeList } from './notice-routes.js';
import { endChosenSessions } from './session-routes.js';
import { stepUp } from './step-up-routes.js';
import { recoveryCodesPage, secondFactorSettingsPage } from './second-factor-page.js';

/** The login's own account, below /admin/account: pages of ours, outside the panels. */

const done: Record<string, Message | undefined> = {
  password: message('pages.password_changed'),
  removed: message('accounts.second_factor_is_off'),
  session: message('pages.session_ended'),
  everywhere: message('pages.other_sessions_ended'),
};

const knownPaths = ['/', '/password', '/second-factor', '/sessions', '/notices', '/signed-in'];

export function accountRoutes(context: Context): Router {
  const routes = Router({ caseSensitive: true, strict: true });
  routes.use(nameAccountRoute);
  routes.use(keepLanguage());
  routes.get('/', showOverview(context));
  routes.get('/signed-in', showSignedIn);
  routes.get('/password', showPasswordForm(context));
  routes.post('/password', acceptNewPassword(context));
  routes.get('/second-factor', showSecondFactor(context));
  routes.post('/second-factor', changeSecondFactor(context));
  routes.post('/sessions', endChosenSessions(context));
  routes.post('/notices', acknowledgeOnPage(context));
  return routes;
}

const nameAccountRoute: RequestHandler = (request, response, next) => {
  const known = knownPaths.includes(request.path);
  factsOf(response).route = known ? `/admin/account${request.path}` : '/admin/account';
  next();
};

function showOverview(context: Context): RequestHandler {
  return async (request, response) => {
    const account = requireAccount(request);
    const speech = speechOf(request);
    const actor = actorOfRequest(request, response);
    const word = request.query['done'];
    const said = typeof word === 'string' && Object.hasOwn(done, word) ? done[word] : undefined;
    send(
      response,
      overviewPage({
        ...(await pageOf(context, request)),
        notice: said && { tone: 'good', said },
        sessions: await listSessions(context, actor, { userId: account.userId }),
        currentSession: hashSessionId(request.sessionID),
        recoveryCodesLeft: await countRecoveryCodes(context, account.userId),
        noticeList: await noticeList(context, request),
        showTime: timeWriter(context, speech.language),
      }),
    );
  };
}

const showSignedIn: RequestHandler = (request, response) => {
  send(response, signedInPage(speechOf(request), requireAccount(request)));
};

function showPasswordForm(context: Context): RequestHandler {
  return async (request, response) => {
    send(response, passwordPage(await pageOf(context, request)));
  };
}

function acceptNewPassword(context: Context): RequestHandler {
  return async (request, response) => {
    const { current = '', password = '', again = '' } = await readFields(request);
    try {
      if (password !== again) {
        throw new DomainError('invalid', message('accounts.passwords_differ'), { field: 'again' });
      }
      await changeOwnPassword(context, actorOfRequest(request, response), {
        current,
        password,
        keepSession: request.sessionID,
        keepDevice: deviceOf(context, request),
      });
      response.redirect(303, '/admin/account?done=password');
    } catch (error) {
      const { notice, field } = accountRefusal(error, response);
      send(response, passwordPage({ ...(await pageOf(context, request)), notice, field }));
    }
  };
}

function showSecondFactor(context: Context): RequestHandler {
  return async (request, response) => {
    await sendSecondFactor(context, request, response);
  };
}

function changeSecondFactor(context: Context): RequestHandler {
  return async (request, response) => {
    const { do: step = '', ...typed } = await readFields(request);
    try {
      if (!isFactorStep(step)) {
        throw new DomainError('invalid', message('requests.form_incomplete'));
      }
      if (typed['password'] !== undefined) await stepUp(context, request, response, typed);
      await factorSteps[step](context, request, response, typed['code'] ?? '');
    } catch (error) {
      const { notice, field } = accountRefusal(error, response);
      await sendSecondFactor(context, request, response, { notice, field });
    }
  };
}

type FactorStep = (
  context: Context,
  request: Request,
  response: Response,
  code: string,
) => Promise<void>;

/** Steps of the second factor's page; each service requires the session's step-up. */
const factorSteps = {
  start: async (context, request, response) => {
    await startSecondFactor(context, actorOfRequest(request, response));
    // The secret is shown at once: a step-up for one operation is used up.
    await sendSecondFactor(context, request, response, { shows: true });
  },
  confirm: async (context, request, response, code) => {
    const actor = actorOfRequest(request, response);
    const keepSession = request.sessionID;
    sendCodes(request, response, await confirmSecondFactor(context, actor, code, { keepSession }));
  },
  renew: async (context, request, response) => {
    const actor = actorOfRequest(request, response);
    sendCodes(request, response, await renewRecoveryCodes(context, actor));
  },
  remove: async (context, request, response) => {
    const actor = actorOfRequest(request, response);
    const keepSession = request.sessionID;
    await removeSecondFactor(context, actor, actor.userId, { keepSession });
    response.redirect(303, '/admin/account?done=removed');
  },
} satisfies Record<string, FactorStep>;

function isFactorStep(step: string): step is keyof typeof factorSteps {
  return Object.hasOwn(factorSteps, step);
}

function sendCodes(request: Request, response: Response, codes: string[]): void {
  const page = { speech: speechOf(request), account: requireAccount(request) };
  send(response, recoveryCodesPage(page, codes));
}

function isSteppedUp(request: Request, response: Response): boolean {
  return actorOfRequest(request, response).stepUp?.state !== 'none';
}

/** @param shows true where the request itself made the secret */
async function sendSecondFactor(
  context: Context,
  request: Request,
  response: Response,
  page: { notice?: PageNotice; field?: string | undefined; shows?: boolean } = {},
): Promise<void> {
  const account = requireAccount(request);
  const actor = actorOfRequest(request, response);
  // Only whoever typed the password may see a secret that is not on yet.
  const mayShow = page.shows === true || isSteppedUp(request, response);
  send(
    response,
    secondFactorSettingsPage({
      ...(await pageOf(context, request)),
      ...(page.notice && { notice: page.notice }),
      field: page.field,
      enrolment: mayShow ? await pendingSecondFactor(context, actor) : null,
      required: needsSecondFactor(context, { ...account, hasSecondFactor: false }),
      recoveryCodesLeft: await countRecoveryCodes(context, account.userId),
      isSteppedUp: actor.stepUp?.state === 'fresh',
    }),
  );
}

/** Returns what every account page shows: its texts, its login, and the notices to acknowledge. */
async function pageOf(context: Context, request: Request): Promise<AccountPage> {
  return {
    speech: speechOf(request),
    account: requireAccount(request),
    banner: await bannerOf(context, request),
  };
}

function send(response: Response, page: string): void {
  response.type('html').send(page);
}

/**
 * Returns the notice and field of a refused form, and sets its status.
 * @throws any other error, for the error handler
 */
function accountRefusal(
  error: unknown,
  response: Response,
): { notice: PageNotice; field: string | undefined } {
  if (!(error instanceof DomainError)) throw error;
  const status = { invalid: 400, conflict: 409, forbidden: 403, step_up: 403, throttled: 429 }[
    error.code as string
  ];
  if (status === undefined) throw error;
  response.status(status);
  if (error.retryAfterS !== undefined) response.set('Retry-After', String(error.retryAfterS));
  return { notice: { tone: 'bad', said: error.whole }, field: error.field };
}
