import type { Request, RequestHandler } from 'express';
import { DomainError } from '../../errors.js';
import { isApi } from '../request/request.js';

/**
 * Every API request and everything that may change something has to come from a page of ours (or
 * from the address bar). Browsers say so in Sec-Fetch-Site; over plain HTTP on another machine's
 * name they do not, and Origin or Referer of one's own pages stand in.
 */
export function requireSameOrigin(): RequestHandler {
  return (request, _response, next) => {
    const harmless = request.method === 'GET' || request.method === 'HEAD';
    if ((harmless && !isApi(request)) || isSameOrigin(request)) {
      next();
      return;
    }
    next(
      new DomainError('forbidden', 'this request did not come from a page of this site', {
        hint: 'open the page here and try again',
      }),
    );
  };
}

/** Whether a page of ours, or the person itself, made the request. */
export function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const source = request.get('origin') ?? request.get('referer');
  return source !== undefined && hostOf(source) === request.host;
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
