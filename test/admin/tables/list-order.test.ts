import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from './generated.js';

/** Ids of all pages of a list in their order, by its own links from one end to the other. */
async function walk(
  person: Person,
  table: string,
  order: string,
  { side, last }: { side: 'after' | 'before'; last: number },
) {
  const list = `/api/resources/${table}/actions/list?perPage=10&${order}`;
  const pageOf = async (query: string) => (await person.get(`${list}${query}`)).json;
  const pages: string[][] = [];
  let page = side === 'after' ? 1 : last;
  let query = `&page=${page}`;
  for (;;) {
    const { records, meta: at } = await pageOf(query);
    expect(at.total).toBe(ROWS);
    pages.push(records.map(({ id }) => id));
    page += side === 'after' ? 1 : -1;
    if (page < 1 || page > last) break;
    const cursor = at[side];
    query = `&page=${page}${cursor === undefined ? '' : `&${side}=${encodeURIComponent(cursor)}`}`;
  }
  return (side === 'after' ? pages : pages.reverse()).flat();
}

const ROWS = 23;

/** Title that the reference to an artist shows. */
const titleAt = ({ artist_id: shown }: Record<string, unknown>) =>
  (shown as { title: string } | undefined)?.title ?? '';

describeOnEngines('lists of generated panels', (engine) => {
  const count = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 23)`;
  const mixed = `CASE i % 5 WHEN 0 THEN i / 2 WHEN 1 THEN i + 0.5 WHEN 2 THEN 'text ' || (i % 4)
    WHEN 3 THEN CAST('blob ' || (i % 4) AS BLOB) ELSE 9007199254740990 + i % 7 END`;
  const ddl = [
    `CREATE TABLE artist (artist_id INTEGER PRIMARY KEY, name TEXT)`,
    `CREATE TABLE album (album_id INTEGER PRIMARY KEY, "a b" INTEGER, a_b INTEGER NOT NULL,
      artist_id INTEGER NOT NULL REFERENCES artist(artist_id), other INTEGER REFERENCES artist(artist_id),
      far INTEGER NOT NULL, price DECIMAL(10,2), ratio REAL NOT NULL, is_new BOOLEAN, at DATETIME NOT NULL,
      day DATE, code VARCHAR(5) COLLATE NOCASE NOT NULL, kind TEXT CHECK (kind IN ('x', 'y')),
      doc JSON, loose, tight NOT NULL, empty TEXT)`,
    `${count} INSERT INTO artist SELECT i, 'Artist ' || i FROM n`,
    `${count} INSERT INTO album SELECT i, i % 6, 7 - i % 7, 1 + (i * 7) % 12,
      CASE WHEN i % 4 THEN 1 + i % 11 END, 9007199254740990 + i % 9, CASE WHEN i % 3 THEN i % 5 / 2.0 END,
      i % 8 / 3.0, CASE i % 3 WHEN 0 THEN 0 WHEN 1 THEN 1 END,
      CASE i % 4 WHEN 0 THEN '2024-05-06T07:08:09Z' WHEN 1 THEN 1714979289 ELSE '2024-05-0' || (i % 9 + 1) || ' 07:08:09' END,
      '2024-01-0' || (i % 9 + 1), CASE i % 4 WHEN 0 THEN 'ab' WHEN 1 THEN 'AB' ELSE 'b' || i % 3 END,
      CASE i % 3 WHEN 0 THEN 'x' WHEN 1 THEN 'y' END, '[' || i % 4 || ']', NULLIF(${mixed}, 'text 1'), ${mixed},
      CASE i % 3 WHEN 0 THEN '' WHEN 1 THEN char(10) END FROM n`,
    // With an index the page is read in one step, without it keys are put in order first.
    `CREATE INDEX album_artist ON album (artist_id)`,
    `CREATE INDEX album_far ON album (far)`,
    `CREATE TABLE track (track_id INTEGER PRIMARY KEY, artist_id INTEGER REFERENCES artist(artist_id))`,
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)
      INSERT INTO track SELECT i, 1 + i % 23 FROM n`,
    `CREATE TABLE pair (one NUMERIC, two, three INTEGER, word TEXT NOT NULL, PRIMARY KEY (one, two, three)) WITHOUT ROWID`,
    `${count} INSERT INTO pair SELECT 9007199254740990 + i % 5, ${mixed}, i, 'w' || i % 3 FROM n`,
  ];

  const tables = sharedWorld(() => openWith(engine, ddl));

  // On D1 the columns of a table take turns in their direction: which values a place in the list has,
  // and how they travel, depends on the column.
  const directionsOf = (table: string, column: number) =>
    engine.name === 'd1' && table === 'album'
      ? [column % 2 === 0 ? 'asc' : 'desc']
      : ['asc', 'desc'];

  it('a list gives every row once, in the same order both ways, whatever its column of order', async () => {
    const { anna, server } = tables();
    for (const table of ['album', 'pair']) {
      const resource = server.panels.resources('admin').get(table);
      const sortable = (resource?.table.columns ?? []).filter(({ name }) =>
        resource?.access.sort.has(name),
      );
      expect(sortable.length).toBeGreaterThan(2);
      for (const [column, { path }] of sortable.entries()) {
        for (const direction of directionsOf(table, column)) {
          const order = `sortBy=${path}&direction=${direction}`;
          const last = Math.ceil(ROWS / 10);
          const forwards = await walk(anna, table, order, { side: 'after', last });
          expect(new Set(forwards).size, `${table} ${order}`).toBe(ROWS);
          const backwards = await walk(anna, table, order, { side: 'before', last });
          expect(backwards, `${table} ${order}`).toEqual(forwards);
        }
      }
    }
  });

  it('a list follows the order of the stored values, not of their texts', async () => {
    const { anna, book } = tables();
    const listed = async (path: string) => {
      const address = `/api/resources/album/actions/list?perPage=50&sortBy=${path}&direction=asc`;
      return (await anna.get(address)).json.records.map(({ id }) => Number(id));
    };
    const stored = async (column: string) =>
      (await book.rows(`SELECT album_id FROM album AS x ORDER BY x.${column}, x.album_id`)).map(
        ({ album_id }) => album_id,
      );
    expect(await listed('artist_id')).toEqual(await stored('artist_id'));
    expect(await listed('far')).toEqual(await stored('far'));
    expect(await listed('a_b')).toEqual(await stored('a_b'));
    expect(await listed('a_b_2')).toEqual(await stored('"a b"'));
  });

  it('a list sorts a reference by the titles that it shows, while it has few rows', async () => {
    const { anna } = tables();
    const titles = async (query: string) => {
      const { json } = await anna.get(`/api/resources/${query}&perPage=25`);
      const shown = json.records.map(({ populated, id }) => [titleAt(populated), Number(id)]);
      return { shown, sortBy: json.meta.sortBy, notice: json.notice };
    };
    const byTitle = (list: (string | number)[][], way: number) =>
      [...list].sort(
        ([left = '', one = 0], [right = '', other = 0]) =>
          way * (String(left).localeCompare(String(right), 'en') || Number(one) - Number(other)),
      );
    const list = 'album/actions/list?sortBy=artist_id.title';
    for (const [direction, way] of [
      ['asc', 1],
      ['desc', -1],
    ] as const) {
      const { shown, sortBy } = await titles(`${list}&direction=${direction}`);
      expect(sortBy).toBe('artist_id.title');
      expect(shown).toHaveLength(ROWS);
      expect(shown).toEqual(byTitle(shown, way));
    }
    const many = await titles('track/actions/list?sortBy=artist_id.title&direction=asc');
    expect(many).toMatchObject({
      sortBy: 'artist_id',
      notice: { message: expect.stringContaining('a list of more than 10,000 rows') as string },
    });
    const few = await titles(
      'track/actions/list?filters.track_id~~to=9000&sortBy=artist_id.title&direction=asc',
    );
    expect(few.shown[0]).toEqual(['Artist 1', 23]);
    const none = await titles('album/actions/list?sortBy=code.title&direction=asc');
    expect(none.notice.message).toMatch(/the order was ignored/);
  });
});
