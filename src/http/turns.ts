import type { Request, RequestHandler, Response } from 'express';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../context.js';
import { DomainError } from '../errors.js';
import { message } from '../messages/message.js';
import { askAs } from '../shares/asker.js';
import { refusal, refusals } from '../shares/refusals.js';
import { Share, ShareFull, type ShareClock, type ShareSize } from '../shares/share.js';
import { onceOver } from './request/answer-end.js';
import { holderOf } from './request/holder.js';
import { cookieName } from './request/session-store.js';

/**
 * Begins one request per turn of the event loop, and goes round the logins: a page of a list is some
 * milliseconds of work without a pause, and neither requests that arrive together nor one login's
 * flood of them may make the others wait for the last of them.
 */

/** Requests of a login that are worked on and that wait. A browser sends six at a time. */
const OF_LOGIN = { each: 6, waiting: 64 } as const;
/** Requests of an address before the sign-in: an office may share it. */
const OF_ADDRESS = { each: 32, waiting: 128 } as const;
const WITHIN_MS = 20_000;

/** Time before a flood reads its refusal: whoever is refused at once asks again at once. */
const REFUSED_AFTER_MS = 1_000;
/** Requests of a holder whose refusal waits; connections beyond are closed. */
const MOST_REFUSED = 256;

const PROBES = new Set(['/healthz', '/readyz']);

const lines = new WeakMap<Context, Share>();

function lineOf(context: Context, clock?: ShareClock): Share {
  const known =
    lines.get(context) ??
    new Share(
      { ...OF_LOGIN, all: Infinity, withinMs: WITHIN_MS },
      { perTurn: true, sizeOf, ...(clock && { clock }) },
    );
  lines.set(context, known);
  return known;
}

function sizeOf(holder: string): Pick<ShareSize, 'each' | 'waiting'> {
  return holder.startsWith('login ') ? OF_LOGIN : OF_ADDRESS;
}

/** Makes each request wait for its turn, and the rest of its work run for the one who asked. */
export function beginInTurns(context: Context): RequestHandler {
  const line = lineOf(context);
  const cookie = cookieName(context);
  const refused = new Map<string, number>();
  return async (request, response, next) => {
    // Strangers at the address of a monitor must not make the server look dead.
    const holder = PROBES.has(request.path) ? 'probe' : holderOf(context, cookie, request);
    const signal = untilGone(response);
    try {
      onceOver(response, await line.take(holder, signal));
    } catch (error) {
      const said = error instanceof ShareFull ? await refuse(refused, holder, request) : error;
      if (said !== null) next(said);
      return;
    }
    askAs({ holder, signal }, next);
  };
}

/**
 * Returns the refusal of a request of a flood, after a while; null where too many wait for theirs, and
 * the connection was cut.
 */
async function refuse(
  refused: Map<string, number>,
  holder: string,
  request: Request,
): Promise<DomainError | null> {
  const count = (refused.get(holder) ?? 0) + 1;
  if (count > MOST_REFUSED) {
    request.destroy();
    return null;
  }
  refused.set(holder, count);
  await new Promise((resolve) => setTimeout(resolve, REFUSED_AFTER_MS));
  const left = (refused.get(holder) ?? 1) - 1;
  if (left === 0) refused.delete(holder);
  else refused.set(holder, left);
  return refusal(holder.startsWith('login ') ? refusals.requests : refusals.strangers, 'holder');
}

/** Returns a signal that aborts when the client closes the connection before the answer. */
function untilGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (response.writableFinished) return;
    gone.abort(new DomainError('invalid', message('requests.broken_off')));
  });
  return gone.signal;
}

/**
 * Lets waiting requests go first; long work calls it between its steps.
 * @param most requests that may go first, so that the work continues under any load
 */
export async function afterOthers(context: Context, most: number): Promise<void> {
  const line = lineOf(context);
  let begun = 0;
  do await nextTurn();
  while (line.hasNext && ++begun < most);
}
