import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import { commitBatch } from '../../../src/db/batch.js';
import type { Actor } from '../../../src/domain/actor.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import { repairDerivedColumns } from '../../../src/services/reconciliation/repair.js';
import { openBookOfAnn, query } from '../../helpers/books/book.js';
import { openDemoBook } from '../../helpers/books/demo-book.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import { corruptions, resum } from './corruptions.js';

/** A book without errors that has a row for every corruption. */
const clean = { weeks: 4, wagers: 400, seed: 21 };
const small = { weeks: 2, customers: 20, wagers: 80 };

const tables = [
  'agents',
  'customers',
  'wagers',
  'transactions',
  'gradings',
  'weekly_stats',
  'kpi_metrics',
  'open_stakes',
];

const plain = (sql: string) => ({ sql, params: [] });
type Sql = ReturnType<typeof plain>;

/** Drops the rules of the database: a broken disk or a careless hand does not keep them. */
async function dropRules(context: Context): Promise<void> {
  const triggers = await query<{ name: string }>(
    context,
    `SELECT name FROM sqlite_schema WHERE type = 'trigger'`,
  );
  const indexes = ['transactions_wager_reference_unique'];
  await context.database.batch([
    ...triggers.map(({ name }) => context.database.prepare(`DROP TRIGGER ${name}`)),
    ...indexes.map((name) => context.database.prepare(`DROP INDEX ${name}`)),
  ]);
}

describeOnEngines('reconciliation', (engine) => {
  it('finds nothing wrong in a clean book, and counts the rows that it checked', async () => {
    const { context } = await openDemoBook(engine, { book: clean });
    const report = await reconcile(context);
    expect(report.checks.flatMap(({ broken }) => broken)).toEqual([]);
    expect(report.ok).toBe(true);
    const wagers = (await query(context, 'SELECT id FROM wagers')).length;
    const checked = (invariant: number) =>
      report.checks.find((check) => check.invariant === invariant)?.checked;
    expect([checked(1), checked(2), checked(6)]).toEqual([40, wagers, wagers]);
  });

  it('accepts an empty book', async () => {
    const { context } = await openDemoBook(engine, { book: { wagers: 0, weeks: 1, customers: 1 } });
    expect((await reconcile(context)).ok).toBe(true);
  });

  it('reads a large table in ranges, up to its last row', async () => {
    const { context, ann, admin } = await openBookOfAnn(engine);
    const rows =
      'WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 3050)';
    await dropRules(context);
    await commitBatch(context.database, [
      {
        sql: `INSERT INTO transactions (id, type, customer_id, amount) ${rows}
          SELECT 'planted-' || i, 'deposit', ?, iif(i < 3050, 1, 0.125) FROM n`,
        params: [ann],
      },
      {
        sql: `INSERT INTO activities (id, user_id, type, action, amount) ${rows}
          SELECT 'planted-' || i, ?, 'wager_placed', 'placed', iif(i < 3050, 1, 0.125) FROM n`,
        params: [admin.userId],
      },
    ]);
    const { checks } = said(await reconcile(context));
    const found = checks.flatMap(({ broken }) => broken.map(({ id, text }) => ({ id, text })));
    expect(found).toEqual([
      {
        id: 'planted-3050',
        text: 'deposit of 0.13 by Ann: “Amount” is not in whole cents (0.125)',
      },
      {
        id: 'planted-3050',
        text: expect.stringMatching(
          /^activity of admin-.*, .*: “Amount” is not in whole cents \(0\.125\)$/,
        ) as string,
      },
    ]);
  });

  it('warns of outdated figures and of weeks that begin on another day', async () => {
    const { context } = await openDemoBook(engine, { book: small });
    await commitBatch(context.database, [
      {
        sql: `UPDATE period_states SET outdated = 1 WHERE period = 'weekly' AND period_start =
          (SELECT min(period_start) FROM period_states WHERE period = 'weekly')`,
        params: [],
      },
      { sql: `UPDATE weekly_stats SET total_win = total_win + 1 WHERE rowid = 1`, params: [] },
      {
        sql: `INSERT INTO weekly_stats (id, week_start, week_end) VALUES ('x', '2026-02-04', '2026-02-10')`,
        params: [],
      },
    ]);
    const report = said(await reconcile(context));
    expect(report.ok).toBe(true);
    expect(report.warnings).toEqual([
      'weekly figures do not begin on a first day of the book’s calendar: 2026-02-04',
      expect.stringMatching(/^weekly figures are outdated until they are recomputed: 20/),
    ]);
  });

  it('repairs derived columns of agents only, with an audit row', async () => {
    const { context } = await openDemoBook(engine, { book: small });
    const rules = await query<{ name: string; sql: string }>(
      context,
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'agents'`,
    );
    await commitBatch(context.database, [
      ...rules.map(({ name }) => ({ sql: `DROP TRIGGER ${name}`, params: [] })),
      {
        sql: `UPDATE agents SET customer_count = 999, total_volume = total_volume + 1.5 WHERE code = 'HRB'`,
        params: [],
      },
      ...rules.map(({ sql }) => ({ sql, params: [] })),
    ]);
    const system = await systemActor(context);
    const customer: Actor = { ...system, role: 'customer' };
    await expect(repairDerivedColumns(context, customer)).rejects.toThrow(/not open to customer/);
    const repaired = await repairDerivedColumns(context, system);
    expect(repaired).toMatchObject([
      { name: 'Harbor Street', column: 'customer_count', before: 999 },
      { name: 'Harbor Street', column: 'total_volume' },
    ]);
    expect((await reconcile(context)).ok).toBe(true);
    expect(await repairDerivedColumns(context, system)).toEqual([]);
    const audits = await query<{ before: string; after: string }>(
      context,
      `SELECT before, after FROM audit_log WHERE action = 'agent.repaired' AND actor_user_id = 'system'`,
    );
    expect(audits).toHaveLength(1);
    expect(JSON.parse(audits[0]?.before ?? '')).toMatchObject({ customer_count: 999 });
    expect(JSON.parse(audits[0]?.after ?? '')).toEqual({
      customer_count: repaired[0]?.after,
      total_volume: repaired[1]?.after,
      credit_used: 4670,
    });
  });

  it('repairs sums of open stakes, missing ones too, with an audit row', async () => {
    const { context } = await openDemoBook(engine, { book: small });
    const rules = await query<{ name: string; sql: string }>(
      context,
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'open_stakes'`,
    );
    await commitBatch(context.database, [
      ...rules.map(({ name }) => plain(`DROP TRIGGER ${name}`)),
      plain(`UPDATE open_stakes SET open_cents = open_cents + 150 WHERE scope = 'book'`),
      plain(`DELETE FROM open_stakes WHERE scope = 'agent'
        AND owner_id = (SELECT id FROM agents WHERE code = 'HRB')`),
      ...rules.map(({ sql }) => plain(sql)),
    ]);
    const system = await systemActor(context);
    const repaired = await repairDerivedColumns(context, system);
    expect(repaired).toMatchObject([
      { name: 'Harbor Street', column: 'open_stakes', before: 0 },
      { name: null, column: 'open_stakes' },
    ]);
    const [, book] = repaired;
    expect(book?.before).toBeCloseTo((book?.after ?? 0) + 1.5, 5);
    expect((await reconcile(context)).ok).toBe(true);
    expect(await repairDerivedColumns(context, system)).toEqual([]);
    const audits = await query<{ after: string }>(
      context,
      `SELECT after FROM audit_log WHERE action = 'open_stakes.repaired'`,
    );
    expect(audits).toHaveLength(1);
    expect(JSON.parse(audits[0]?.after ?? '')).toMatchObject({
      sums: [{ scope: 'agent', before: 0 }, { scope: 'book' }],
    });
  });
});

