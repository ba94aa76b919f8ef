import { expect } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { D1Database } from '../../../src/db/types.js';
import { query } from '../../helpers/books/book.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { plansOf } from '../../helpers/engines/recording.js';
import { openPanels } from '../../helpers/panels/driver.js';

/** Notes the queries that the lists send, their plans and the thread that reads them. */

interface Read {
  sql: string;
  params: unknown[];
  isLong: boolean;
}

/** Notes each query, and whether the thread for long reads gets it. */
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

/** Tells a query of this table's rows, found by their owners or not. */
const isOf = (sql: string, table: string) =>
  sql.includes(`FROM "${table}" WHERE`) || sql.includes(`CROSS JOIN "${table}" ON`);

/** Opens a book with rows enough for the planner to choose, its panels, and the notes. */
export async function openList(engine: TestEngine, isAnalysed: boolean) {
  const { context: plain } = await openBookOf(engine, {
    agents: ['a1', 'a2', 'a3'],
    logins: { anna: 'admin', gus: { agent: 'a1' } },
  });
  await query(
    plain,
    `INSERT INTO customers (id, agent_id, name, email, created_at, updated_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
    SELECT 'c' || i, 'a' || (i % 3 + 1), 'Customer c' || i, 'c' || i || '@customers.test',
      '2026-03-02 12:00:00', '2026-03-02 12:00:00' FROM n`,
  );
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
  /** The plans by which a request finds the rows of a table, and the thread that reads them. */
  const readsOf = async (person: 'anna' | 'gus', path: string, of = path.split('/')[0]) => {
    reads.length = 0;
    const reply = await people[person].get(`/api/resources/${path}`);
    expect(reply.status).toBe(200);
    const own = reads.filter(({ sql }) => isOf(sql, of ?? ''));
    const steps = (await plansOf(plain.database, own)).flat().map(({ detail }) => detail);
    const isAllLong = own.length > 0 && own.every(({ isLong }) => isLong);
    return { reply, steps, isLong: own.some(({ isLong }) => isLong), isAllLong };
  };
  return { context, readsOf, panels };
}
