import type { Express, NextFunction, Request, Response } from 'express';
import type { RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { message, type PlainKey } from '../../messages/message.js';
import { render } from '../../messages/render.js';

/**
 * The answer behind every other one. Express ends a request that no handler took, or whose error
 * handler failed, with a page and a policy of its own, and prints a stack outside production.
 */

/** Headers of an answer without a request id: nothing in it loads or runs. */
export const BARE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'Content-Type': 'text/plain; charset=utf-8',
} as const;

/** Serves an application whose unhandled requests end here and not in Express. */
export function toListener(app: Express, log: Pick<Logger, 'error'>): RequestListener {
  return (request, response) => {
    const end: NextFunction = (error?: unknown) => {
      const failed = error !== undefined && error !== null;
      if (failed) log.error({ err: error }, 'an error was not answered by a page');
      answerLast(response, failed ? 500 : 404);
    };
    try {
      app(request as Request, response as Response, end);
    } catch (error) {
      end(error);
    }
  };
}

const TEXTS: Record<404 | 500, PlainKey> = { 404: 'requests.no_page', 500: 'requests.failed' };

function answerLast(response: ServerResponse, status: 404 | 500): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // Headers of the answer that failed describe another body.
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag', 'Location', 'Set-Cookie']) {
    response.removeHeader(name);
  }
  response.writeHead(status, BARE_HEADERS).end(`${render(message(TEXTS[status]), 'en')}\n`);
}
