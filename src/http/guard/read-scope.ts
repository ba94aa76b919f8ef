import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import type { ReadScope } from '../../db/types.js';

/** How many browsers' bookmarks are kept; one that is forgotten reads from the primary. */
const MOST = 10_000;

/**
 * Reads of a request may come from a replica that is as new as what this browser has seen. A
 * request that changes something starts from the newest, and what it wrote is seen by the next.
 * Sessions and logins are read before this, always from the primary: access ends at once.
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