describeOnSqlite('a damaged book', (engine) => {
  it(`finds each of ${corruptions.length} planted corruptions, and nothing else`, async () => {
    const { context } = await openDemoBook(engine, { book: clean });
    await dropRules(context);
    await commitBatch(
      context.database,
      tables.map((table) => plain(`CREATE TABLE keep_${table} AS SELECT * FROM ${table}`)),
    );
    for (const { name, pick, corrupt, finds } of corruptions) {
      const [row] = await query<{ id: string; label: string }>(context, pick);
      if (!row) throw new Error(`${name}: the book has no such row`);
      await commitBatch(context.database, [
        plain('PRAGMA defer_foreign_keys = ON'),
        // Figures are sums of rows: outdated ones are not compared, so that rows alone are found.
        { sql: 'UPDATE period_states SET outdated = ?', params: [name.startsWith('7') ? 0 : 1] },
        ...corrupt.map((sql) => ({ sql, params: sql.includes('?') ? [row.id] : [] })),
        ...(name.startsWith('8') ? [] : [plain(resum)]),
      ]);
      const report = said(await reconcile(context));
      const found = report.checks.flatMap(({ invariant, broken }) =>
        broken.map((one) => ({ invariant, ...one })),
      );
      expect(report.ok, name).toBe(false);
      expect(found.map(summary).sort(), name).toEqual(finds.map(summary).sort());
      for (const find of finds) {
        const { text, ...values } = find;
        expect(found, name).toContainEqual(
          expect.objectContaining({ ...values, text: expect.stringMatching(text) as string }),
        );
      }
      const isNamed = ({ id, text }: { id: string; text: string }) =>
        text.includes(row.label) || id === row.id || id === 'planted';
      expect(found.some(isNamed), name).toBe(true);
      await commitBatch(context.database, [...undo(corrupt), plain(resum)]);
    }
    expect((await reconcile(context)).ok).toBe(true);
  }, 120_000);
});

const keyOf = (table: string) => (table === 'open_stakes' ? 'scope || owner_id' : 'id');

/** Restores the rows that a corruption changed in the tables that it names. */
function undo(corrupt: readonly string[]): Sql[] {
  const named = new Set(
    corrupt.map((sql) => /^(?:UPDATE|INSERT INTO|DELETE FROM) (\w+)/.exec(sql)?.[1]),
  );
  const touched = tables.filter((table) => named.has(table));
  expect(touched, 'every table that is named is kept').toHaveLength(named.size);
  return [
    plain('PRAGMA defer_foreign_keys = ON'),
    ...touched.map((table) =>
      plain(
        `DELETE FROM ${table} WHERE ${keyOf(table)} NOT IN (SELECT ${keyOf(table)} FROM keep_${table})`,
      ),
    ),
    ...touched.map((table) =>
      plain(
        `INSERT OR REPLACE INTO ${table} SELECT * FROM keep_${table} EXCEPT SELECT * FROM ${table}`,
      ),
    ),
  ];
}

function summary({ invariant, table }: { invariant: number; table: string }): string {
  return `${invariant} ${table}`;
}
