import { expect, it } from 'vitest';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { pageStateOf } from '../../helpers/panels/page-state.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from '../tables/generated.js';

const names = ['Zebra', 'apple', 'Part 10', 'Part 9', 'Émile', 'fig'];
const sql = names.map((name) => `CREATE TABLE "${name}" (id INTEGER PRIMARY KEY, note TEXT)`);

describeOnSqlite('the menu of a book with tables of another program', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));

  it('sorts those tables by their titles, whatever the case of a letter is', async () => {
    const { menu } = await pageStateOf(tables().anna);
    expect(menu.slice(-names.length).map(({ label }) => label)).toEqual([
      ...['Apple', 'Émile', 'Fig', 'Part 9', 'Part 10', 'Zebra'],
    ]);
  });
});
