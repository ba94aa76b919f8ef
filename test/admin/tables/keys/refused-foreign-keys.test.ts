import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../helpers/engines/engines.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';
import { openWith } from '../generated.js';

const broken = [
  `CREATE TABLE named (name TEXT)`,
  `CREATE VIEW seen AS SELECT name AS id FROM named`,
  `CREATE TABLE orphan (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES gone(id), note TEXT)`,
  `CREATE TABLE viewer (id INTEGER PRIMARY KEY, seen INTEGER REFERENCES seen(id), note TEXT)`,
  `CREATE TABLE loose_child (id INTEGER PRIMARY KEY, name TEXT REFERENCES named(name), note TEXT)`,
  `CREATE TABLE pair_child (id INTEGER PRIMARY KEY, a TEXT, b TEXT, note TEXT, FOREIGN KEY (a, b) REFERENCES gone)`,
  `PRAGMA defer_foreign_keys = ON`,
];

describeOnEngines('foreign keys that the database cannot follow', (engine) => {
  const tables = sharedWorld(() => openWith(engine, broken));

  it.each([
    [
      'orphan',
      'parent',
      'refers to gone, which does not exist, so the database refuses every value',
    ],
    ['viewer', 'seen', 'refers to Seen, which is a view, so the database refuses every value'],
    [
      'loose_child',
      'name',
      'refers to columns of Named that are not unique, so the database refuses every value',
    ],
    [
      'pair_child',
      'a',
      'refers to gone, which does not exist, so the database refuses every value',
    ],
  ])('%s opens and says that its column %s %s', async (table, column, problem) => {
    const { anna } = tables();
    const list = await anna.get(`/api/resources/${table}/actions/list`);
    expect(list.status).toBe(200);
    const label = column.charAt(0).toUpperCase() + column.slice(1);
    expect(list.json.note).toBe(`new rows cannot be created here: ${label} ${problem}`);
    expect((await anna.get(`/resources/${table}`)).text).toContain(`"readOnlyReason":"${problem}"`);
    const created = await anna.post(`/api/resources/${table}/actions/new`, { note: 'x' });
    expect(created.status).toBe(404);
  });
});
