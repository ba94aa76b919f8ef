import { expect, it } from 'vitest';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../../src/context.js';
import { commitBatch, guard } from '../../../src/db/batch.js';
import { ConstraintError } from '../../../src/db/errors.js';
import { reverseTransactions } from '../../../src/services/transactions/transactions.js';
import { placeWager, settleWagers, voidWagers } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, addLogin, openBook, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { agent, fullBook, newTransaction } from './guard-rows.js';
import { forbidden, inSequence, keptTables } from './guard-writes.js';

/** Triggers hold for every writer, raw SQL too. */

const tables = [...keptTables, 'balance_marker', 'guards'];

async function dump(context: Context): Promise<string> {
  const rows = await Promise.all(
    tables.map((table) => query(context, `SELECT rowid AS row_number, * FROM ${table}`)),
  );
  return JSON.stringify(rows);
}

describeOnEngines('guards in the database', (engine) => {
  /** The book of tests whose every write is refused. */
  const book = sharedWorld(() => fullBook(engine));

  it(`refuse ${forbidden.length} writes of raw SQL, in words, and change nothing`, async () => {
    const context = book();
    const before = await dump(context);
    const wrong: string[] = [];
    for (const [write, message] of forbidden) {
      const answer = await query(context, write).then(
        () => 'was done',
        (error: unknown) =>
          error instanceof ConstraintError ? error.message : `untyped: ${String(error)}`,
      );
      if (!message.test(answer)) wrong.push(`${write}\n    ${answer}`);
    }
    expect(wrong).toEqual([]);
    expect(await dump(context)).toBe(before);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  // D1 has the same triggers, and the test would take long there.
  it.runIf(engine.name === 'embedded')(
    'have no idle trigger: without it, a forbidden write has another outcome',
    async () => {
      const context = book();
      const triggers = await query<{ name: string; table: string; sql: string }>(
        context,
        `SELECT name, tbl_name AS "table", sql FROM sqlite_schema WHERE type = 'trigger' AND instr(sql, 'RAISE(ABORT') > 0
         AND name NOT IN ('trg_guards_abort')
       ORDER BY name`,
      );
      expect(triggers.length).toBeGreaterThan(60);
      const single = forbidden.map(([write, message]): [string[], RegExp] => [[write], message]);
      const undone = guard('undo', sql`0`);
      const answerTo = (writes: SQL[]) =>
        commitBatch(context.database, [...writes, undone]).then(
          () => 'was done',
          (error: unknown) => (error as Error).message,
        );
      const answers = new Map<string[], string>();
      const usualAnswerTo = async (texts: string[], writes: SQL[]) => {
        const answer = answers.get(texts) ?? (await answerTo(writes));
        answers.set(texts, answer);
        return answer;
      };
      const idle: string[] = [];
      for (const trigger of triggers) {
        const candidates = [...single, ...inSequence].filter(
          ([, message]) =>
            message.test(trigger.sql) ||
            (message.source === 'is already taken' && trigger.sql.includes('UNIQUE')),
        );
        // Most triggers refuse a write to their own table: these are likely to show it at once.
        const isOwn = ([texts]: [string[], RegExp]) =>
          texts.some((text) => text.includes(trigger.table));
        const ordered = [...candidates.filter(isOwn), ...candidates.filter((one) => !isOwn(one))];
        let matters = false;
        for (const [texts, message] of ordered) {
          const writes = texts.map((text) => sql.raw(text));
          const before = await usualAnswerTo(texts, writes);
          expect(before).toMatch(message);
          const without = await answerTo([sql.raw(`DROP TRIGGER ${trigger.name}`), ...writes]);
          matters = before !== without;
          if (matters) break;
        }
        if (!matters) idle.push(trigger.name);
      }
      expect(idle).toEqual([]);
    },
  );

  it('let through writes that keep the rules', async () => {
    const context = await fullBook(engine);
    await query(
      context,
      `UPDATE customers SET name = 'Bobby', betting_limit = 50.25 WHERE name = 'Bob'`,
    );
    await query(context, `UPDATE customers SET agent_id = ${agent('South')} WHERE name = 'Bobby'`);
    await query(context, `INSERT ${newTransaction({})}`);
    await query(context, `UPDATE agents SET commission_rate = 0.25, total_volume = total_volume`);
    await query(context, `INSERT INTO audit_log (action) VALUES ('noted')`);
    expect(await query(context, 'SELECT name, customer_count FROM agents ORDER BY name')).toEqual([
      { name: 'North', customer_count: 1 },
      { name: 'South', customer_count: 1 },
    ]);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('let a derived figure be corrected, and only to the sum of its rows', async () => {
    const context = await fullBook(engine);
    const { sql: trigger = '' } =
      (
        await query<{ sql: string }>(
          context,
          `SELECT sql FROM sqlite_schema WHERE name = 'trg_agents_volume'`,
        )
      )[0] ?? {};
    await query(context, 'DROP TRIGGER trg_agents_volume');
    await query(context, `UPDATE agents SET total_volume = 7 WHERE name = 'North'`);
    await query(context, trigger);
    const set = (volume: number) =>
      query(context, `UPDATE agents SET total_volume = ${volume} WHERE name = 'North'`);
    await expect(set(399.99)).rejects.toThrow('is the sum of the stakes of its wagers');
    await set(400);
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('abort a batch whose rows are not as expected, and keep no row of it', async () => {
    const { context } = await openBook(engine);
    const note = sql`INSERT INTO audit_log (action) VALUES ('noted')`;
    await commitBatch(context.database, [note, guard('fine', sql`1 = 1`)]);
    for (const condition of [sql`1 = 2`, sql`NULL`, sql`(SELECT 1 WHERE 0)`]) {
      await expect(
        commitBatch(context.database, [note, guard('stale', condition)]),
      ).rejects.toMatchObject({ name: 'GuardError', code: 'conflict' });
    }
    expect(await query(context, 'SELECT count(*) AS count FROM audit_log')).toEqual([{ count: 1 }]);
    expect(await query(context, 'SELECT * FROM guards')).toEqual([]);
  });

  it('keep one active administrator who can sign in', async () => {
    const { context, admin: first } = await openBook(engine);
    const deactivate = (id: string) =>
      query(context, `UPDATE users SET status = 'inactive' WHERE id = ?`, id);
    const second = await addLogin(context, 'admin');
    await deactivate(first.userId);
    await expect(deactivate(second.userId)).rejects.toMatchObject({
      field: 'status',
      message: 'this is the last active administrator',
    });
    await expect(
      query(context, `UPDATE users SET role = 'agent' WHERE id = ?`, second.userId),
    ).rejects.toThrow('an agent login needs its agent');
  });

  it('mark stored periods as outdated when a later change concerns them', async () => {
    const { context, admin: actor, clock } = await openBook(engine, { at: '2026-03-04 12:00:00' });
    const ann = await addCustomer(context, await addAgent(context), { balance: 100 });
    const place = async (operationId: string) =>
      (
        await placeWager(context, actor, {
          operationId,
          customerId: ann,
          amount: 100,
          odds: -110,
          description: 'x',
        })
      ).done[0]?.id ?? '';
    const first = await place('p1');
    const second = await place('p2');
    clock.set('2026-03-20 12:00:00');
    const periods: [string, string, string, string][] = [
      ['daily', '2026-03-03', '2026-03-03 00:00:00', '2026-03-04 00:00:00'],
      ['daily', '2026-03-04', '2026-03-04 00:00:00', '2026-03-05 00:00:00'],
      ['daily', '2026-03-20', '2026-03-20 00:00:00', '2026-03-21 00:00:00'],
      ['weekly', '2026-03-02', '2026-03-02 00:00:00', '2026-03-09 00:00:00'],
      ['weekly', '2026-03-09', '2026-03-09 00:00:00', '2026-03-16 00:00:00'],
      ['monthly', '2026-03-01', '2026-03-01 00:00:00', '2026-04-01 00:00:00'],
    ];
    const store = async () => {
      for (const values of periods) {
        await query(
          context,
          `INSERT OR REPLACE INTO period_states
             (period, period_start, starts_at, ends_at, computed_at)
           VALUES (?, ?, ?, ?, '2026-03-20 00:00:00')`,
          ...values,
        );
      }
    };
    const outdated = async () =>
      (
        await query<{ name: string }>(
          context,
          `SELECT period || ' ' || period_start AS name FROM period_states WHERE outdated = 1
           ORDER BY name`,
        )
      ).map(({ name }) => name);
    await store();
    const settle = { operationId: 's1', ids: [first], result: 'loss' as const };
    await settleWagers(context, actor, settle);
    expect(await outdated()).toEqual(['daily 2026-03-20', 'monthly 2026-03-01']);
    await store();
    await query(context, `UPDATE period_states SET outdated = 0`);
    await voidWagers(context, actor, { operationId: 'v1', ids: [second] });
    expect(await outdated()).toEqual([
      'daily 2026-03-04',
      'daily 2026-03-20',
      'monthly 2026-03-01',
      'weekly 2026-03-02',
    ]);
    await store();
    expect(await outdated()).toEqual([]);
    const [opening] = await query<{ id: string }>(
      context,
      `SELECT id FROM transactions WHERE type = 'deposit'`,
    );
    await reverseTransactions(context, actor, { operationId: 'r1', ids: [opening?.id ?? ''] });
    expect(await outdated()).toEqual(['daily 2026-03-20', 'monthly 2026-03-01']);
  });
});
