import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { commitBatch } from '../../src/db/batch.js';
import { GuardError } from '../../src/db/errors.js';
import { makeStage, moveRows, sameRows, stageOf } from '../../src/ops/rows/staging.js';
import { openBook, query } from '../helpers/books/book.js';
import { d1, describeOnD1 } from '../helpers/engines/engines.js';
import { adopt } from '../helpers/foreign/adopt.js';
import { foreignFile, traceOf } from '../helpers/foreign/foreign-file.js';
import { openSharedBook, startOperator } from '../helpers/processes/processes.js';

const numbers = (rows: number) =>
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})`;

/** Ten tables and about 5,000 rows of every kind that D1 holds. */
const firm = [
  `CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE,
    boss INTEGER REFERENCES person (id), team INTEGER REFERENCES team (id))`,
  'CREATE TABLE team (id INTEGER PRIMARY KEY, lead INTEGER REFERENCES person (id))',
  'CREATE TABLE badge (person INTEGER NOT NULL REFERENCES person (id), code TEXT UNIQUE)',
  'CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT)',
  `CREATE TABLE "odd name" (id INTEGER PRIMARY KEY, maker REFERENCES maker (id),
    "select" REAL CHECK ("odd name".id > 0), twice REAL AS ("select" * 2))`,
  'CREATE TABLE pair (a ANY, b TEXT COLLATE NOCASE, PRIMARY KEY (b COLLATE BINARY, a DESC)) STRICT, WITHOUT ROWID',
  'CREATE TABLE chain (id TEXT PRIMARY KEY, before TEXT REFERENCES chain (id)) WITHOUT ROWID',
  'CREATE TABLE loose (v)',
  'CREATE TABLE picture (id INTEGER PRIMARY KEY, content BLOB)',
  'CREATE TABLE line (price REAL, count INTEGER, rowid TEXT)',
  `${numbers(50)} INSERT INTO maker SELECT i, 'maker ' || i FROM n`,
  `${numbers(2000)} INSERT INTO "odd name" (id, maker, "select") SELECT i, 1 + i % 50, i / 7.0 FROM n`,
  `${numbers(1500)} INSERT INTO line (rowid, price, count) SELECT i || '-', i * 0.1, i FROM n`,
  `${numbers(1200)} INSERT INTO pair SELECT i, 'K' || (i % 10) FROM n`,
  `INSERT INTO pair VALUES ('x', 'k1'), (1.5, 'k1'), (9223372036854775807, 'k1'), (x'00ff', 'k1')`,
  `INSERT INTO person VALUES (1, 'Ann', 2, 7), (2, 'Bob', 1, 7), (90, 'Gone', NULL, NULL)`,
  'DELETE FROM person WHERE id = 90',
  'INSERT INTO team VALUES (7, 2)',
  `INSERT INTO badge VALUES (1, 'one'), (2, 'two')`,
  `INSERT INTO chain VALUES ('a', 'b'), ('b', 'a'), ('c', NULL)`,
  `INSERT INTO loose (rowid, v) VALUES (-9223372036854775808, NULL), (7, 9007199254740993),
    (8, 5.0), (9, 5), (40, 'with' || char(0) || 'nul'), (41, CAST(x'fffe41' AS TEXT)), (42, x''),
    (43, ''), (44, -9223372036854775808), (45, 0.25), (46, '[]'), (47, '\uFFFD'),
    (48, 4.258262064924546e+150), (9223372036854775807, 0.1)`,
  'INSERT INTO picture VALUES (1, randomblob(1900000)), (2, zeroblob(300000)), (3, randomblob(500))',
  'CREATE INDEX person_name ON person (name)',
  'CREATE UNIQUE INDEX line_expression ON line (lower(rowid)) WHERE count > 3',
  'CREATE VIEW bosses AS SELECT b.name FROM person p JOIN person b ON b.id = p.boss',
  `CREATE TRIGGER person_named AFTER INSERT ON person BEGIN INSERT INTO loose VALUES (new.name); END`,
];

const visible = (context: Context) =>
  query<{ name: string }>(
    context,
    `SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB '_adopting_*' ORDER BY type, name`,
  );

describeOnD1('adopting a file', () => {
  it('brings every object and every value as it was, and leaves the file untouched', async () => {
    const { context } = await openBook(d1);
    const file = foreignFile(firm);
    const before = traceOf(file);
    const report = await adopt(context, file);
    expect(traceOf(file)).toBe(before);
    expect(report.tables).toHaveLength(10);

    const source = new Sqlite(file, { readonly: true });
    const same = async (sql: string) =>
      expect(await query(context, sql)).toEqual(source.prepare(sql).all());
    await same(`SELECT CAST(rowid AS TEXT) AS id, typeof(v) AS type, hex(v) AS bytes,
      quote(v) AS text FROM loose WHERE rowid <> 48 ORDER BY loose.rowid`);
    await same('SELECT v FROM loose WHERE rowid = 48');
    await same('SELECT typeof(a) AS type, quote(a) AS a, b FROM pair ORDER BY b COLLATE BINARY, a');
    await same(
      'SELECT id, length(content) AS bytes, hex(substr(content, 1, 40)) AS head FROM picture',
    );
    await same('SELECT * FROM "odd name" ORDER BY id');
    await same('SELECT * FROM bosses ORDER BY name');
    await same('SELECT * FROM chain ORDER BY id');
    source.close();
    expect(await query(context, 'PRAGMA foreign_key_check')).toEqual([]);
    expect(
      await query(context, `SELECT name FROM sqlite_schema WHERE name GLOB '_adopting_*'`),
    ).toEqual([]);

    await query(context, `INSERT INTO person (name) VALUES ('New')`);
    expect(await query(context, 'SELECT max(id) AS id FROM person')).toEqual([{ id: 91 }]);
    expect(await query(context, `SELECT v FROM loose WHERE v = 'New'`)).toEqual([{ v: 'New' }]);
    await expect(query(context, 'INSERT INTO badge VALUES (999, NULL)')).rejects.toThrow();
  }, 60_000);

  it('puts a prefix before the names', async () => {
    const { context } = await openBook(d1);
    const file = foreignFile([
      'CREATE TABLE users (id INTEGER PRIMARY KEY)',
      'CREATE TABLE wagers (id INTEGER PRIMARY KEY, user_id REFERENCES users (id))',
      'INSERT INTO users VALUES (4)',
      'INSERT INTO wagers VALUES (1, 4)',
    ]);
    await expect(adopt(context, file)).rejects.toThrow(/table users has the name/);
    await adopt(context, file, { prefix: 'x_' });
    expect(
      await query(context, `SELECT "table" AS parent FROM pragma_foreign_key_list('x_wagers')`),
    ).toEqual([{ parent: 'x_users' }]);
    expect(await query(context, 'SELECT user_id FROM x_wagers')).toEqual([{ user_id: 4 }]);
  });

  it('names everything that D1 cannot hold before it writes', async () => {
    const { context } = await openBook(d1);
    const before = await visible(context);
    const columns = Array.from({ length: 101 }, (_, index) => `c${index}`);
    const file = foreignFile([
      `CREATE TABLE wide (${columns.join(', ')})`,
      'CREATE TABLE long (id INTEGER PRIMARY KEY, content)',
      'INSERT INTO long VALUES (1, zeroblob(2000001)), (2, 1)',
      'CREATE TABLE endless (v)',
      'INSERT INTO endless VALUES (9e999), (-9e999), (1)',
      'CREATE TABLE parent (id INTEGER PRIMARY KEY)',
      'CREATE TABLE child (parent REFERENCES parent (id), other REFERENCES nowhere (id))',
      'INSERT INTO child VALUES (7, NULL)',
      `CREATE VIEW talk AS SELECT '${'x'.repeat(100_000)}' AS text`,
      `CREATE VIEW six AS ${Array.from({ length: 6 }, () => 'SELECT 1').join(' UNION ALL ')}`,
      'CREATE VIRTUAL TABLE notes USING fts4 (body)',
      'CREATE VIRTUAL TABLE area USING rtree (id, x0, x1)',
    ]);
    const refusal = await adopt(context, file).catch((error: unknown) => String(error));
    expect(refusal).toContain('table wide: it has 101 columns, D1 takes 100');
    expect(refusal).toContain('table long: 1 row with more than 2,000,000 bytes');
    expect(refusal).toContain('table endless: 2 rows with an infinite number');
    expect(refusal).toContain(
      'references of the file to rows that do not exist: 1; D1 always checks',
    );
    expect(refusal).toContain('table child: a foreign key refers to a table that the file lacks');
    expect(refusal).toContain('view talk: the statement was not sent: it is longer than');
    expect(refusal).toContain(
      'view six: the statement was not sent: a compound SELECT has 6 terms',
    );
    expect(refusal).toContain('table notes: the rows of virtual tables');
    expect(refusal).toContain('table area: the rows of virtual tables');
    expect(await visible(context)).toEqual(before);

    const own = foreignFile([
      'CREATE TABLE fine (a)',
      'CREATE TABLE checked (a CHECK (sqlite_version() > a))',
    ]);
    await expect(adopt(context, own)).rejects.toThrow(/D1 refuses CREATE TABLE .*checked/);
    expect(await visible(context)).toEqual(before);
  });

  it('refuses a last batch that D1 might not end in time before it writes', async () => {
    const { context } = await openBook(d1);
    const before = await visible(context);
    const rows = foreignFile([
      'CREATE TABLE node (id INTEGER PRIMARY KEY, parent REFERENCES node (id))',
      `${numbers(200_001)} INSERT INTO node SELECT i, NULL FROM n`,
      'CREATE TABLE flat (a, b)',
      `${numbers(400_000)} INSERT INTO flat SELECT i, i FROM n`,
      ...[1, 2, 3, 4, 5].map((index) => `CREATE INDEX flat_${index} ON flat (a)`),
      'CREATE INDEX node_parent ON node (parent)',
    ]);
    const refusal = await adopt(context, rows).catch((error: unknown) => String(error));
    expect(refusal).toContain('node have 200,001, and one adoption moves at most 200,000');
    expect(refusal).toContain('2,200,001 entries, and one adoption makes at most 2,000,000');
    const bytes = foreignFile([
      'CREATE TABLE node (id INTEGER PRIMARY KEY, parent REFERENCES node (id), content)',
      `${numbers(201)} INSERT INTO node SELECT i, NULL, zeroblob(1000000) FROM n`,
    ]);
    await expect(adopt(context, bytes)).rejects.toThrow(
      'node have 202 MB, and one adoption moves at most 200 MB',
    );
    expect(await visible(context)).toEqual(before);
  });

  it.each([
    ['', 'rowid'],
    [' WITHOUT ROWID', null],
  ])('refuses moved rows that a column converts (a table%s)', async (option, rowid) => {
    const { context } = await openBook(d1);
    const { database } = context;
    const table = { name: 'node', columns: ['id', 'name', 'size'], rowid, key: ['id'] };
    const stage = stageOf(table);
    await query(context, `CREATE TABLE node (id TEXT PRIMARY KEY, name TEXT COLLATE NOCASE, size NUMERIC)${option}`); // prettier-ignore
    const move = async (...values: string[]) => {
      await commitBatch(database, [makeStage(stage)]);
      await query(context, `INSERT INTO "${stage.name}" (id, name, size) VALUES ${values.join(', ')}`); // prettier-ignore
      await commitBatch(database, moveRows(stage, table, sameRows(stage, table)));
    };
    await move(`('a', 'A', 1)`, `('b', NULL, 1.5)`, `('c', x'00ff', 'word')`, `('d', '', x'')`);
    expect(await query(context, 'SELECT count(*) AS n FROM node')).toEqual([{ n: 4 }]);
    await query(context, 'DELETE FROM node');
    await expect(move(`('a', 'A', 1)`, `('b', 'B', '1')`)).rejects.toThrow(GuardError);
    await query(context, `DROP TABLE "${stage.name}"`);
    await expect(move(`('a', 7, 1)`)).rejects.toThrow(GuardError);
    expect(await query(context, 'SELECT count(*) AS n FROM node')).toEqual([{ n: 0 }]);
  });

  it('leaves nothing when it fails at any step', async () => {
    const { context } = await openBook(d1);
    const before = await query(context, 'SELECT name FROM sqlite_schema ORDER BY name');
    const file = foreignFile([
      'CREATE TABLE a (id INTEGER PRIMARY KEY)',
      'CREATE TABLE b (a REFERENCES a (id), b REFERENCES b (id), id INTEGER PRIMARY KEY)',
      'INSERT INTO a VALUES (1)',
      'INSERT INTO b VALUES (1, 1, 1)',
    ]);
    for (const fail of [1, 2, 3]) {
      let step = 0;
      const onProgress = () => {
        step += 1;
        if (step === fail) throw new Error('stop');
      };
      await expect(adopt(context, file, { onProgress })).rejects.toThrow('stop');
      expect(await query(context, 'SELECT name FROM sqlite_schema ORDER BY name')).toEqual(before);
    }
  });

  it('leaves no name that people see when it is killed, and the next one removes the rest', async () => {
    const { context, address } = await openSharedBook(d1);
    const file = foreignFile(firm.filter((text) => !text.includes('picture')));
    const before = await visible(context);
    const leftovers = `SELECT count(*) AS tables FROM sqlite_schema WHERE name GLOB '_adopting_*'`;
    for (const killAtStep of [1, 5, 10]) {
      const operator = await startOperator({ ...address, at: '2026-03-04 12:00:00' });
      operator.perform({ do: 'adopt', file, killAtStep });
      await operator.ended;
      expect(await visible(context)).toEqual(before);
      expect(await query(context, leftovers)).not.toEqual([{ tables: 0 }]);
    }
    const report = await adopt(context, file);
    expect(report.tables).toHaveLength(9);
    expect(await query(context, leftovers)).toEqual([{ tables: 0 }]);
  }, 120_000);
});
