import { afterAll, beforeAll, onTestFinished } from 'vitest';

/**
 * How long what a test opens lives: until the test ends, or, where `sharedWorld` opens it, until the
 * last test of its group has ended.
 */

type Cleanup = () => unknown;

/** Cleanups of the world that is being opened. */
let opening: Cleanup[] | null = null;

/** Registers what closes or removes something that a test or a shared world opened. */
export function whenDone(cleanup: Cleanup): void {
  if (opening === null)
    onTestFinished(async () => {
      await cleanup();
    });
  else opening.push(cleanup);
}

/**
 * One world for a group of tests that only read it or have rows of their own in it: opening takes
 * longer than most questions to it. A test that changes what others read opens a world of its own.
 */
export function sharedWorld<World>(open: () => Promise<World>): () => World {
  const cleanups: Cleanup[] = [];
  let world: { opened: World } | undefined;
  beforeAll(async () => {
    opening = cleanups;
    try {
      world = { opened: await open() };
    } finally {
      opening = null;
    }
  });
  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });
  return () => {
    if (world === undefined) throw new Error('a shared world is there from the first test on');
    return world.opened;
  };
}
