import type { RequestHandler } from 'express';
import type { Context } from '../context.js';
import { message } from '../messages/message.js';
import { render } from '../messages/render.js';
import type { CheckReadiness } from '../ops/readiness/readiness.js';
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

/**
 * Answers whether the server takes work: 200, with warnings below, or 503 with what is wrong. In
 * English, because programs read it.
 */
export function reportReadiness(check: CheckReadiness): RequestHandler {
  return async (_request, response) => {
    factsOf(response).route = '/readyz';
    const { problems, warnings } = await check();
    const isReady = problems.length === 0;
    const lines = [
      message(isReady ? 'ready.yes' : 'ready.no'),
      ...problems,
      ...warnings.map((problem) => message('ready.warning', { problem })),
    ];
    response
      .status(isReady ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .type('text')
      .send(lines.map((line) => `${render(line, 'en')}\n`).join(''));
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
