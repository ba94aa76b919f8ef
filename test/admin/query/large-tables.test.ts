import { expect, it } from 'vitest';
import { FEW_ROWS } from '../../../src/admin/query/table-size.js';
import type { D1Database, Engine } from '../../../src/db/types.js';
import { describeOnSqlite, embedded } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/**
 * The thread that reads a list of an undeclared table: the one that serves everybody where an index
 * leads to the page or the table is small, else the one for long reads.
 */

type Thread = 'main' | 'long';

interface Read {
  thread: Thread;
  sql: string;
}

const filled = (table: string, rows: number) =>
  `INSERT INTO ${table} WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    SELECT i, 'name ' || i, 'kind ' || (i % 3), i FROM n`;
const columns = `name TEXT, kind TEXT NOT NULL, place INTEGER NOT NULL UNIQUE`;

const schema = [
  `CREATE TABLE large (id INTEGER PRIMARY KEY, ${columns})`,
  `CREATE INDEX large_kind ON large (kind)`,
  filled('large', FEW_ROWS + 1),
  `CREATE TABLE small (id INTEGER PRIMARY KEY, ${columns})`,
  filled('small', FEW_ROWS),
  `CREATE TABLE keyed (id TEXT PRIMARY KEY, ${columns})`,
  `CREATE INDEX keyed_kind ON keyed (kind)`,
  `CREATE INDEX keyed_place_id ON keyed (place, id)`,
  filled('keyed', FEW_ROWS + 1),
  `CREATE TABLE folded (id INTEGER PRIMARY KEY, ${columns})`,
  `CREATE INDEX folded_name ON folded (name COLLATE NOCASE)`,
  filled('folded', FEW_ROWS + 1),
  `CREATE TABLE child (id INTEGER PRIMARY KEY, large_id INTEGER REFERENCES large(id))`,
  `INSERT INTO child SELECT id, id FROM large`,
  `CREATE VIEW few AS SELECT * FROM small LIMIT 3`,
];

const recorded = (database: D1Database, thread: Thread, reads: Read[]): D1Database =>
  ({
    batch: database.batch.bind(database),
    prepare: (sql: string) => {
      reads.push({ thread, sql });
      return database.prepare(sql);
    },
  }) as unknown as D1Database;

async function open() {
  const reads: Read[] = [];
  const engine = {
    open: async (): Promise<Engine> => {
      const opened = await embedded.open();
      const database = recorded(opened.database, 'main', reads);
      return { ...opened, database, longReads: recorded(opened.longReads, 'long', reads) };
    },
  };
  const { people } = await openPanelBook(engine, {
    agents: ['a1'],
    customers: { c1: 'a1' },
    logins: { anna: 'admin' },
    sql: schema,
  });
  return { anna: people.anna, reads };
}

describeOnSqlite('the thread of a list', () => {
  const world = sharedWorld(open);

  /** Threads that read rows of the table, without the look at its size. */
  const threadsOf = async (table: string, path: string): Promise<Thread[]> => {
    const { anna, reads } = world();
    reads.length = 0;
    const { status, text } = await anna.get(`/api/resources/${table}/${path}`);
    expect(status, text).toBe(200);
    const own = reads.filter(
      ({ sql }) => sql.includes(`FROM "${table}"`) && !/LIMIT \?\)$/.test(sql.replace(/\s+/g, ' ')),
    );
    return [...new Set(own.map(({ thread }) => thread))];
  };

  it.each([
    ['large', 'sortBy=name', 'an order without an index'],
    ['large', 'sortBy=name&direction=desc&page=3', 'its further pages'],
    ['large', 'filters.name=name 5', 'a search in a text'],
    ['large', 'filters.kind~~in=kind 1&sortBy=name', 'a sort of what an equality leaves'],
    ['large', 'filters.place~~from=5', 'a range in the order of the key'],
    ['large', 'filters.name~~empty=true', 'a filter without an index'],
    ['keyed', 'sortBy=kind', 'an index that leaves the rows of each value to be sorted'],
    ['folded', 'sortBy=name', 'an index of another collation'],
    ['child', 'filters.large_id=7', 'the children of a row'],
    ['few', '', 'a view'],
  ])('reads %s?%s on the thread for long reads: %s', async (table, query) => {
    expect(await threadsOf(table, `actions/list?${query}`)).toEqual(['long']);
  });

  it.each([
    ['large', '', 'the order of the key'],
    ['large', 'page=3', 'its further pages'],
    ['large', 'sortBy=kind', 'an index that ends with the row number'],
    ['large', 'sortBy=place&filters.place~~from=5', 'a range in its own order'],
    ['large', 'filters.id=7&sortBy=name', 'one key'],
    ['keyed', 'sortBy=place', 'an index that ends with the key'],
    ['small', 'sortBy=name', 'a small table'],
    ['small', 'filters.place~~from=5&sortBy=name', 'a small table, filtered'],
  ])('reads %s?%s at once: %s', async (table, query) => {
    expect(await threadsOf(table, `actions/list?${query}`)).toEqual(['main']);
  });

  it('searches a large table for a reference on the thread for long reads, and a small one at once', async () => {
    expect(await threadsOf('large', 'actions/search/name%205')).toEqual(['long']);
    expect(await threadsOf('small', 'actions/search/name%205')).toEqual(['main']);
  });

  it('opens records, forms and titles by their keys', async () => {
    expect(await threadsOf('large', 'records/7/show')).toEqual(['main']);
    expect(await threadsOf('large', 'records/7/edit')).toEqual(['main']);
    const { anna, reads } = world();
    reads.length = 0;
    await anna.get('/api/resources/child/actions/list');
    const titles = reads.filter(({ sql }) => sql.includes('FROM "large"'));
    expect(titles.map(({ thread }) => thread)).toEqual(['main']);
  });
});
