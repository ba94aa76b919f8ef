import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import { lastReconciliation } from '../../../src/services/reconciliation/record.js';
import { query } from '../../helpers/books/book.js';
import { openDemoBook } from '../../helpers/books/demo-book.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';

const book = { weeks: 2, customers: 20, wagers: 80 };

describeOnSqlite('reconcile', (testEngine) => {
  it('reports each invariant of a clean book as right', async () => {
    const { engine, context } = await openDemoBook(testEngine, { book });
    expect(await lastReconciliation(context)).toBeNull();
    const { exitCode, stdout, stderr } = await run(engine, ['reconcile']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^1\. .*: 20 rows checked, all right\n2\. /);
    expect(stdout.trim().split('\n')).toHaveLength(8);
    expect(stderr).toContain('all invariants hold');
    expect(await lastReconciliation(context)).toMatchObject({ ok: true, checks: { length: 8 } });
  });

  it('names broken rows and exits with 1, and repairs derived columns only after a yes', async () => {
    const { engine, context } = await openDemoBook(testEngine, { book });
    const rules = await query<{ name: string }>(
      context,
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'agents'`,
    );
    await commitBatch(context.database, [
      ...rules.map(({ name }) => ({ sql: `DROP TRIGGER ${name}`, params: [] })),
      { sql: `UPDATE agents SET customer_count = 99 WHERE code = 'HRB'`, params: [] },
    ]);
    const found = await run(engine, ['reconcile']);
    expect(found.exitCode).toBe(1);
    expect(found.stdout).toMatch(
      / {3}- agent Harbor Street: the stored customer count is 99, but the agent has \d+ customers \[expected \d+, found 99\]/,
    );
    expect(found.stderr).toContain('1 row to look at');

    const planned = await run(engine, ['reconcile', '--repair', '--dry-run']);
    expect(planned.exitCode).toBe(1);
    expect(planned.stderr).toMatch(/Harbor Street +customer_count +99 +\d+/);
    const alone = await run(engine, ['reconcile', '--repair']);
    expect(alone).toMatchObject({ exitCode: 2, stdout: '' });
    expect(alone.stderr).toContain('add --yes');

    const repaired = await run(engine, [
      'reconcile',
      '--repair',
      '--yes',
      '--as',
      'admin',
      '--json',
    ]);
    expect(repaired).toMatchObject({
      exitCode: 0,
      json: { ok: true, repairs: [{ column: 'customer_count', before: 99 }] },
    });
    expect(
      await query(
        context,
        `SELECT username FROM audit_log JOIN users ON users.id = actor_user_id
         WHERE action = 'agent.repaired'`,
      ),
    ).toEqual([{ username: 'admin' }]);
  });
});
