import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context.js';
import type { Actor, Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import type { Language } from '../../messages/language.js';
import { message } from '../../messages/message.js';
import { accessProblem, needsSecondFactor, type Account } from '../../services/accounts/account.js';
import { RequestError } from '../errors/request-error.js';
import { askAs, currentAsker } from '../../shares/asker.js';
import { holderOfLogin } from '../request/holder.js';
import { languageOf } from '../request/language.js';
import { actorOfRequest, factsOf, isApi, requireAccount, signedIn } from '../request/request.js';
import { BODY_BYTES, readBody } from './body.js';
import { RouteShares } from './route-shares.js';
import { findPanelRoute, type PanelRoute, type PanelRoutes } from './panel-routes.js';
import { UploadPlaces } from './uploads.js';

/** The guard between a request and the panels: login, account, routes of the role. */

/**
 * Admits a signed-in login that is still active: each request loads the login with its session.
 * Sends pages to the sign-in page and back; refuses everything else before reading its body.
 */
export function requireSignIn(): RequestHandler {
  return (request, response, next) => {
    const account = signedIn(request);
    const problem = account === undefined ? null : accessProblem(account);
    if (account !== undefined && problem === null) {
      if (isOtherTab(request, account)) next(otherTab(account));
      else askAsLogin(account.userId, next);
      return;
    }
    if (isPage(request)) {
      const wanted = request.originalUrl === '/admin' ? '' : request.originalUrl;
      response.redirect(303, wanted ? `/admin/login?next=${encodeURIComponent(wanted)}` : LOGIN);
      return;
    }
    next(
      new DomainError('unauthenticated', problem ?? message('requests.session_ended'), {
        hint: message('requests.sign_in_again'),
      }),
    );
  };
}

const CHANGE_PASSWORD = {
  path: '/admin/account/password',
  reason: message('requests.change_password_first'),
};
const SET_UP_SECOND_FACTOR = {
  path: '/admin/account/second-factor',
  reason: message('requests.set_up_second_factor_first'),
};

/** Makes the user first change a password that somebody else set, and set up a required second factor. */
export function requireSettledAccount(context: Context): RequestHandler {
  return (request, response, next) => {
    const account = requireAccount(request);
    const step = account.mustChangePassword
      ? CHANGE_PASSWORD
      : needsSecondFactor(context, account)
        ? SET_UP_SECOND_FACTOR
        : null;
    if (step === null || request.path.startsWith(step.path.slice('/admin'.length))) {
      next();
    } else if (isPage(request)) {
      response.redirect(303, step.path);
    } else {
      const hint = message('requests.open_address', { path: step.path });
      next(new DomainError('forbidden', step.reason, { hint }));
    }
  };
}

/**
 * Admits the routes on the role's list; reads the body of admitted requests only, so that nothing
 * else is ever parsed; and gives AdminJS the acting user, for this request only.
 */
export function guardPanels(
  routesFor: (role: Role) => Promise<PanelRoutes>,
  toPanelUser: (actor: Actor, language: Language) => object,
): RequestHandler {
  const shares = new RouteShares();
  const uploads = new UploadPlaces();
  const forms = new UploadPlaces(FORMS_AT_ONCE);
  const readFields = async (request: Request, response: Response, route: PanelRoute) => {
    if (request.method !== 'POST') return {};
    const { uploadBytes, formFileBytes } = route;
    const { userId } = requireAccount(request);
    if (uploadBytes !== undefined) {
      return { upload: await uploads.receive(userId, request, response, uploadBytes) };
    }
    // Without the header, a form that is saved without a file would wait for those with one.
    return formFileBytes !== undefined && request.get(HAS_FILES) !== undefined
      ? forms.receiveForm(userId, request, response, formFileBytes)
      : readLargeBody(shares, request, response);
  };
  return async (request, response, next) => {
    const { role } = requireAccount(request);
    const route = findPanelRoute(await routesFor(role), {
      method: request.method,
      path: request.path,
      recordIds: request.query['recordIds'],
      format: request.query['format'],
    });
    if (!route) throw new DomainError('not_found', message('requests.no_page'));
    factsOf(response).route = route.pattern;
    if (route.share !== undefined) await shares.take(route.share, request, response);
    const fields = await readFields(request, response, route);
    // Keeps the form parser of @adminjs/express, which writes uploads to disk, from running.
    Object.assign(request, { fields, files: {}, express_formidable: { parsed: true } });
    Object.defineProperty(request.session, 'adminUser', {
      value: toPanelUser(actorOfRequest(request, response), languageOf(request)),
      enumerable: false,
      configurable: true,
    });
    next();
  };
}

/** Reads the body of a form. A large one waits until the others of its login are parsed. */
async function readLargeBody(
  shares: RouteShares,
  request: Request,
  response: Response,
): Promise<Record<string, unknown>> {
  const length = Number(request.get('content-length') ?? Infinity);
  if (length > SMALL_BYTES) await shares.take('bodies', request, response);
  return readBody(request, BODY_BYTES.panel);
}

/** Bytes of a body that is parsed in no time. */
const SMALL_BYTES = 64_000;

const LOGIN = '/admin/login';

/** Header of a form that holds files. */
const HAS_FILES = 'X-Form-Files';

/** Forms with files that the process reads and saves at a time. */
const FORMS_AT_ONCE = 4;

/** Header in which a page names its login, so that a tab of one login does not act as another. */
export const SIGNED_IN_AS = 'X-Signed-In-As';

function isOtherTab(request: Request, { userId }: Account): boolean {
  const madeFor = request.get(SIGNED_IN_AS);
  return madeFor !== undefined && madeFor !== userId;
}

function otherTab({ username }: Account): RequestError {
  return new RequestError(
    412,
    message('requests.other_login', { username }),
    message('requests.reload'),
  );
}

/** Runs the rest of the request for its login, which the turns may have taken for an address. */
function askAsLogin(userId: string, next: () => void): void {
  const asker = currentAsker();
  askAs(asker && { ...asker, holder: holderOfLogin(userId) }, next);
}

function isPage(request: Request): boolean {
  return request.method === 'GET' && !isApi(request) && !request.path.startsWith('/frontend/');
}
