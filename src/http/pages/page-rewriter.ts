import type { Request, RequestHandler } from 'express';
import { factsOf } from '../request/request.js';

/**
 * Passes a router's HTML through `rewrite`, with the nonce of this answer's content security policy.
 * Leaves every other content unchanged.
 */
export function rewritePages(
  rewrite: (html: string, nonce: string, request: Request) => string,
): RequestHandler {
  return (request, response, next) => {
    const send = response.send.bind(response);
    response.send = (body: unknown) => {
      const type = response.get('content-type');
      const isPage = typeof body === 'string' && (type === undefined || type.includes('text/html'));
      return send(isPage ? rewrite(body, factsOf(response).nonce, request) : body);
    };
    next();
  };
}
