import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { randomBelow } from '../../scripts/bench/book-sql.js';
import { reconcile } from '../../src/services/reconciliation/reconcile.js';
import { openSizedBook, sizedBookFile } from '../helpers/books/sized-book.js';
import { embedded } from '../helpers/engines/engines.js';
import { said } from '../helpers/messages/said.js';

describe('the large book', () => {
  it('reconciles', async () => {
    const opened = await embedded.open({ copyOf: await sizedBookFile(1_000) });
    const { context } = await openSizedBook(opened);
    const { checks } = await reconcile(context);
    const broken = checks.flatMap((check) => check.broken.map(({ text }) => said(text)));
    expect(broken.filter((text) => /open stakes|credit|balance/.test(text))).toEqual([]);
  });
});

describe('the draws of the large book', () => {
  it('are independent: each agent has wagers of every outcome', () => {
    const sqlite = new Sqlite(':memory:');
    const pairs = sqlite
      .prepare(
        `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
        SELECT ${randomBelow('n', 1, 2000)} % 20 AS agent, ${randomBelow('n', 3, 1000)} % 20 AS outcome,
          count(*) AS wagers
        FROM n GROUP BY 1, 2`,
      )
      .all() as { agent: number; outcome: number; wagers: number }[];
    sqlite.close();
    expect(pairs).toHaveLength(400);
    // 250 of each are expected, within five times the deviation of chance.
    for (const { agent, outcome, wagers } of pairs) {
      expect(Math.abs(wagers - 250), `agent ${agent}, outcome ${outcome}`).toBeLessThan(80);
    }
  });

  it('show no pattern of equal steps: each agent has wagers with the rare word', () => {
    const sqlite = new Sqlite(':memory:');
    const agents = sqlite
      .prepare(
        `WITH RECURSIVE n (n) AS (SELECT 777 UNION ALL SELECT n + 1250 FROM n WHERE n < 1000000)
        SELECT DISTINCT ${randomBelow('n', 1, 20_000)} % 50 FROM n`,
      )
      .all();
    sqlite.close();
    expect(agents).toHaveLength(50);
  });
});
