import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/messages/message.js';
import { query } from '../helpers/books/book.js';
import { embedded } from '../helpers/engines/engines.js';
import { adopt, dumpOf, openEmpty } from '../helpers/foreign/adopt.js';
import { foreignFile, traceOf } from '../helpers/foreign/foreign-file.js';
import { said } from '../helpers/messages/said.js';
import { openSharedBook, startOperator } from '../helpers/processes/processes.js';

const namesIn = (file: string): string[] => {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = sqlite.prepare('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL').all();
  sqlite.close();
  return rows
    .map((row) => (row as { name: string }).name)
    .filter((name) => !name.startsWith('sqlite_'));
};

const shop = [
  `CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE,
    boss INTEGER REFERENCES person (id), team INTEGER REFERENCES team (id))`,
  `CREATE TABLE team (id INTEGER PRIMARY KEY AUTOINCREMENT, lead INTEGER REFERENCES person (id))`,
  `CREATE TABLE "odd name" (a, rowid TEXT, "select" ANY) STRICT`.replace(
    'a, rowid',
    'a INT, rowid',
  ),
  `CREATE TABLE pair (a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID`,
  `CREATE TABLE line (price REAL, count INTEGER, total REAL AS (price * count) STORED, note AS (upper(b)), b TEXT)`,
  `CREATE TABLE loose (v)`,
  `CREATE INDEX person_name ON person (name)`,
  `CREATE UNIQUE INDEX line_expression ON line (lower(b)) WHERE b IS NOT NULL`,
  `CREATE VIEW bosses AS SELECT * FROM person WHERE boss IS NULL`,
  `CREATE VIEW broken AS SELECT * FROM nowhere`,
  `INSERT INTO team VALUES (1, 2), (9, NULL)`,
  `DELETE FROM team WHERE id = 9`,
  `INSERT INTO person VALUES (2, 'Ann', NULL, 1), (1, 'Bob', 2, 1), (9223372036854775807, 'Far', 2, NULL)`,
  `INSERT INTO "odd name" VALUES (1, 'text', x'00ff'), (2, NULL, 9007199254740993)`,
  `INSERT INTO pair VALUES (2, 'x'), (1, 'x'), (-9223372036854775808, '')`,
  `INSERT INTO line (price, count, b) VALUES (0.1, 3, 'a'), (1e308, -1, NULL), (5, 2, 'B')`,
  `INSERT INTO loose (rowid, v) VALUES (7, NULL), (40, 'with' || char(0) || 'nul'),
    (41, CAST(x'fffe41' AS TEXT)), (42, 9007199254740993), (43, -0.0), (44, x''), (45, ''), (46, 1e999)`,
  `CREATE TRIGGER person_named AFTER INSERT ON person BEGIN UPDATE loose SET v = new.name; END`,
];

