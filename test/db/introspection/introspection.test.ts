import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { columnOf, schemaOf } from './introspected.js';

describeOnEngines('introspection', (engine) => {
  it('finds nothing in an empty database', async () => {
    expect(await schemaOf(engine)).toEqual(new Map());
  });

  it('tells generated columns, defaults, keys and types apart', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE t (
        "order" VARCHAR(10) NOT NULL DEFAULT 'x''y',
        n INT DEFAULT (abs(-3)),
        total REAL GENERATED ALWAYS AS (n * 2) STORED,
        twice REAL AS (n * 2),
        raw BLOB, anything, price DECIMAL(10,2),
        PRIMARY KEY ("order", n))`,
    );
    const table = tables.get('t');
    expect(table?.primaryKey).toEqual(['order', 'n']);
    expect(
      table?.columns.map(({ name, affinity, isGenerated, notNull, defaultExpression }) => [
        ...[name, affinity, isGenerated, notNull, defaultExpression],
      ]),
    ).toEqual([
      ['order', 'text', false, true, `'x''y'`],
      ['n', 'integer', false, false, 'abs(-3)'],
      ['total', 'real', true, false, null],
      ['twice', 'real', true, false, null],
      ['raw', 'blob', false, false, null],
      ['anything', 'blob', false, false, null],
      ['price', 'numeric', false, false, null],
    ]);
  });

  it('knows STRICT and WITHOUT ROWID', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE plain (id TEXT PRIMARY KEY)`,
      `CREATE TABLE strict_one (id TEXT PRIMARY KEY) STRICT`,
      `CREATE TABLE both (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
      `CREATE TABLE words (id TEXT PRIMARY KEY, "STRICT" TEXT DEFAULT 'WITHOUT ROWID')`,
      `CREATE TABLE whatever (id TEXT PRIMARY KEY, c ANY)`,
      `CREATE TABLE whatever_strict (id TEXT PRIMARY KEY, c ANY) STRICT`,
    );
    const flags = [...tables.values()].map(({ name, strict, withoutRowid }) => [
      ...[name, strict, withoutRowid],
    ]);
    expect(flags).toEqual([
      ['both', true, true],
      ['plain', false, false],
      ['strict_one', true, false],
      ['whatever', false, false],
      ['whatever_strict', true, false],
      ['words', false, false],
    ]);
    // ANY converts what looks like a number, but not in a STRICT table
    expect(columnOf(tables, 'whatever', 'c').affinity).toBe('numeric');
    expect(columnOf(tables, 'whatever_strict', 'c').affinity).toBe('blob');
  });

  it('resolves references: to itself, in a circle, without columns, in another case, of several columns', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE Person (ID TEXT PRIMARY KEY, parent TEXT REFERENCES person(id),
        home TEXT REFERENCES HOUSE)`,
      `CREATE TABLE house (number TEXT PRIMARY KEY, owner TEXT REFERENCES person (Id))`,
      `CREATE TABLE floor (house TEXT REFERENCES house(number), level INTEGER,
        PRIMARY KEY (house, level))`,
      `CREATE TABLE room (id INTEGER PRIMARY KEY, house TEXT, level INTEGER,
        lost TEXT REFERENCES nowhere(id), odd TEXT REFERENCES house(colour),
        FOREIGN KEY (house, level) REFERENCES floor)`,
    );
    const keys = (table: string) =>
      tables
        .get(table)
        ?.foreignKeys.map(({ columns, table: target, references }) => [columns, target, references])
        .sort();
    expect(keys('Person')).toEqual([
      [['home'], 'house', ['number']],
      [['parent'], 'Person', ['ID']],
    ]);
    expect(keys('house')).toEqual([[['owner'], 'Person', ['ID']]]);
    expect(keys('room')).toEqual([
      [['house', 'level'], 'floor', ['house', 'level']],
      [['lost'], null, null],
      [['odd'], 'house', null],
    ]);
  });

  it('keeps names with quotes, spaces, dots, keywords and other alphabets', async () => {
    const names = ['select', 'a b', 'it"s', 'a.b', 'x as y', 'имя', '数', '?', '$1', "'q'"];
    const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const tables = await schemaOf(
      engine,
      ...names.map(
        (name) =>
          `CREATE TABLE ${quote(name)} (${quote(name)} TEXT PRIMARY KEY
            CHECK (${quote(name)}.${quote(name)} IN ('a', 'b')))`,
      ),
    );
    expect([...tables.keys()].sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(columnOf(tables, name, name).values, name).toEqual(['a', 'b']);
      expect(tables.get(name)?.primaryKey).toEqual([name]);
    }
  });

  it('tells views, virtual tables and the tables behind those from ordinary tables', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE t (id TEXT PRIMARY KEY, name TEXT NOT NULL)`,
      `CREATE VIEW v AS SELECT id, upper(name) AS loud FROM t`,
      `CREATE VIRTUAL TABLE search USING fts5(name)`,
      `CREATE TABLE search_log (id TEXT PRIMARY KEY)`,
    );
    expect(tables.get('v')).toMatchObject({ kind: 'view', primaryKey: [], problem: null });
    expect(tables.get('v')?.columns.map(({ name }) => name)).toEqual(['id', 'loud']);
    expect(tables.get('search')).toMatchObject({ kind: 'virtual' });
    expect(tables.get('search')?.columns.map(({ name }) => name)).toEqual(['name']);
    expect(tables.get('search_data')).toMatchObject({ kind: 'shadow' });
    expect(tables.get('search_log')).toMatchObject({ kind: 'table' });
  });

  it('says why a table cannot be read, and still reads the others', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE t (id TEXT PRIMARY KEY, name TEXT CHECK (name IN ('a')))`,
      `CREATE TABLE gone (id TEXT PRIMARY KEY)`,
      `CREATE VIEW broken AS SELECT * FROM gone`,
      `DROP TABLE gone`,
    );
    expect(tables.get('broken')).toMatchObject({ kind: 'view', columns: [] });
    expect(tables.get('broken')?.problem).toMatch(/gone/);
    expect(tables.get('t')?.problem).toBeNull();
    expect(columnOf(tables, 't', 'name').values).toEqual(['a']);
  });

  it('counts an index as unique when it covers all rows', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT UNIQUE, b TEXT, c TEXT, UNIQUE (b, c))`,
      `CREATE UNIQUE INDEX some ON t (b) WHERE c = 'x'`,
      `CREATE UNIQUE INDEX folded ON t (lower(c))`,
      `CREATE INDEX plain ON t (c)`,
    );
    expect(
      tables
        .get('t')
        ?.uniques.map((columns) => columns.join())
        .sort(),
    ).toEqual(['a', 'b,c', 'id']);
  });
});
