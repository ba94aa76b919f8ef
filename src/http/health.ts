import type { RequestHandler } from 'express';
import type { Context } from '../context.js';
import { sendError } from './errors/error-handler.js';
import { factsOf } from './request/request.js';

/** Answers load balancers and start scripts: 200 while server and database work, else 503. */
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

/** Refuses every request, with the way out, once the database has failed for good. */
export function refuseFailedDatabase({ engine }: Context): RequestHandler {
  return (request, response, next) => {
    const failure = engine.failure();
    if (failure) sendError(request, response, 503, failure.whole);
    else next();
  };
}
