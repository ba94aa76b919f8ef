import { expect, it } from 'vitest';
import { bookSize } from '../../scripts/bench/book-sql.js';
import { readerKinds } from '../../scripts/soak/reads.js';

it('no two clients of the soak send the same request within a few turns', () => {
  const CLIENTS = 8;
  const kinds = readerKinds({ file: '', size: bookSize(100_000, new Date('2026-03-04')) });
  for (const { name, isAgent, reads } of kinds) {
    for (let turn = 0; turn < 60; turn += 1) {
      const addresses = Array.from({ length: CLIENTS }, (_, client) => {
        const next = reads(client, CLIENTS);
        // An agent's own pages differ by the agent.
        const who = isAgent ? String(client) : '';
        return [0, 1, 2].map((later) => `${who} ${next(turn + later)}`);
      }).flat();
      expect(new Set(addresses).size, `${name}, turn ${turn}`).toBe(addresses.length);
    }
  }
});
