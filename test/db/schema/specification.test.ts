import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import type { D1Database } from '../../../src/db/types.js';
import { migrationsFolder } from '../../../src/paths.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { type SchemaFacts, schemaFacts, type TableFacts } from './schema-facts.js';

const specification = fs
  .readFileSync(path.join(import.meta.dirname, 'specification.sql'), 'utf8')
  .replace(/--.*$/gm, '')
  .split(';')
  .map((statement) => statement.trim())
  .filter((statement) => statement !== '');

const migrations = readMigrations(migrationsFolder);

async function specified(database: D1Database): Promise<SchemaFacts> {
  await database.batch(specification.map((sql) => database.prepare(sql)));
  return schemaFacts(database);
}

describeOnEngines('the specification', ({ open }) => {
  it('has eight tables and 29 named indexes, with checks, keys and defaults to compare', async () => {
    const { tables, others } = await specified((await open({ empty: true })).database);
    const all = (key: Exclude<keyof TableFacts, 'options'>) =>
      Object.values(tables).flatMap((table): unknown[] => table[key]);
    expect(Object.keys(tables)).toHaveLength(8);
    expect(all('indexes')).toHaveLength(29);
    expect(all('columns')).toHaveLength(76);
    expect(all('checks')).toHaveLength(11);
    expect(all('foreignKeys')).toHaveLength(6);
    expect(all('uniqueKeys')).toHaveLength(7);
    expect(others).toEqual([]);
  });

  it('equals the schema that the first migration creates', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, migrations.slice(0, 1));
    const expected = await specified((await open({ empty: true })).database);
    expect(await schemaFacts(database)).toEqual(expected);
  });

  it('stands after all migrations, which only add to it', async () => {
    const { database } = await open();
    const actual = await schemaFacts(database);
    const expected = await specified((await open({ empty: true })).database);
    for (const [name, table] of Object.entries(expected.tables)) {
      const found = actual.tables[name];
      expect(found?.columns.slice(0, table.columns.length), name).toEqual(table.columns);
      expect(found?.options, name).toBe(table.options);
      for (const key of ['checks', 'foreignKeys', 'uniqueKeys', 'indexes'] as const) {
        expect(found?.[key], `${name}: ${key}`).toEqual(expect.arrayContaining(table[key]));
      }
    }
  });
});
