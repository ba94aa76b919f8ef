import type { RequestHandler } from 'express';
import type { Context } from '../context.js';
import { factsOf } from './request/request.js';

/** For load balancers and start scripts: whether the server answers and the database does. */
export function reportHealth({ database }: Context): RequestHandler {
  return async (_request, response) => {
    factsOf(response).route = '/healthz';
    await database.prepare('SELECT 1 AS ok').all();
    response.type('text').send('ok\n');
  };
}