describe('adopting a file', () => {
  it('brings every object and every value as it was, and leaves the file untouched', async () => {
    const context = await openEmpty();
    const file = foreignFile(shop);
    const before = traceOf(file);
    const report = await adopt(context, file);
    expect(traceOf(file)).toBe(before);
    expect(dumpOf(context.engine.location, namesIn(file))).toEqual(dumpOf(file, namesIn(file)));
    expect(report.tables.find(({ name }) => name === 'loose')).toMatchObject({ rows: 8 });

    const values = 'SELECT rowid, typeof(v) AS type, hex(v) AS bytes FROM loose ORDER BY rowid';
    const source = new Sqlite(file, { readonly: true });
    expect(await query(context, values)).toEqual(source.prepare(values).all());
    source.close();
    await query(context, 'INSERT INTO team (lead) VALUES (NULL)');
    expect(await query(context, 'SELECT max(id) AS id FROM team')).toEqual([{ id: 10 }]);
    expect(await query(context, 'PRAGMA quick_check')).toEqual([{ quick_check: 'ok' }]);
  });

  it('keeps full-text and spatial tables searchable', async () => {
    const context = await openEmpty();
    const file = foreignFile([
      `CREATE TABLE post (id INTEGER PRIMARY KEY, body TEXT)`,
      `INSERT INTO post VALUES (5, 'red fox'), (90, 'blue whale')`,
      `CREATE VIRTUAL TABLE post_search USING fts5 (body, content = 'post', content_rowid = 'id')`,
      `INSERT INTO post_search (post_search) VALUES ('rebuild')`,
      `CREATE VIRTUAL TABLE notes USING fts4 (body)`,
      `INSERT INTO notes (rowid, body) VALUES (3, 'green frog')`,
      `CREATE VIRTUAL TABLE area USING rtree (id, x0, x1)`,
      `INSERT INTO area VALUES (1, 0, 10), (2, 20, 30)`,
    ]);
    await adopt(context, file);
    const found = async (sql: string) =>
      (await query<{ id: number }>(context, sql)).map((r) => r.id);
    expect(
      await found(`SELECT rowid AS id FROM post_search WHERE post_search MATCH 'whale'`),
    ).toEqual([90]);
    expect(await found(`SELECT rowid AS id FROM notes WHERE notes MATCH 'frog'`)).toEqual([3]);
    expect(await found('SELECT id FROM area WHERE x0 > 15')).toEqual([2]);
    await query(context, `INSERT INTO notes (rowid, body) VALUES (4, 'green bird')`);
    expect(await found(`SELECT rowid AS id FROM notes WHERE notes MATCH 'green'`)).toEqual([3, 4]);
  });

  it('writes who adopted what into the audit trail, in the same transaction', async () => {
    const context = await openEmpty();
    await adopt(
      context,
      foreignFile(['CREATE TABLE thing (a)', 'CREATE INDEX thing_a ON thing (a)']),
    );
    const [row] = await query<{ after: string }>(
      context,
      `SELECT after FROM audit_log WHERE action = 'database.adopted'`,
    );
    expect(JSON.parse(row?.after ?? '')).toMatchObject({
      objects: [
        { type: 'table', name: 'thing' },
        { type: 'index', name: 'thing_a' },
      ],
    });
  });

  it('puts a prefix before every name, also where foreign keys, views and triggers mention it', async () => {
    const context = await openEmpty();
    const file = foreignFile([
      'CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, "users" TEXT, boss REFERENCES users (id))',
      'CREATE TABLE wagers (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users, CHECK (wagers.id > 0))',
      'CREATE INDEX idx_users_role ON users (lower("users"))',
      'CREATE VIEW agents AS SELECT users.id, u.users AS users FROM users JOIN users u USING (id)',
      'CREATE VIEW customers AS SELECT agents.users FROM agents',
      `CREATE TRIGGER trg AFTER INSERT ON users BEGIN INSERT INTO wagers (user_id) SELECT id FROM agents WHERE id = new.id; END`,
      `CREATE TRIGGER put INSTEAD OF INSERT ON agents BEGIN INSERT INTO users ("users") VALUES (new.users); END`,
      `CREATE VIRTUAL TABLE sessions USING fts5 (body)`,
      `INSERT INTO users VALUES (1, 'one', NULL), (8, 'two', 1)`,
      `INSERT INTO sessions (rowid, body) VALUES (4, 'red fox')`,
      'DELETE FROM users WHERE id = 8',
    ]);
    const before = await query(context, 'SELECT (SELECT count(*) FROM users) AS users');
    await adopt(context, file, { prefix: 'x_' });
    expect(await query(context, 'SELECT * FROM x_customers')).toEqual([{ users: 'one' }]);
    await query(context, `INSERT INTO x_agents (users) VALUES ('three')`);
    expect(await query(context, 'SELECT id, users FROM x_users ORDER BY id')).toEqual([
      { id: 1, users: 'one' },
      { id: 9, users: 'three' },
    ]);
    expect(await query(context, 'SELECT user_id FROM x_wagers ORDER BY user_id')).toContainEqual({
      user_id: 9,
    });
    expect(
      await query(context, `SELECT rowid AS id FROM x_sessions WHERE x_sessions MATCH 'fox'`),
    ).toEqual([{ id: 4 }]);
    expect(
      await query(context, `SELECT "table" AS name FROM pragma_foreign_key_list('x_wagers')`),
    ).toEqual([{ name: 'x_users' }]);
    expect(await query(context, 'SELECT (SELECT count(*) FROM users) AS users')).toEqual(before);
    await expect(adopt(context, file, { prefix: 'd1_' })).rejects.toThrow(/is reserved/);
    await expect(adopt(context, file, { prefix: 'X_' })).rejects.toThrow(/X_users has the name/);
  });

  it('leaves no trace when it fails at any step', async () => {
    const context = await openEmpty();
    const file = foreignFile(shop);
    const before = dumpOf(context.engine.location);
    const steps: string[] = [];
    const fresh = await openEmpty();
    await adopt(fresh, file, { onProgress: (step) => void steps.push(said(step)) });
    for (const step of steps) {
      const onProgress = (at: Message) => {
        if (said(at) === step) throw new Error('stop');
      };
      await expect(adopt(context, file, { onProgress })).rejects.toThrow();
      expect(dumpOf(context.engine.location)).toEqual(before);
    }
    expect(steps.length).toBeGreaterThan(5);
    await adopt(context, file);
  });

  it('leaves no trace of a process that is killed at any of ten steps', async () => {
    const { context, address } = await openSharedBook(embedded);
    const names = Array.from({ length: 9 }, (_, index) => `copied_${index}`);
    const file = foreignFile(
      names.flatMap((name) => [
        `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, text TEXT)`,
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
          INSERT INTO ${name} SELECT i, hex(randomblob(40)) FROM n`,
      ]),
    );
    const before = dumpOf(context.engine.location);
    const order = { ...address, at: '2026-03-04 12:00:00' };
    for (let killAtStep = 1; killAtStep <= 10; killAtStep += 1) {
      const operator = await startOperator(order);
      operator.perform({ do: 'adopt', file, killAtStep });
      await operator.ended;
      expect(dumpOf(context.engine.location)).toEqual(before);
    }
    expect(await query(context, 'PRAGMA quick_check')).toEqual([{ quick_check: 'ok' }]);
    const whole = await startOperator(order);
    whole.perform({ do: 'adopt', file, killAtStep: 11 });
    expect(await whole.nextLine()).toBe('adopted');
    const rows = 'SELECT count(*) AS rows FROM copied_8';
    expect(await query(context, rows)).toEqual([{ rows: 2000 }]);
  }, 120_000);
});
