import { expect, it } from 'vitest';
import { introspect } from '../../../src/db/introspection/introspect.js';
import { probeTables } from '../../../src/db/introspection/probe.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

/** The reads at start that find what no description shows. */

describeOnEngines('the probe of tables', (engine) => {
  it('reads nothing of plain tables, and finds no fault in tables that work', async () => {
    const { database } = await engine.open({ empty: true });
    for (const sql of [
      'CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT)',
      'CREATE TABLE computed (id INTEGER PRIMARY KEY, twice INTEGER AS (id * 2))',
      'CREATE VIRTUAL TABLE words USING fts5 (body)',
      'CREATE VIEW names AS SELECT id, name FROM plain',
    ]) {
      await database.prepare(sql).run();
    }
    const tables = await introspect(database);
    expect(tables.every(({ problem }) => problem === null)).toBe(true);
    // The collation is there: only a file of another program brings a table without.
    const doubtful = tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({ ...column, missingCollation: 'mycoll' })),
    }));
    expect(await probeTables(database, doubtful)).toEqual(doubtful);
  });

  it('names the virtual table whose rows cannot be read, and no other one', async () => {
    const { database } = await engine.open({ empty: true });
    for (const sql of [
      'CREATE VIRTUAL TABLE words USING fts5 (body)',
      `CREATE VIRTUAL TABLE lost USING fts5 (body, content='gone')`,
    ]) {
      await database.prepare(sql).run();
    }
    const tables = await introspect(database);
    const broken = tables.filter(({ problem }) => problem !== null);
    expect(broken.map(({ name }) => name)).toEqual(['lost']);
    expect(broken[0]?.problem).toContain('no such table: main.gone');
    expect(tables.find(({ name }) => name === 'lost')?.parts).toContain('lost_data');
    expect(tables.find(({ name }) => name === 'words_data')?.parent).toBe('words');
  });
});
