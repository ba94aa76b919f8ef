import { describe, expect, it } from 'vitest';
import { createContext, type Context } from '../../src/context.js';
import { migrateUp, migrationStatus, readMigrations } from '../../src/db/migrations/migrator.js';
import type { Engine } from '../../src/db/types.js';
import { copyBook } from '../../src/ops/copy.js';
import type { Message } from '../../src/messages/message.js';
import { migrationsFolder } from '../../src/paths.js';
import { reconcile } from '../../src/services/reconciliation/reconcile.js';
import { adjustBalance } from '../../src/services/transactions/transactions.js';
import {
  addAgent,
  addCustomer,
  balanceOf,
  openBook,
  query,
  testConfig,
} from '../helpers/books/book.js';
import { openDemoBook } from '../helpers/books/demo-book.js';
import { d1, embedded, testEngines, type TestEngine } from '../helpers/engines/engines.js';
import { said } from '../helpers/messages/said.js';

const migrations = readMigrations(migrationsFolder);

async function contextOn(engine: Engine): Promise<Context> {
  return createContext(testConfig(), { engine, passwordCost: 4 });
}

async function emptyContext(on: TestEngine): Promise<Context> {
  return contextOn(await on.open({ empty: true }));
}

async function smallBook(on: TestEngine): Promise<Context> {
  const { context } = await openDemoBook(on, { book: { weeks: 2, customers: 20, wagers: 80 } });
  return context;
}

const addedStatements = [
  `CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, boss REFERENCES person (id),
    team REFERENCES team (id))`,
  'CREATE TABLE team (id INTEGER PRIMARY KEY, lead REFERENCES person (id), owner REFERENCES customers (id))',
  'CREATE TABLE pair (a, b TEXT COLLATE NOCASE, PRIMARY KEY (b COLLATE BINARY, a DESC)) WITHOUT ROWID',
  'CREATE TABLE note (id INTEGER PRIMARY KEY, customer REFERENCES customers (id), "odd name" BLOB)',
  'CREATE TABLE loose (v)',
  `INSERT INTO person VALUES (90, 'Gone', NULL, NULL)`,
  'DELETE FROM person',
  `INSERT INTO person VALUES (1, 'Ann', NULL, NULL), (2, 'Bob', 1, NULL)`,
  'INSERT INTO team SELECT 7, 2, id FROM customers LIMIT 1',
  'UPDATE person SET boss = 2, team = 7 WHERE id = 1',
  `INSERT INTO pair VALUES (1, 'k'), (1, 'K'), (1.5, 'k'), ('x', 'k'), (x'00ff', 'k')`,
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
    INSERT INTO pair SELECT i, 'n' || (i % 7) FROM n`,
  'INSERT INTO note SELECT 1, id, zeroblob(1900000) FROM customers LIMIT 1',
  `INSERT INTO note SELECT 2, id, x'00ff' FROM customers LIMIT 1`,
  `INSERT INTO loose (rowid, v) SELECT -9223372036854775807 - 1, NULL UNION ALL SELECT 7, 9007199254740993
    UNION ALL SELECT 8, 5.0 UNION ALL SELECT 9, 'a' || char(0) UNION ALL SELECT 10, CAST(x'fffe41' AS TEXT)`,
  `INSERT INTO loose (rowid, v) SELECT 9223372036854775807, 0.1 UNION ALL SELECT 11, x''
    UNION ALL SELECT 12, -9223372036854775807 - 1 UNION ALL SELECT 13, '[]'`,
  'CREATE INDEX person_name ON person (name)',
  'CREATE INDEX customers_by_hand ON customers (phone)',
  'CREATE VIEW bosses AS SELECT b.name FROM person p JOIN person b ON b.id = p.boss',
  'CREATE TRIGGER person_named AFTER INSERT ON person BEGIN INSERT INTO loose VALUES (new.name); END',
];

/** Reads the whole database: every object's DDL, every row in its order, every type. */
async function dump(context: Context): Promise<Record<string, unknown>> {
  const objects = await query<{ type: string; name: string; sql: string }>(
    context,
    `SELECT type, name, sql FROM sqlite_schema
      WHERE name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' ORDER BY type, name`,
  );
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => name);
  const rows: Record<string, unknown> = {};
  for (const name of [...tables, 'sqlite_sequence']) {
    const columns = await query<{ name: string }>(
      context,
      'SELECT name FROM pragma_table_info(?)',
      name,
    );
    const order = name === 'pair' ? 'b COLLATE BINARY, a' : `"${name}".rowid`;
    const types = columns.map((column) => `typeof("${column.name}")`).join(` || ' ' || `);
    const found = await query(
      context,
      `SELECT *, ${types} AS types FROM "${name}" ORDER BY ${order}`,
    );
    // The engines return a blob as different classes.
    rows[name] = found.map((row) =>
      Object.entries(row).map(([column, cell]) => [
        column,
        cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : cell,
      ]),
    );
  }
  return { objects, rows };
}

