import diagnostics from 'node:diagnostics_channel';
import { expect, it } from 'vitest';
import { prepares, type Prepared } from '../../../src/db/seam.js';
import { hotStatements } from '../../../src/ops/maintenance/hot-statements.js';
import { readPlans } from '../../../src/ops/maintenance/plans.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { query } from '../../helpers/books/book.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import {
  describeOnEngines,
  describeOnSqlite,
  type TestEngine,
} from '../../helpers/engines/engines.js';
import { isWalk } from '../../helpers/engines/plans.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { whenDone } from '../../helpers/run/shared-world.js';

const bare = (sql: string) =>
  sql.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')').trim();

/**
 * Steps that walk a table that grows, and are right: they end at the limit of a list, at the count's
 * cap, or read the days of one week only.
 */
const BOUNDED: Partial<Record<(typeof hotStatements)[number]['name'], RegExp>> = {
  wagers_newest: /^SCAN wagers USING INDEX idx_wagers_newest$/,
  wagers_status: /^SEARCH wagers USING INDEX idx_wagers_status_newest \(status=\?\)$/,
  wagers_count: /^SEARCH wagers USING COVERING INDEX \w+ \(status=\?\)$/,
  wagers_week: /^SEARCH wagers USING INDEX idx_wagers_newest \(created_at>\? AND created_at<\?\)$/,
  open_liability: /^SCAN wagers USING INDEX idx_wagers_open$/,
  week_stakes: /^SEARCH w USING INDEX idx_wagers_\w+ \(created_at>\? AND created_at<\?\)$/,
  week_gradings: /^SEARCH g USING INDEX \w+ \(created_at>\? AND created_at<\?\)$/,
  week_payments:
    /^SEARCH t USING INDEX idx_transactions_payments \(processed_at>\? AND processed_at<\?\)$/,
};

/** Opens a book with rows enough for the planner to choose: it rightly walks small tables. */
function openLargeBook(engine: TestEngine) {
  const numbers = (count: number) =>
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  return openBookOf(engine, {
    sql: [
      `INSERT INTO agents (id, name, code) ${numbers(100)}
        SELECT 'a' || i, 'Agent', 'code-' || i FROM n`,
      `INSERT INTO customers (id, agent_id, name, email) ${numbers(500)}
        SELECT 'c' || i, 'a' || (i % 100 + 1), 'Bob', 'email-' || i FROM n`,
      `INSERT INTO limit_rules (id, name, scope, customer_id, greatest_open_stakes)
        SELECT 'rule-' || id, 'Of one', 'customer', id, 1000 FROM customers`,
      `INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, odds, potential_win,
          description, status, created_at) ${numbers(1200)}
        SELECT 'w' || i, 'W-' || i, 'c' || (i % 500 + 1), (SELECT agent_id FROM customers WHERE id = 'c' || (i % 500 + 1)), 10,
          -110, 9.09, 'Comets game', CASE WHEN i % 2 = 0 THEN 'pending' ELSE 'active' END,
          datetime('2026-03-01', '+' || (i / 2) || ' minutes') FROM n`,
      `INSERT INTO transactions (id, type, customer_id, amount, status, created_at) ${numbers(1200)}
        SELECT 't' || i, 'deposit', 'c' || (i % 500 + 1), 5, 'pending',
          datetime('2026-03-01', '+' || i || ' minutes') FROM n`,
    ],
  });
}

describeOnSqlite('hot statements', (engine) => {
  it('are those that the server sends', async () => {
    const { context, actor } = await openBookOf(engine, {
      agents: ['a1'],
      customers: { c1: 'a1' },
      logins: { anna: 'admin', gus: { agent: 'a1' } },
    });
    const [first] = await placeMany(context, actor, ['c1'], 3);
    const sent = new Set<string>();
    const note = (message: unknown) => void sent.add(bare((message as Prepared).sql));
    diagnostics.subscribe(prepares.name, note);
    whenDone(() => void diagnostics.unsubscribe(prepares.name, note));
    const { signIn } = await openPanels(context);
    const anna = await signIn('anna', PASSWORD);
    const gus = await signIn('gus', PASSWORD);

    const wagers = '/api/resources/wagers/actions/list?perPage=25';
    await anna.get(wagers);
    await anna.get(`${wagers}&filters.status=active`);
    await anna.get(
      `${wagers}&filters.created_at~~from=2026-03-02&filters.created_at~~to=2026-03-08`,
    );
    await gus.get(wagers);
    await gus.get(`${wagers}&filters.status=active`);
    await anna.get(`/api/resources/wagers/records/${String(first)}/show`);
    await anna.get('/api/resources/transactions/actions/list?perPage=25&filters.customer_id=c1');
    await anna.get('/api/dashboard');
    await anna.get('/api/pages/weekly');
    const bet = { customerId: 'c1', amount: 10, odds: -110, description: 'Bears' };
    await placeWager(context, actor, { ...bet, operationId: 'place' });
    const ids = [String(first)];
    await settleWagers(context, actor, { ids, operationId: 'settle', reason: 'r', result: 'win' });

    const missing = hotStatements.filter(({ sql }) => !sent.has(bare(sql)));
    // The texts that the server sends now stand below the name: put them into hot-statements.ts.
    expect(
      missing.map(({ name }) => name),
      [...sent].join('\n\n'),
    ).toEqual([]);
  });
});

describeOnEngines('plans of hot statements', (engine) => {
  it.each([false, true])(
    'walk no table that grows beyond a limit (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { context } = await openLargeBook(engine);
      if (isAnalysed) await query(context, 'ANALYZE');
      const { plans, indexes } = await readPlans(context);
      const walks = plans.flatMap(({ name, steps }) =>
        steps
          .filter((step) => isWalk(step) && !BOUNDED[name]?.test(step))
          .map((step) => `${name}: ${step}`),
      );
      expect(walks).toEqual([]);
      expect(plans.filter(({ scans }) => scans.length > 0)).toEqual([]);
      // A list in the order of an index sorts nothing.
      const lists = plans.filter(({ name }) => /^(wagers|customer_transactions)/.test(name));
      const sorts = lists.flatMap(({ steps }) => steps.filter((step) => /TEMP B-TREE/.test(step)));
      expect(sorts).toEqual([]);
      const open = indexes.find(({ name }) => name === 'idx_wagers_open');
      expect(open?.usedBy).toContain('open_liability');
    },
  );

  it('name the walk through a whole table that a missing index leaves', async () => {
    const { context } = await openLargeBook(engine);
    for (const name of ['idx_wagers_newest', 'idx_wagers_created_at']) {
      await query(context, `DROP INDEX ${name}`);
    }
    const { plans } = await readPlans(context);
    const scanning = plans.filter(({ scans }) => scans.length > 0);
    expect(scanning.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['wagers_newest', 'wagers_week']),
    );
    expect(scanning[0]?.scans).toEqual(['SCAN wagers']);
  });
});
