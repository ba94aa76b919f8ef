import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openWith } from '../tables/generated.js';

describeOnEngines('the list of a table', (engine) => {
  it('walks its rows without an index where one needs a collation that is missing', async () => {
    const { anna, server } = await openWith(engine, [
      `CREATE TABLE shelf (id INTEGER PRIMARY KEY, genre TEXT)`,
      `CREATE INDEX shelf_genre ON shelf (genre COLLATE NOCASE)`,
      `INSERT INTO shelf VALUES (1, 'poems'), (2, 'plays')`,
    ]);
    const info = server.panels.resources('admin').get('shelf')?.table.info;
    // The collation is there: only a file of another program brings an index without.
    Object.assign(info ?? {}, { missingIndexCollation: 'mycoll' });
    const { json } = await anna.get('/api/resources/shelf/actions/list?sortBy=id&direction=asc');
    expect(json.meta.total).toBe(2);
    expect(json.records.map(({ params }) => params['genre'])).toEqual(['poems', 'plays']);
  });
});
