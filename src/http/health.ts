import type { RequestHandler } from 'express';
import type { Context } from '../context.js';
import { sendError } from './errors/error-handler.js';
import { factsOf } from './request/request.js';

/** For load balancers and start scripts: whether the server answers and the database does. */
export function reportHealth({ database, engine }: Context): RequestHandler {
  return async (_request, response) => {
    factsOf(response).route = '/healthz';
    const failure = engine.failure();
    if (!failure) await database.prepare('SELECT 1 AS ok').all();
    response
      .status(failure ? 503 : 200)
      .type('text')
      .send(failure ? `${failure.text}\n` : 'ok\n');
  };
}

/** Answers everything with the way out once the database serves nothing any more. */
export function refuseFailedDatabase({ engine }: Context): RequestHandler {
  return (request, response, next) => {
    const failure = engine.failure();
    if (failure) sendError(request, response, 503, failure.text);
    else next();
  };
}
