import { describe, expect, it } from 'vitest';
import { copyBook } from '../../src/ops/copy.js';
import { reconcile } from '../../src/services/reconciliation/reconcile.js';
import { adjustBalance } from '../../src/services/transactions/transactions.js';
import { addAgent, addCustomer, balanceOf, openBook, query } from '../helpers/books/book.js';
import { d1, embedded, testEngines } from '../helpers/engines/engines.js';
import { said } from '../helpers/messages/said.js';
import { contextOn, dump, emptyContext, migrations, smallBook } from './copies.js';

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
});
