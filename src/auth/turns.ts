import type { RequestHandler } from 'express';

/**
 * Begins one request per turn of the event loop. A page of a list is some milliseconds of work
 * without a pause; requests that arrive together would do all of theirs in one turn, and timers,
 * answers and bodies would wait for the last of them.
 */
export function beginInTurns(): RequestHandler {
  const waiting: (() => void)[] = [];
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
