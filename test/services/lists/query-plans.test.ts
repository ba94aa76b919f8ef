import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { D1Database } from '../../../src/db/types.js';
import { createRun, startRun, undoRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { createBulkRunner } from '../../../src/services/bulk-runs/runner.js';
import { previewOperation } from '../../../src/services/previews/preview.js';
import {
  adjustBalance,
  createTransaction,
  processTransactions,
  reverseTransactions,
} from '../../../src/services/transactions/transactions.js';
import {
  acceptWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
} from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, addLogin, openBook, query } from '../../helpers/books/book.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

/** Tables that grow with the book: no operation on single rows may walk through one. */
const large =
  /\bSCAN (?:\w+ AS )?(wagers|transactions|gradings|operations|audit_log|activities|customers|agents|bulk_run_items|w|t|r|c|a|i)\b(?! USING (?:COVERING )?INDEX idx_wagers_number_sequence)/;

interface PlanStep {
  parent: number;
  detail: string;
}

/** Whether something is read from end to end again for each row of what is read before it. */
function hasInnerScan(steps: readonly PlanStep[]): boolean {
  const loops = steps.filter(({ detail }) => /^(SCAN|SEARCH)\b(?! CONSTANT ROW)/.test(detail));
  return loops.some(
    ({ parent, detail }, index) =>
      detail.startsWith('SCAN') && loops.slice(0, index).some((before) => before.parent === parent),
  );
}

interface Recorded {
  sql: string;
  params: unknown[];
}

/** The database, and every statement that goes through it. */
function recording(database: D1Database): { database: D1Database; statements: Recorded[] } {
  const statements: Recorded[] = [];
  const wrapped = {
    batch: database.batch.bind(database),
    prepare: (text: string) => {
      const statement = database.prepare(text);
      const bind = statement.bind.bind(statement);
      statement.bind = (...params) => {
        statements.push({ sql: text, params });
        return bind(...params);
      };
      return statement;
    },
  };
  return { database: wrapped as unknown as D1Database, statements };
}

describeOnEngines('query plans', (engine) => {
  it.each([false, true])(
    'of every operation use an index (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { context: plain, admin, engine: opened } = await openBook(engine);
      const agentId = await addAgent(plain);
      const ann = await addCustomer(plain, agentId, { limit: 1_000_000, balance: 1000 });
      const login = await addLogin(plain, 'customer', { customerId: ann });
      const ids = await placeMany(plain, admin, [ann], 600);
      // Of a table with one row the planner rightly thinks that walking it is best.
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
      if (isAnalysed) await query(plain, 'ANALYZE');
      const { database, statements } = recording(opened.database);
      const longReads = recording(opened.longReads);
      const backgroundReads = recording(opened.backgroundReads);
      const context: Context = {
        ...plain,
        database,
        engine: {
          ...opened,
          database,
          longReads: longReads.database,
          backgroundReads: backgroundReads.database,
        },
      };

      const [first = '', ...others] = ids;
      const placed = await placeWager(context, login, {
        operationId: 'p',
        customerId: ann,
        amount: 10,
        odds: -110,
        description: 'x',
      });
      const pending = placed.done[0]?.id ?? '';
      await acceptWagers(context, admin, { operationId: 'a', ids: [pending] });
      const settle = { kind: 'wager.settle' as const, result: 'win' as const };
      await previewOperation(context, admin, { ...settle, ids: others.slice(0, 200) });
      const { run } = await createRun(context, admin, {
        ...settle,
        rows: { ids: others.slice(0, 50) },
      });
      await startRun(context, admin, run.id);
      const finish = async () => {
        const runner = createBulkRunner(context, { chunkRows: 20, pauseMs: 0, lookEveryMs: 0 });
        await runner.resume();
        await runner.idle();
        await runner.stop();
      };
      await finish();
      const undo = await undoRun(context, admin, run.id);
      await startRun(context, admin, undo.run.id);
      await finish();
      await settleWagers(context, admin, { operationId: 's', ids: [first], result: 'push' });
      await regradeWagers(context, admin, {
        operationId: 'v',
        ids: [first],
        result: 'void',
        reason: 'x',
      });
      await reopenWagers(context, admin, { operationId: 'o', ids: [first], reason: 'x' });
      const money = { customerId: ann, type: 'deposit' as const, amount: 5 };
      const created = await createTransaction(context, admin, { ...money, operationId: 'c' });
      const transaction = [created.done[0]?.id ?? ''];
      await processTransactions(context, admin, { operationId: 't', ids: transaction });
      await reverseTransactions(context, admin, { operationId: 'r', ids: transaction });
      await adjustBalance(context, admin, {
        operationId: 'j',
        customerId: ann,
        amount: 5,
        reason: 'x',
      });

      const all = [...statements, ...longReads.statements, ...backgroundReads.statements];
      const different = new Map(all.map((statement) => [statement.sql, statement]));
      expect(different.size).toBeGreaterThan(40);
      const walks: string[] = [];
      for (const { sql: text, params } of different.values()) {
        const plan = await plain.database
          .prepare(`EXPLAIN QUERY PLAN ${text}`)
          .bind(...params)
          .all<PlanStep>();
        const steps = plan.results.map(({ detail }) => detail);
        if (steps.some((step) => large.test(step)) || hasInnerScan(plan.results))
          walks.push(`${text}\n    ${steps.join('\n    ')}`);
      }
      expect(walks).toEqual([]);
    },
  );
});
