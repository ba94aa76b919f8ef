import type { Request, RequestHandler } from 'express';
import type { Config } from '../../config.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { isApi } from '../request/request.js';
import { isOwnPage } from './known-host.js';

/**
 * Requires that API requests, and requests that may change data, come from a page of ours (or from
 * the address bar). Browsers send Sec-Fetch-Site, except over plain HTTP on another machine's name;
 * Origin or Referer of our own pages replace it there.
 */
export function requireSameOrigin(config: Config): RequestHandler {
  return (request, _response, next) => {
    const harmless = request.method === 'GET' || request.method === 'HEAD';
    if ((harmless && !isApi(request)) || isSameOrigin(config, request)) {
      next();
      return;
    }
    next(
      new DomainError('forbidden', message('requests.other_origin'), {
        hint: message('requests.open_page_here'),
      }),
    );
  };
}

/** Returns true when a page of ours, or the user by the address bar, made the request. */
export function isSameOrigin(config: Config, request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const source = request.get('origin') ?? request.get('referer');
  return source !== undefined && isOwnPage(config, request, source);
}
