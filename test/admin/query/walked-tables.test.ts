import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { selectCount } from '../../../src/admin/query/select.js';
import { describeTables } from '../../../src/admin/tables/describe.js';
import { commitBatch } from '../../../src/db/batch.js';
import { introspect } from '../../../src/db/introspection/introspect.js';
import { openBook } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

describeOnEngines('the walk of a table', (engine) => {
  it('uses no index where one needs a collation that is missing', async () => {
    const { context } = await openBook(engine);
    await commitBatch(context.database, [
      sql`CREATE TABLE shelf (id INTEGER PRIMARY KEY, genre TEXT)`,
      sql`CREATE INDEX shelf_genre ON shelf (genre COLLATE NOCASE)`,
      sql`INSERT INTO shelf VALUES (1, 'poems'), (2, 'plays')`,
    ]);
    const schema = await introspect(context.database);
    // The collation is there: only a file of another program brings an index without.
    const doubtful = schema.map((info) => ({ ...info, missingIndexCollation: 'mycoll' }));
    const [table] = describeTables(context, doubtful, []).filter(({ id }) => id === 'shelf');
    if (!table) throw new Error('there is no shelf');
    const [[row]] = await commitBatch(context.database, [selectCount(table, null, sql`1`, 10)]);
    expect(row).toEqual({ total: 2 });
  });
});
