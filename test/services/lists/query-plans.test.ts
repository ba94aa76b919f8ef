import { describe, expect, it } from 'vitest';
import { everyMoneyOperation } from '../../helpers/books/money-tour.js';
import { addAgent, addCustomer, addLogin, openBook, query } from '../../helpers/books/book.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { isWalk } from '../../helpers/engines/plans.js';
import { planOf, record, type PlanStep } from '../../helpers/engines/recording.js';

/** Detects a step that scans a whole table once for each row of a step before it. */
function hasInnerScan(steps: readonly PlanStep[]): boolean {
  const loops = steps.filter(({ detail }) => /^(SCAN|SEARCH)\b(?! CONSTANT ROW)/.test(detail));
  return loops.some(
    ({ parent, detail }, index) =>
      detail.startsWith('SCAN') && loops.slice(0, index).some((before) => before.parent === parent),
  );
}

describe('a step of a plan', () => {
  it.each([
    'SCAN wagers',
    'SCAN w USING COVERING INDEX idx_wagers_newest',
    'SEARCH wagers USING COVERING INDEX wagers_wager_number_unique',
    'SEARCH wagers USING COVERING INDEX wagers_wager_number_unique (wager_number>? AND wager_number<?)',
    'SEARCH transactions USING INDEX idx_transactions_status_newest (status=?)',
    'SEARCH t USING INDEX idx_transactions_type_newest (type=? AND created_at>?)',
  ])('counts as a walk through a growing table: %s', (detail) => {
    expect(isWalk(detail)).toBe(true);
  });

  it.each([
    'SCAN j VIRTUAL TABLE INDEX 0:',
    'SEARCH wagers USING INDEX idx_wagers_number_sequence',
    'SEARCH w USING INDEX sqlite_autoindex_wagers_1 (id=?)',
    'SEARCH wagers USING INTEGER PRIMARY KEY (rowid=?)',
    'SEARCH customers USING INDEX idx_customers_folded_name (<expr>=?)',
    'SEARCH wagers USING COVERING INDEX idx_wagers_agent_status (agent_id=? AND status=?)',
    'SEARCH i USING PRIMARY KEY (run_id=? AND position>? AND position<?)',
  ])('counts as a lookup by key: %s', (detail) => {
    expect(isWalk(detail)).toBe(false);
  });
});

describeOnEngines('query plans', (engine) => {
  it.each([false, true])(
    'find the rows of every money operation by a key (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { context: plain, admin } = await openBook(engine);
      const agentId = await addAgent(plain);
      const customerId = await addCustomer(plain, agentId, { limit: 1_000_000, balance: 1000 });
      const login = await addLogin(plain, 'customer', { customerId });
      await placeMany(plain, admin, [customerId], 600);
      // The planner rightly prefers to walk a table of one row.
      await query(
        plain,
        `INSERT INTO agents (id, name, code)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
       SELECT 'agent-' || i, 'Agent', 'code-' || i FROM n`,
      );
      await query(
        plain,
        `INSERT INTO customers (id, agent_id, name, email)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
       SELECT 'customer-' || i, 'agent-' || (i % 100 + 1), 'Bob', 'email-' || i FROM n`,
      );
      await query(
        plain,
        `INSERT INTO limit_rules (id, name, scope, customer_id, greatest_open_stakes)
       SELECT 'rule-' || id, 'Of one', 'customer', id, 1000 FROM customers WHERE id <> '${customerId}'`,
      );
      if (isAnalysed) await query(plain, 'ANALYZE');
      const { context, statements } = record(plain);
      await everyMoneyOperation(context, { admin, login, customerId }, (_name, work) => work());

      const different = new Map(statements.map((sent) => [sent.sql, sent]));
      expect(different.size).toBeGreaterThan(40);
      const walks: string[] = [];
      for (const sent of different.values()) {
        const plan = await planOf(plain.database, sent);
        const steps = plan.map(({ detail }) => detail);
        if (steps.some(isWalk) || hasInnerScan(plan)) {
          walks.push(`${sent.sql}\n    ${steps.join('\n    ')}`);
        }
      }
      expect(walks).toEqual([]);
    },
  );
});
