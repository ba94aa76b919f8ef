import type { Request, RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { toActor, type Account } from '../../services/accounts/account.js';
import { accountOf } from './session-store.js';

/** What the pipeline knows about a request: its id, its nonce, its route for the log, who asks. */

export interface RequestFacts {
  requestId: string;
  nonce: string;
  /** The route's pattern, never the path: that may hold what somebody searched for. */
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

/** A request id of our own: one from outside could be made to look like another request's. */
export function identifyRequest(): RequestHandler {
  return (_request, response, next) => {
    const requestId = randomUUID();
    response.locals.facts = { requestId, nonce: randomUUID().replaceAll('-', '') };
    response.set('X-Request-Id', requestId);
    next();
  };
}

/** One line for each request: no query, no path, no personal data. */
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

/** The signed-in login, also where the session middleware has not run. */
export function signedIn(request: Request): Account | undefined {
  return (request as Partial<Request>).session === undefined ? undefined : accountOf(request);
}

/** @throws DomainError `unauthenticated` where the guard has let nobody in */
export function requireAccount(request: Request): Account {
  const account = signedIn(request);
  if (!account) throw new DomainError('unauthenticated', 'sign in first');
  return account;
}

/** Who acts, for the services. */
export function actorOf(request: Request, response: Response): Actor {
  return toActor(requireAccount(request), originOf(request, response));
}

export function originOf(
  request: Request,
  response: Response,
): { requestId: string; address: string } {
  return { requestId: factsOf(response).requestId, address: request.ip ?? 'unknown' };
}

/** Whether the caller wants data rather than a page. */
export function isApi(request: Request): boolean {
  return request.path.startsWith('/admin/api/') || request.originalUrl.startsWith('/admin/api/');
}
