import { expect } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { D1Database } from '../../../src/db/types.js';
import { query } from '../../helpers/books/book.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';

/** Notes the statements that the lists send, their plans and the thread they are read on. */

interface Read {
  sql: string;
  params: unknown[];
  isLong: boolean;
}

/** Notes what is read, and whether on the thread for long reads. */
function note(database: D1Database, reads: Read[], isLong: boolean): D1Database {
  return {
    batch: database.batch.bind(database),
    prepare: (text: string) => {
      const statement = database.prepare(text);
      const bind = statement.bind.bind(statement);
      statement.bind = (...params) => {
        reads.push({ sql: text, params, isLong });
        return bind(...params);
      };
      return statement;
    },
  } as unknown as D1Database;
}

/** Whether the rows of a statement are this table's, come to by their owners or not. */
const isOf = (sql: string, table: string) =>
  sql.includes(`FROM "${table}" WHERE`) || sql.includes(`CROSS JOIN "${table}" ON`);

/** A book with rows enough for the planner to choose, its panels, and what lists read of it. */
export async function openList(engine: TestEngine, isAnalysed: boolean) {
  const book = await openBook(engine);
  const { context: plain } = book;
  await book.user('anna');
  for (const id of ['a1', 'a2', 'a3']) await book.agent(id);
  for (let number = 1; number <= 30; number += 1) {
    await book.customer(`c${number}`, `a${(number % 3) + 1}`);
  }
  await book.user('gus', 'agent', { agentId: 'a1' });
  await query(
    plain,
    `INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, odds, potential_win,
      description, status, created_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
    SELECT 'w' || i, 'W-' || i, 'c' || (i % 30 + 1),
      (SELECT agent_id FROM customers WHERE id = 'c' || (i % 30 + 1)), 10, -110, 9.09,
      CASE WHEN i % 200 = 7 THEN 'Quetzal' ELSE 'Comets' END || ' game ' || i,
      CASE WHEN i % 2 = 0 THEN 'pending' ELSE 'active' END,
      datetime('2026-03-01', '+' || (i / 2) || ' minutes')
    FROM n`,
  );
  await query(
    plain,
    `INSERT INTO transactions (id, type, customer_id, amount, status, created_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
    SELECT 't' || i, 'deposit', 'c' || (i % 30 + 1), 5, 'pending',
      datetime('2026-03-01', '+' || i || ' minutes') FROM n`,
  );
  if (isAnalysed) await query(plain, 'ANALYZE');
  const reads: Read[] = [];
  const database = note(plain.database, reads, false);
  const longReads = note(plain.engine.longReads, reads, true);
  const context: Context = {
    ...plain,
    database,
    engine: { ...plain.engine, database, longReads },
  };
  const { signIn, panels } = await openPanels(context);
  const people = { anna: await signIn('anna', PASSWORD), gus: await signIn('gus', PASSWORD) };
  /** How the rows of the table were come to, and whether on the thread for long reads. */
  const plansOf = async (person: 'anna' | 'gus', path: string, of = path.split('/')[0]) => {
    reads.length = 0;
    const reply = await people[person].get(`/api/resources/${path}`);
    expect(reply.status).toBe(200);
    const own = reads.filter(({ sql }) => isOf(sql, of ?? ''));
    const steps: string[] = [];
    for (const { sql, params } of own) {
      const plan = plain.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...params);
      const { results } = await plan.all<{ detail: string }>();
      steps.push(...results.map(({ detail }) => detail));
    }
    const isAllLong = own.length > 0 && own.every(({ isLong }) => isLong);
    return { reply, steps, isLong: own.some(({ isLong }) => isLong), isAllLong };
  };
  return { context, plansOf, panels };
}
