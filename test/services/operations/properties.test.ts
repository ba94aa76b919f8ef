import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { volume } from '../../helpers/run/volume.js';
import { sequence } from './random-operations.js';
import { play } from './random-play.js';
import { createWorld, floors, paidUnaccepted, wrongProfits, type Counted } from './random-world.js';

/**
 * Random sequences of all operations with crashes, lost replies and duplicates: the invariants hold
 * after each sequence. `PROPERTY_RUNS=2000 PROPERTY_SEED=$RANDOM` plays many new sequences.
 */

const runs = Number(process.env['PROPERTY_RUNS'] ?? volume(200, 20));
const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_304);
const sequences = { embedded: runs, d1: Math.ceil(runs / 4) };
/** Sequences that share a book: checking a small book is fast. */
const SEQUENCES_PER_BOOK = 10;

describeOnEngines('random sequences of operations', (engine) => {
  it(
    'keep every invariant, whatever fails or is sent twice',
    async () => {
      const counts = Object.fromEntries(Object.keys(floors).map((name) => [name, 0])) as Record<
        Counted,
        number
      >;
      const numRuns = sequences[engine.name];
      let world = await createWorld(engine);
      let played = 0;
      await fc.assert(
        fc.asyncProperty(sequence, async (commands) => {
          if (played > 0 && played % SEQUENCES_PER_BOOK === 0) {
            await world.close();
            world = await createWorld(engine);
          }
          played += 1;
          for (const command of commands) await play(world, command, counts);
          expect(await brokenInvariants(world.context)).toEqual([]);
          expect(await wrongProfits(world.context)).toEqual([]);
          expect(await paidUnaccepted(world.context)).toEqual([]);
        }),
        // Sequences share a book, so that shrinking would not replay them.
        { numRuns, seed, endOnFailure: true },
      );
      process.stdout.write(
        `${numRuns} sequences (${engine.name}): ${Object.entries(counts)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}\n`,
      );
      for (const [name, floor] of Object.entries(floors)) {
        // Few sequences scatter: half of the share is asked of them.
        const share = numRuns / (numRuns < 200 ? 400 : 200);
        expect(counts[name as Counted], name).toBeGreaterThanOrEqual(Math.floor(floor * share));
      }
    },
    Math.max(180_000, runs * 4000),
  );
});
