import type { RequestHandler } from 'express';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../context.js';

/**
 * Begins one request per turn of the event loop. A page of a list is some milliseconds of work
 * without a pause; requests that arrive together would all work in one turn, and timers, answers and
 * bodies would wait for the last of them.
 */

interface Turns {
  waiting: (() => void)[];
}

const turns = new WeakMap<Context, Turns>();

function turnsOf(context: Context): Turns {
  const known = turns.get(context) ?? { waiting: [] };
  turns.set(context, known);
  return known;
}

export function beginInTurns(context: Context): RequestHandler {
  const { waiting } = turnsOf(context);
  const beginNext = () => {
    const begin = waiting.shift();
    if (waiting.length > 0) setImmediate(beginNext);
    begin?.();
  };
  return (_request, _response, next) => {
    waiting.push(next);
    if (waiting.length === 1) setImmediate(beginNext);
  };
}

/**
 * Lets waiting requests go first; long work calls it between its steps.
 * @param most requests that may go first, so that the work continues under any load
 */
export async function afterOthers(context: Context, most: number): Promise<void> {
  const { waiting } = turnsOf(context);
  let begun = 0;
  do await nextTurn();
  while (waiting.length > 0 && ++begun < most);
}
