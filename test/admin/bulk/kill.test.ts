import { expect, inject, it } from 'vitest';
import { runKillTest } from '../../../scripts/kill-test.js';

/** The full one is `npm run test:kill`: 50 kills, against the built server. */
it('a bulk run whose server is killed in the middle is finished by the next one, and pays once', async () => {
  const lines: string[] = [];
  const results = await runKillTest({
    runs: 2,
    rows: 1500,
    parallel: 2,
    server: [inject('programs').server],
    expireLease: true,
    say: (line) => lines.push(line),
  });
  expect(lines).toHaveLength(2);
  for (const { doneAtKill } of results) {
    expect(doneAtKill).toBeGreaterThan(0);
    expect(doneAtKill).toBeLessThan(1500);
  }
}, 600_000);