describe('copying a book', { timeout: 180_000 }, () => {
  const withD1 = testEngines.includes(d1) && testEngines.includes(embedded);

  it.runIf(withD1)(
    'gives an identical dump after a copy from embedded to D1 and back',
    async () => {
      const source = await smallBook(embedded);
      for (const statement of addedStatements) await query(source, statement);
      const [there, back] = [await emptyContext(d1), await emptyContext(embedded)];
      const report = await copyBook(source, there, { migrations });
      await copyBook(there, back, { migrations });
      const original = await dump(source);
      expect(await dump(there)).toEqual(original);
      expect(await dump(back)).toEqual(original);

      const [money] = await query<{ rows: number; balances: number }>(
        source,
        'SELECT count(*) AS rows, round(sum(balance), 2) AS balances FROM customers',
      );
      expect(report).toMatchObject({ from: source.engine.location, to: there.engine.location });
      const customers = report.tables.find(({ name }) => name === 'customers');
      expect(customers).toMatchObject({ rows: money?.rows, sums: { balance: money?.balances } });
    },
  );
});

describe.each(testEngines)('copying a book to $name', { timeout: 120_000 }, (on) => {
  it('leaves a book whose rules hold and whose money moves as before', async () => {
    const { context: source, admin } = await openBook(on);
    const customer = await addCustomer(source, await addAgent(source), { balance: 50 });
    const target = await emptyContext(on);
    const steps: string[] = [];
    await copyBook(source, target, {
      migrations,
      onProgress: (step) => void steps.push(said(step)),
    });
    expect(steps).toContain('customers: 1 row');

    await adjustBalance(target, admin, {
      operationId: target.newId(),
      customerId: customer,
      amount: 25,
      reason: 'test',
    });
    expect(await balanceOf(target, customer)).toBe(75);
    await expect(query(target, 'UPDATE customers SET balance = 1')).rejects.toMatchObject({
      kind: 'rule',
    });
    expect(await reconcile(target)).toMatchObject({ ok: true });
    expect(await balanceOf(source, customer)).toBe(50);
  });

  it('accepts a target that is migrated and empty', async () => {
    const { context: source } = await openBook(on);
    const target = await contextOn(await on.open());
    await copyBook(source, target, { migrations });
    expect(await dump(target)).toEqual(await dump(source));
  });

  it('refuses a target with rows, and does not change it', async () => {
    const { context: source } = await openBook(on);
    const { context: target } = await openBook(on);
    const before = await dump(target);
    await expect(copyBook(source, target, { migrations })).rejects.toMatchObject({
      code: 'conflict',
      message: 'the target has rows in users',
    });
    expect(await dump(target)).toEqual(before);
  });

  it('refuses to copy a database onto itself', async () => {
    const { context } = await openBook(on);
    await expect(copyBook(context, context, { migrations })).rejects.toThrow(/are the same/);
  });

  it('names the target of a copy that failed, and the way out', async () => {
    const source = await smallBook(on);
    await query(source, 'CREATE TABLE note (a)');
    const target = await emptyContext(on);
    const onProgress = async (step: Message) => {
      if (said(step) === 'comparing') await query(source, 'INSERT INTO note VALUES (1)');
    };
    const { location } = target.engine;
    await expect(copyBook(source, target, { migrations, onProgress })).rejects.toMatchObject({
      message: expect.stringContaining(
        `the copy into ${location} failed: the copy differs`,
      ) as string,
      hint: expect.stringContaining(`the target ${location} is not whole`) as string,
    });
  });

  it('refuses a source that does not reconcile, and touches no target', async () => {
    const { context: source } = await openBook(on);
    const agent = await addAgent(source);
    await addCustomer(source, agent);
    await query(source, 'DROP TRIGGER trg_agents_totals').catch(() => undefined);
    const triggers = await query<{ name: string }>(
      source,
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers'",
    );
    for (const { name } of triggers) await query(source, `DROP TRIGGER "${name}"`);
    await query(source, 'UPDATE customers SET balance = 7');
    const target = await emptyContext(on);
    await expect(copyBook(source, target, { migrations })).rejects.toThrow(
      /the source does not reconcile, \d+ rows? broken: /,
    );
    expect(await query(target, 'SELECT name FROM sqlite_schema WHERE name = ?', 'users')).toEqual(
      [],
    );
  });

  it('refuses a source that is not at this code’s migrations', async () => {
    const source = await emptyContext(on);
    await migrateUp(source.database, migrations.slice(0, 1));
    await expect(copyBook(source, await emptyContext(on), { migrations })).rejects.toThrow(
      /migrations are pending/,
    );
  });

  it('refuses databases whose schemas were changed by hand', async () => {
    const { context: source } = await openBook(on);
    await query(source, 'DROP INDEX idx_users_role');
    await expect(copyBook(source, await emptyContext(on), { migrations })).rejects.toThrow(
      /index idx_users_role is not the same in both/,
    );
  });

  it('carries adopted and hand-made objects, and every value as it was', async () => {
    const { context: source } = await openBook(on);
    await addCustomer(source, await addAgent(source));
    for (const statement of addedStatements) await query(source, statement);
    const target = await emptyContext(on);
    await copyBook(source, target, { migrations });
    expect(await dump(target)).toEqual(await dump(source));
    const values = `SELECT CAST(rowid AS TEXT) AS id, typeof(v) AS type, hex(v) AS bytes FROM loose ORDER BY loose.rowid`;
    expect(await query(target, values)).toEqual(await query(source, values));
    expect(await query(target, 'PRAGMA foreign_key_check')).toEqual([]);
    await query(target, `INSERT INTO person (name) VALUES ('New')`);
    expect(await query(target, 'SELECT max(id) AS id FROM person')).toEqual([{ id: 91 }]);
    expect(await query(target, `SELECT v FROM loose WHERE v = 'New'`)).toEqual([{ v: 'New' }]);
  });

  it('leaves a database that nothing opens when it is cut off', async () => {
    const { context: source } = await openBook(on);
    await addAgent(source);
    const target = await emptyContext(on);
    let batches = 0;
    const database = Object.create(target.database) as Context['database'];
    database.batch = (writes) => {
      batches += 1;
      return batches > migrations.length + 3
        ? Promise.reject(new Error('the line is dead'))
        : target.database.batch(writes);
    };
    const dying: Context = { ...target, database };
    await expect(copyBook(source, dying, { migrations })).rejects.toThrow(/the line is dead/);
    const status = await migrationStatus(target.database, migrations);
    expect(status.at(-1)).toMatchObject({ name: '99999999999999_load_under_way' });
    await expect(migrateUp(target.database, migrations)).rejects.toThrow(
      /copy into this database is running, or was cut off/,
    );
    await expect(copyBook(target, await emptyContext(on), { migrations })).rejects.toThrow(
      /copy into this database is running, or was cut off/,
    );
  });

  it('notices a change of its source', async () => {
    const { context: source } = await openBook(on);
    const onProgress = async (step: Message) => {
      if (said(step) === 'agents: 0 rows') await addAgent(source);
    };
    const target = await emptyContext(on);
    await expect(copyBook(source, target, { migrations, onProgress })).rejects.toThrow(
      /the copy differs from its source: agents has 1 row in the source and 0 rows in the copy/,
    );
    await expect(migrateUp(target.database, migrations)).rejects.toThrow(
      /copy into this database is running, or was cut off/,
    );
  });
});
