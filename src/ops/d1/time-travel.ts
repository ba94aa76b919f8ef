import { TIME_TRAVEL_DAYS } from '../../db/engines/d1/time-travel.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { ListedBookmark } from '../../services/bookmarks.js';
import { databaseName } from './database-name.js';

/**
 * The way back of a database on D1. Cloudflare restores it in place, by its own command, with the
 * operator's own sign-in: this program has no right to, and prints the commands.
 */

export interface TimeTravelPlan {
  /** Name of the database as wrangler has it. */
  database: string;
  /** Instant of the book as it will be. */
  at: string;
  /** The kept bookmark of that instant; null when the instant alone is known. */
  bookmark: string | null;
  commands: {
    /** Shows the bookmark of the instant; null where it is known. */
    look: string | null;
    restore: string;
    /** Ends the sessions that were open then. */
    endSessions: string;
    verify: string[];
  };
}

export interface TimeTravelRequest {
  at: Date;
  now: Date;
  bookmarks: readonly ListedBookmark[];
  /** Place of the database, as the bookmarks name it. */
  location: string;
}

const DAY_MS = 86_400_000;
const SECOND = 'YYYY-MM-DDTHH:MM:SS'.length;

/**
 * Plans the way back to an instant. The instant of a kept bookmark, to the second, leads to its
 * bookmark.
 * @throws DomainError `not_found` when Time Travel does not reach so far
 */
export function planTimeTravel({
  at,
  now,
  bookmarks,
  location,
}: TimeTravelRequest): TimeTravelPlan {
  const oldest = new Date(now.getTime() - TIME_TRAVEL_DAYS * DAY_MS);
  if (at < oldest) {
    const times = { at: at.toISOString(), oldest: oldest.toISOString() };
    throw new DomainError('not_found', message('restore.d1_too_old', times), {
      hint: message('restore.d1_too_old_hint', { at: '--at', to: '--to' }),
    });
  }
  const second = (text: string) => text.slice(0, SECOND);
  const kept = bookmarks.findLast(
    (one) => one.database === location && second(one.at) === second(at.toISOString()),
  );
  const bookmark = kept?.bookmark ?? null;
  const database = databaseName();
  const travel = (verb: string, to: string) =>
    ['npx', 'wrangler', 'd1', 'time-travel', verb, database, to].join(' ');
  const to = bookmark === null ? `--timestamp=${at.toISOString()}` : `--bookmark=${bookmark}`;
  return {
    database,
    at: at.toISOString(),
    bookmark,
    commands: {
      look: bookmark === null ? travel('info', to) : null,
      restore: travel('restore', to),
      endSessions: `npx wrangler d1 execute ${database} --remote --command "DELETE FROM sessions"`,
      verify: ['npm run db:status', 'npm run cli -- db check', 'npm run cli -- reconcile'],
    },
  };
}
