import { v7 } from 'uuid';
import type { Context } from '../../../src/context.js';

/** Ids that two worlds give out alike: those of one request follow from its number. */

const SEED = Uint8Array.from({ length: 16 }, (_, index) => index);
/** Ids of one request, at most. */
const ROOM = 10_000;

/** Replaces a context's source of ids; the returned function begins a request. */
export function fixIds(context: Context): (request: number) => void {
  let next = 0;
  context.newId = () => {
    next += 1;
    return v7({ msecs: context.clock.now().getTime(), seq: next, random: SEED });
  };
  return (request) => {
    next = request * ROOM;
  };
}
