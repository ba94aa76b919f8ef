import { expect, it } from 'vitest';
import { describeOnEngines, type TestEngine } from '../../../helpers/engines/engines.js';
import { volume } from '../../../helpers/run/volume.js';
import { eachOf } from '../sample.js';
import { compareRandomWorlds } from './random-run.js';

/**
 * Random tables with random resource files. The same few seeds unless RANDOM_WORLDS says how many new
 * ones are tried; WORLD_SEED tries one alone.
 */

const seeds = [3, 20_260_302, 77_001];

function seedsOf(engine: TestEngine): number[] {
  const { RANDOM_WORLDS: count, WORLD_SEED: only } = process.env;
  if (only !== undefined) return [Number(only)];
  if (count === undefined) return seeds.slice(0, engine.name === 'embedded' ? volume(3) : 1);
  const first = Date.now() % 2 ** 31;
  return Array.from({ length: Number(count) }, (_, index) => first + index);
}

describeOnEngines('random tables of two worlds', (engine) => {
  const each = eachOf({ embedded: 12, d1: 40 }, engine.name);

  it.each(seedsOf(engine))(
    'are answered alike to an agent and a customer, whatever others have (seed %i)',
    async (seed) => {
      const { differences, asked, statements } = await compareRandomWorlds(engine, seed, each);
      expect(differences.slice(0, 10), statements.join(';\n')).toEqual([]);
      process.stdout.write(`random worlds (${engine.name}): seed ${seed}, ${asked} requests\n`);
    },
    600_000,
  );
});
