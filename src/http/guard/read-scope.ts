import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import type { ReadScope } from '../../db/types.js';

/** Browsers whose bookmarks are kept; a forgotten one reads from the primary. */
const MOST = 10_000;

/**
 * Lets a request read from a replica that is at least as new as the last answer to this browser. A
 * request that changes data starts from the newest state, and the next request sees its writes.
 * Sessions and logins are read earlier, always from the primary: access ends at once.
 */
export function readInScope({ engine }: Context): RequestHandler {
  const bookmarks = new Map<string, string>();
  return (request, response, next) => {
    const id = request.sessionID;
    const scope: ReadScope = {
      bookmark: request.method === 'POST' ? undefined : bookmarks.get(id),
    };
    response.once('finish', () => {
      const { bookmark } = scope;
      if (bookmark === undefined || bookmark <= (bookmarks.get(id) ?? '')) return;
      bookmarks.delete(id);
      bookmarks.set(id, bookmark);
      const [oldest] = bookmarks.keys();
      if (bookmarks.size > MOST && oldest !== undefined) bookmarks.delete(oldest);
    });
    engine.inScope(scope, next);
  };
}
