import type { Request, RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { toActor, type Account } from '../../services/accounts/account.js';
import { toAddress } from '../../services/sign-in/addresses.js';
import { accountOf, stepUpOf } from './session-store.js';

/** Facts of a request for the pipeline: its id, its nonce, its route for the log, its login. */

export interface RequestFacts {
  requestId: string;
  nonce: string;
  /** The route's pattern, never the path, which may hold the text of a search. */
  route?: string;
}

declare module 'express-serve-static-core' {
  interface Locals {
    facts: RequestFacts;
  }
}

export function factsOf(response: Response): RequestFacts {
  return response.locals.facts;
}

/** Gives the request an id of our own: a client could choose an id of another request. */
export function identifyRequest(): RequestHandler {
  return (_request, response, next) => {
    const requestId = randomUUID();
    response.locals.facts = { requestId, nonce: randomUUID().replaceAll('-', '') };
    response.set('X-Request-Id', requestId);
    next();
  };
}

/** Logs one line for each request, without query, path and personal data. */
export function logRequests({ log }: Context): RequestHandler {
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.on('close', () => {
      const { requestId, route } = factsOf(response);
      const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
      log.info(
        {
          requestId,
          userId: signedIn(request)?.userId ?? null,
          method: request.method,
          route: route ?? 'none',
          status: response.statusCode,
          aborted: response.writableFinished ? undefined : true,
          ms: Math.round(ms * 10) / 10,
        },
        'request',
      );
    });
    next();
  };
}

/** The signed-in login; undefined also before the session middleware runs. */
export function signedIn(request: Request): Account | undefined {
  return (request as Partial<Request>).session === undefined ? undefined : accountOf(request);
}

/** @throws DomainError `unauthenticated` without a signed-in login */
export function requireAccount(request: Request): Account {
  const account = signedIn(request);
  if (!account) throw new DomainError('unauthenticated', message('requests.sign_in_first'));
  return account;
}

/** The acting user of a request, for the services. */
export function actorOfRequest(request: Request, response: Response): Actor {
  const actor = toActor(requireAccount(request), originOf(request, response));
  return { ...actor, stepUp: stepUpOf(request) };
}

/** Address and browser of a request, and its id. */
export interface RequestOrigin {
  requestId: string;
  address: string | undefined;
  userAgent: string | undefined;
}

export function originOf(request: Request, response: Response): RequestOrigin {
  return {
    requestId: factsOf(response).requestId,
    address: toAddress(request.ip),
    userAgent: request.get('user-agent'),
  };
}

/** Returns true for a request for data rather than a page. */
export function isApi(request: Request): boolean {
  return request.path.startsWith('/admin/api/') || request.originalUrl.startsWith('/admin/api/');
}
