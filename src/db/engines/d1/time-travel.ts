/**
 * Bookmarks of D1's Time Travel. A session of the Workers API answers the same bookmarks that
 * `wrangler d1 time-travel` takes: https://developers.cloudflare.com/d1/reference/time-travel/
 */

/** D1 keeps bookmarks for so many days on a paid plan, seven on the free one. */
export const TIME_TRAVEL_DAYS = 30;

const BOOKMARK = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/;

/**
 * Reads the bookmark of an answer.
 * @throws Error when it is none: an operator would type it into a command
 */
export function readBookmark(text: unknown): string {
  if (typeof text === 'string' && BOOKMARK.test(text)) return text;
  throw new Error('D1 answered without a bookmark of Time Travel');
}
