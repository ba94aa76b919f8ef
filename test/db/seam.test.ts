import { expect, it } from 'vitest';
import type { D1Database, Engine } from '../../src/db/types.js';
import { describeOnEngines, type TestEngine } from '../helpers/engines/engines.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

/** Everything that engines do alike, in one place: read it from top to bottom before adding an engine. */

async function openWithTable(open: TestEngine['open']): Promise<Engine> {
  const engine = await open({ empty: true });
  await engine.database.batch([
    engine.database.prepare(
      'CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL, data BLOB)',
    ),
    engine.database.prepare('CREATE TABLE log (item_id INTEGER NOT NULL)'),
    engine.database.prepare(
      `CREATE TRIGGER items_log AFTER INSERT ON items WHEN NEW.name LIKE 'logged%'
        BEGIN INSERT INTO log (item_id) VALUES (NEW.id); END`,
    ),
  ]);
  return engine;
}

async function names(database: D1Database): Promise<unknown[][]> {
  return database.prepare('SELECT name FROM items ORDER BY id').raw();
}

describeOnEngines('the seam', ({ open }) => {
  const empty = sharedWorld(() => open({ empty: true }));

  it('answers columns of any name as own values of their rows', async () => {
    const { database } = empty();
    const [result] = await database.batch([
      database.prepare('SELECT 1 AS "__proto__", 2 AS "constructor", NULL AS "имя"'),
    ]);
    const [row = {}] = (result?.results ?? []) as Record<string, unknown>[];
    expect(Object.entries(row)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['имя', null],
    ]);
  });

  it('round-trips texts, numbers, nulls, booleans and blobs', async () => {
    const { database } = empty();
    const row = await database
      .prepare('SELECT ? AS text, ? AS number, ? AS missing, ? AS yes, ? AS bytes, ? AS buffer')
      .bind(
        'naïve — 🏈',
        12.5,
        null,
        true,
        new Uint8Array([0, 1, 254, 255]).buffer,
        Buffer.from([7]),
      )
      .first();
    expect({ ...row, bytes: undefined, buffer: undefined }).toEqual({
      text: 'naïve — 🏈',
      number: 12.5,
      missing: null,
      yes: 1,
      bytes: undefined,
      buffer: undefined,
    });
    expect(row?.['bytes']).toBeInstanceOf(Uint8Array);
    expect([...(row?.['bytes'] as Uint8Array)]).toEqual([0, 1, 254, 255]);
    expect([...(row?.['buffer'] as Uint8Array)]).toEqual([7]);
  });

  it.each([
    ['undefined', undefined],
    ['an object', {}],
    ['a date', new Date(0)],
    ['a bigint', 1n],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('refuses to bind %s', (_name, value) => {
    const { database } = empty();
    expect(() => database.prepare('SELECT ?').bind(value)).toThrow(/cannot bind/);
  });

  it('stores whole numbers exactly up to 2^53, and text with quotes, newlines and emoji', async () => {
    const { database } = await openWithTable(open);
    const text = `O'Brien "the\nboss" \\ \u0000-free 🎲 ١٢٣`.replace('\u0000', '');
    const [result] = await database.batch([
      database
        .prepare('INSERT INTO items (id, name, price) VALUES (?, ?, ?) RETURNING id, name, price')
        .bind(Number.MAX_SAFE_INTEGER, text, 0.1),
    ]);
    expect(result?.results).toEqual([{ id: 9007199254740991, name: text, price: 0.1 }]);
    const row = await database
      .prepare('SELECT id, typeof(id) AS type, name FROM items WHERE id = ?')
      .bind(Number.MAX_SAFE_INTEGER)
      .first();
    expect(row).toEqual({ id: 9007199254740991, type: 'integer', name: text });
  });

  it('answers objects from all and run, one row or one column from first, and arrays from raw', async () => {
    const { database } = await openWithTable(open);
    await database
      .prepare('INSERT INTO items (id, name) VALUES (?, ?), (?, ?)')
      .bind(1, 'one', 2, 'two')
      .run();
    const select = database.prepare('SELECT id, name FROM items ORDER BY id');
    expect((await select.all()).results).toEqual([
      { id: 1, name: 'one' },
      { id: 2, name: 'two' },
    ]);
    expect(await select.first()).toEqual({ id: 1, name: 'one' });
    expect(await select.first('name')).toBe('one');
    await expect(select.first('nothing')).rejects.toThrow(/no column nothing/);
    expect(await database.prepare('SELECT 1 WHERE 0').first()).toBeNull();
    expect(await select.raw()).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(await select.raw({ columnNames: true })).toEqual([
      ['id', 'name'],
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('keeps columns that share a name apart in raw', async () => {
    const { database } = empty();
    expect(await database.prepare('SELECT 1 AS n, 2 AS n').raw({ columnNames: true })).toEqual([
      ['n', 'n'],
      [1, 2],
    ]);
    expect(await database.prepare('SELECT 1 AS n WHERE 0').raw({ columnNames: true })).toEqual([
      ['n'],
    ]);
  });

  it('counts what was written, by triggers too, and gives the last row id', async () => {
    const { database } = await openWithTable(open);
    const insert = database.prepare('INSERT INTO items (id, name) VALUES (?, ?)');
    expect((await insert.bind(7, 'plain').run()).meta).toMatchObject({
      changes: 1,
      last_row_id: 7,
    });
    expect((await insert.bind(8, 'logged').run()).meta.changes).toBe(2);
    const returning = database.prepare('INSERT INTO items (id, name) VALUES (?, ?) RETURNING id');
    const result = await returning.bind(9, 'logged too').run();
    expect(result.results).toEqual([{ id: 9 }]);
    expect(result.meta.changes).toBe(2);
    const update = await database.prepare("UPDATE items SET price = 1 WHERE name = 'none'").run();
    expect(update.meta).toMatchObject({ changes: 0, changed_db: false });
    expect((await database.prepare('SELECT * FROM items').all()).meta.changes).toBe(0);
  });

  it('runs a batch as a whole, each statement seeing those before it', async () => {
    const { database } = await openWithTable(open);
    const results = await database.batch<Record<string, unknown>>([
      database.prepare('INSERT INTO items (id, name) VALUES (?, ?)').bind(1, 'one'),
      database.prepare("UPDATE items SET name = name || '!' RETURNING name"),
      database.prepare('SELECT count(*) AS total FROM items'),
    ]);
    expect(results.map((result) => result.results)).toEqual([
      [],
      [{ name: 'one!' }],
      [{ total: 1 }],
    ]);
    expect(await database.batch([])).toEqual([]);
  });

  it('writes nothing of a batch whose last statement fails, its DDL included', async () => {
    const { database } = await openWithTable(open);
    await expect(
      database.batch([
        database.prepare('CREATE TABLE more (id TEXT)'),
        database.prepare('ALTER TABLE items ADD COLUMN extra TEXT'),
        database.prepare("INSERT INTO items (id, name, extra) VALUES (1, 'one', 'x')"),
        database.prepare('INSERT INTO items (id, name) VALUES (1, NULL)'),
      ]),
    ).rejects.toMatchObject({ code: 'constraint', kind: 'not_null' });
    expect(await names(database)).toEqual([]);
    const tables = await database
      .prepare("SELECT name FROM sqlite_schema WHERE name IN ('more', 'items') ORDER BY name")
      .raw();
    expect(tables).toEqual([['items']]);
    const columns = await database.prepare("SELECT name FROM pragma_table_info('items')").raw();
    expect(columns.flat()).toEqual(['id', 'name', 'price', 'data']);
  });

  it('goes on after a failed batch', async () => {
    const { database } = await openWithTable(open);
    await expect(database.prepare('INSERT INTO nowhere VALUES (1)').run()).rejects.toMatchObject({
      code: 'unavailable',
    });
    await database.prepare("INSERT INTO items (id, name) VALUES (1, 'one')").run();
    expect(await names(database)).toEqual([['one']]);
  });

  it('runs a statement again after the schema changed under it', async () => {
    const { database } = await openWithTable(open);
    const select = database.prepare('SELECT * FROM items');
    const insert = database.prepare('INSERT INTO items (name) VALUES (?) RETURNING *');
    await insert.bind('before').run();
    expect(Object.keys((await select.first()) ?? {})).toEqual(['id', 'name', 'price', 'data']);
    await database.prepare("ALTER TABLE items ADD COLUMN colour TEXT DEFAULT 'red'").run();
    expect(await select.first()).toEqual({
      id: 1,
      name: 'before',
      price: null,
      data: null,
      colour: 'red',
    });
    expect((await insert.bind('after').run()).results).toMatchObject([{ id: 2, colour: 'red' }]);
    await database.prepare('DROP TABLE items').run();
    await expect(select.all()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('answers ten thousand rows and a value of a megabyte', async () => {
    const { database } = await openWithTable(open);
    await database
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
          INSERT INTO items (id, name) SELECT i, 'item ' || i FROM n`,
      )
      .run();
    expect(await names(database)).toHaveLength(10_000);
    const large = 'x'.repeat(1_000_000);
    await database.prepare('UPDATE items SET name = ? WHERE id = 1').bind(large).run();
    expect(await database.prepare('SELECT name FROM items WHERE id = 1').first('name')).toBe(large);
  });

  it('enforces foreign keys', async () => {
    const { database } = await openWithTable(open);
    await database.prepare('CREATE TABLE parts (item_id INTEGER REFERENCES items(id))').run();
    await expect(
      database.prepare('INSERT INTO parts (item_id) VALUES (99)').run(),
    ).rejects.toMatchObject({ code: 'constraint', kind: 'foreign_key' });
  });

  it('refuses exec and sessions', async () => {
    const { database } = empty();
    await expect(database.exec('SELECT 1')).rejects.toThrow(/exec is not used/);
    expect(() => database.withSession()).toThrow(/sessions/);
  });

  it('says that it is closed after it was closed', async () => {
    const engine = await open({ empty: true });
    await engine.close();
    for (const database of [engine.database, engine.longReads]) {
      for (const sql of ['SELECT 1', 'CREATE TABLE late (id TEXT)']) {
        await expect(database.prepare(sql).run()).rejects.toMatchObject({
          code: 'unavailable',
          message: 'the database is closed',
        });
      }
    }
  });

  it('finishes pending writes before it closes', async () => {
    const engine = await openWithTable(open);
    const insert = engine.database.prepare('INSERT INTO items (name) VALUES (?)');
    const writes = Array.from({ length: 20 }, (_, index) => insert.bind(`item ${index}`).run());
    await engine.close();
    const results = await Promise.all(writes);
    expect(results.map(({ meta }) => meta.last_row_id)).toHaveLength(20);
  });
});
