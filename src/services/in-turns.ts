import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Many small pieces of work on the thread that serves everybody: after so many of them, others get
 * a turn.
 */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  aTurn: number,
  work: (item: Item) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % aTurn === 0) await nextTurn();
    results.push(await work(item));
  }
  return results;
}
