import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openForeign } from './open-foreign.js';

/** Times that the panels write into tables of other programs. */

const sql = [
  `CREATE TABLE stamped (id INTEGER PRIMARY KEY, name TEXT, updated_at INTEGER, created_at TEXT)`,
  `INSERT INTO stamped VALUES (1, 'a', 1714979289, '2024-05-06T07:08:09.250Z')`,
];

describeOnEngines('stamps of other programs', (engine) => {
  it('a change stamps the row in the notation and the storage class of its column', async () => {
    const { anna, book, change, stored } = await openForeign(engine, sql);
    const reply = await change('stamped', 1, 'name', 'b');
    expect(reply.json.notice.type, reply.text).toBe('success');
    expect(await stored('stamped', 1, 'updated_at')).toBe('integer 1772452800');
    expect(await stored('stamped', 1, 'created_at')).toBe(`text '2024-05-06T07:08:09.250Z'`);
    const made = await anna.submit('/api/resources/stamped/actions/new', { name: 'c' });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await book.rows('SELECT updated_at, created_at FROM stamped WHERE id = 2')).toEqual([
      { updated_at: 1772452800, created_at: '2026-03-02T12:00:00.000Z' },
    ]);
  });
});
