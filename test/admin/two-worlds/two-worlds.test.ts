import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { declarations } from '../access-matrix/handouts.js';
import { allowedDifferences } from './allowed.js';
import { compareBooks } from './book-run.js';
import { compareClashes } from './clashes.js';
import { eachOf, seed } from './sample.js';

/**
 * Two books that differ in rows of other tenants alone answer an agent and a customer byte for byte
 * alike, but for what `allowed.ts` lists.
 */

const MINUTES = 60_000;

describeOnEngines('two books that differ in rows of others', (engine) => {
  const each = eachOf({ embedded: 6, d1: 30 }, engine.name);

  it(
    'answer an agent and a customer alike, on every route of the access matrix',
    async () => {
      const met = new Set<string>();
      for (const persona of ['agent', 'customer'] as const) {
        const pair = await compareBooks(engine, { persona, declarations, each });
        const requests = `seed ${seed}, ${pair.asked} requests`;
        expect(pair.differences.slice(0, 20), requests).toEqual([]);
        process.stdout.write(`two worlds (${engine.name}): ${persona}, ${requests}\n`);
        for (const name of pair.met) met.add(name);
      }
      const clashes = await compareClashes(engine, declarations);
      expect(clashes.differences).toEqual([]);
      for (const name of clashes.met) met.add(name);
      expect([...met].sort()).toEqual(allowedDifferences.map(({ name }) => name).sort());
    },
    15 * MINUTES,
  );
});
