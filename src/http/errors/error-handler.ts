import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context.js';
import { MachineError } from '../../db/errors.js';
import { DomainError, StepUpError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { languageOf, speechOf } from '../request/language.js';
import { endAnswer } from '../request/answer-end.js';
import { factsOf, isApi, signedIn } from '../request/request.js';
import { errorPage } from './error-page.js';
import { RequestError } from './request-error.js';

/** The end of the pipeline: answers an error in plain words, with the request's id. */

const STATUS: Record<DomainError['code'], number> = {
  invalid: 400,
  not_found: 404,
  forbidden: 403,
  step_up: 403,
  conflict: 409,
  constraint: 422,
  unauthenticated: 401,
  throttled: 429,
  unavailable: 503,
  unknown_outcome: 503,
  configuration: 500,
};

/** Seconds after which a program may ask again. */
const RETRY_AFTER_S = '5';

export function refuseUnknownRoute(): RequestHandler {
  return (_request, _response, next) => {
    next(new DomainError('not_found', message('requests.no_page')));
  };
}

export function reportErrors(context: Context): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const { requestId, route } = factsOf(response);
    const operation = { requestId, method: request.method, route };
    if (response.headersSent) {
      // Express would print the stack beside the log. Only a broken connection can still show the
      // client that its answer is not whole.
      context.log.error({ ...operation, err: error }, 'an answer was broken off');
      response.destroy();
      endAnswer(response);
      return;
    }
    if (error instanceof DomainError && error.retryAfterS !== undefined) {
      response.set('Retry-After', String(error.retryAfterS));
    }
    const { status, said } = publicError(error, signedIn(request)?.role === 'admin');
    if (status >= 500) context.log.error({ ...operation, err: error }, 'request failed');
    const sign = error instanceof StepUpError ? { stepUp: { needsCode: error.needsCode } } : {};
    sendError(request, response, status, said, sign);
  };
}

/**
 * Sends JSON to the API and a page to a browser, both with the same plain words.
 * @param home origin of the link to the first page; this one unless given
 * @param stepUp tells a program that the request needs a step-up
 */
export function sendError(
  request: Request,
  response: Response,
  status: number,
  said: Message,
  { home = '', stepUp }: { home?: string | undefined; stepUp?: { needsCode: boolean } } = {},
): void {
  const { requestId } = factsOf(response);
  response.status(status);
  if (status === 503) response.set('Retry-After', RETRY_AFTER_S);
  if (isApi(request)) {
    const text = render(said, languageOf(request));
    response.json({
      message: text,
      requestId,
      notice: { message: text, type: 'error' },
      ...(stepUp && { stepUp }),
    });
    return;
  }
  const page = { status, said, requestId, from: pageBefore(request), home };
  response.type('html').send(errorPage(speechOf(request), page));
}

/** Returns the path of our page that sent the request: the sign-in page leads back to it. */
function pageBefore(request: Request): string | null {
  const source = request.get('referer');
  if (source === undefined || !URL.canParse(source)) return null;
  const { host, pathname, search } = new URL(source);
  return host === request.host ? pathname + search : null;
}

/** Status and message for the client; an error that is not a DomainError stays in the log. */
function publicError(error: unknown, isAdmin: boolean): { status: number; said: Message } {
  if (error instanceof MachineError && !isAdmin) {
    return { status: STATUS[error.code], said: error.forUsers };
  }
  if (error instanceof RequestError) return { status: error.status, said: error.whole };
  if (error instanceof DomainError) {
    const status = STATUS[error.code];
    return { status, said: status === 500 ? message('requests.failed') : error.whole };
  }
  const named = adminErrors[error instanceof Error ? error.name : ''];
  return named ?? { status: 500, said: message('requests.failed') };
}

/** Messages for AdminJS's own errors, by name: their own texts list resources and actions. */
const adminErrors: Record<string, { status: number; said: Message } | undefined> = {
  NotFoundError: { status: 404, said: message('requests.no_record') },
  ForbiddenError: { status: 403, said: message('requests.not_open') },
  ValidationError: { status: 400, said: message('requests.bad_values') },
  URIError: { status: 400, said: message('requests.bad_address') },
};
