import { setImmediate as nextTurn } from 'node:timers/promises';

/** Many small pieces of work on the thread that serves all requests. */

/** Makes a function to await before each piece: after `pieces` of them, other requests get a turn. */
export function turnsAfter(pieces: number): () => Promise<void> {
  let done = 0;
  return async () => {
    if (done > 0 && done % pieces === 0) await nextTurn();
    done += 1;
  };
}

/** Works through the items in turns, and returns the results in their order. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  turn: () => Promise<void>,
  work: (item: Item) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    await turn();
    results.push(await work(item));
  }
  return results;
}
