import { expect, it } from 'vitest';
import { engineWith, type Rewrite } from '../../helpers/engines/prepared-file.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { exportOf, listOf } from './lists-of-tables.js';

/** A collation, function or module that this program lacks is named on its own table. */

const missing: string[] = [
  `CREATE TABLE good (id INTEGER PRIMARY KEY, name TEXT)`,
  `INSERT INTO good VALUES (1, 'fine')`,
  // columns and indexes of a missing collation
  `CREATE TABLE song (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, key_sign TEXT)`,
  `INSERT INTO song VALUES (1, 'b', 'x'), (2, 'a', 'y')`,
  `CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT, place TEXT)`,
  `CREATE INDEX shelf_name ON shelf (name COLLATE NOCASE)`,
  `CREATE INDEX shelf_place ON shelf (place)`,
  `INSERT INTO shelf VALUES (1, 'b', 'x'), (2, 'a', 'y')`,
  `CREATE TABLE genre (name TEXT COLLATE NOCASE PRIMARY KEY, note TEXT)`,
  `INSERT INTO genre VALUES ('jazz', 'old')`,
  `CREATE TABLE record (id INTEGER PRIMARY KEY, genre TEXT REFERENCES genre(name), note TEXT)`,
  `INSERT INTO record VALUES (1, 'jazz', 'n')`,
  `CREATE TABLE bare_genre (name TEXT COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID`,
  `CREATE VIEW songs AS SELECT id, name, key_sign FROM song`,
  // missing functions
  `CREATE TABLE priced (id INTEGER PRIMARY KEY, a TEXT, total TEXT AS (upper(a)))`,
  `INSERT INTO priced (a) VALUES ('x')`,
  `CREATE TABLE checked (id INTEGER PRIMARY KEY, a TEXT CHECK (upper(a) <> 'Y'))`,
  `INSERT INTO checked VALUES (1, 'x')`,
  `CREATE TABLE sorted (id INTEGER PRIMARY KEY, a TEXT)`,
  `CREATE TABLE strict_one (id INTEGER PRIMARY KEY, a TEXT)`,
  `CREATE TRIGGER strict_one_new BEFORE INSERT ON strict_one
    BEGIN SELECT RAISE(ROLLBACK, 'no more rows'); END`,
  `CREATE INDEX sorted_a ON sorted (upper(a))`,
  `INSERT INTO sorted VALUES (1, 'x')`,
  `CREATE VIEW shouted AS SELECT id, upper(name) AS name FROM good`,
  // a missing module, and the tables in which it kept its rows
  `CREATE VIRTUAL TABLE words USING fts4 (body, tokenize=porter)`,
  `CREATE VIRTUAL TABLE shapes USING rtree (id, low, high)`,
];
const collations = ['song', 'shelf_name', 'genre', 'bare_genre'];
const functions = ['priced', 'checked', 'sorted_a', 'shouted'];
const rewrites: Rewrite[] = [
  ...collations.map((name) => ({ name, from: 'NOCASE', to: 'mycoll' })),
  ...functions.map((name) => ({ name, from: 'upper(', to: 'loud(' })),
  { name: 'words', from: 'porter', to: 'icu' },
  { name: 'shapes', from: 'rtree', to: 'spellfix1' },
];

const open = () =>
  openPanelBook(engineWith(missing, rewrites), {
    agents: ['a1'],
    customers: { c1: 'a1' },
    logins: { anna: 'admin' },
  });

describeOnSqlite('panels of a schema that needs what the program lacks', () => {
  const book = sharedWorld(open);
  const anna = () => book().people.anna;

  it('opens the list of a table whose column has a missing collation, and compares it nowhere', async () => {
    const list = await listOf(anna(), 'song', 'sortBy=name&filters.name=a');
    expect(list.status, list.text).toBe(200);
    expect(list.json.records.map(({ params }) => params['name'])).toEqual(['a', 'b']);
    expect(list.json.notice.message).toMatch(/the order was ignored/);
    expect(list.json.note).toBe(
      'Name cannot be sorted or filtered: this program does not have the collation mycoll',
    );
    const sorted = await listOf(anna(), 'song', 'sortBy=key_sign&filters.key_sign=x');
    expect(sorted.json.records).toHaveLength(1);
    expect((await exportOf(anna(), 'song')).text).toContain('b,x');
  });

  it('opens lists, records and exports of a table with an index of a missing collation', async () => {
    for (const query of ['', 'sortBy=name', 'sortBy=place&direction=desc', 'filters.place=x']) {
      const list = await listOf(anna(), 'shelf', query);
      expect(list.status, list.text).toBe(200);
      expect(list.json.meta.total).toBe(list.json.records.length);
      expect(list.json.notice).toBeUndefined();
    }
    expect((await listOf(anna(), 'shelf')).json.note).toContain('an index needs the collation');
    const edit = (path: string, before: string, after: string) =>
      anna().post('/api/resources/shelf/records/1/edit', {
        [path]: after,
        [`__original.${path}`]: before,
      });
    expect((await edit('place', 'x', 'z')).json.notice.type).toBe('success');
    const refused = await edit('name', 'b', 'c');
    expect(refused.status).toBe(200);
    expect(refused.json.notice.message).toContain('it needs the collation mycoll');
    expect((await exportOf(anna(), 'shelf')).text).toContain('b,z');
  });

  it('shows rows whose key has a missing collation by their numbers, and references to them as ids', async () => {
    const genres = await listOf(anna(), 'genre');
    expect(genres.json.records.map(({ params }) => params['name'])).toEqual(['jazz']);
    const shown = await anna().get(
      `/api/resources/genre/records/${genres.json.records[0]?.id ?? ''}/show`,
    );
    expect(shown.json.record.params['note']).toBe('old');
    const records = await listOf(anna(), 'record');
    expect(records.status).toBe(200);
    expect(records.json.records.map(({ params }) => params['genre'])).toEqual(['jazz']);
  });

  it('says on a table that is the index of a missing collation why it cannot be shown', async () => {
    const list = await listOf(anna(), 'bare_genre');
    expect(list.status).toBe(200);
    expect(list.json.notice.message).toContain('it needs the collation mycoll');
    expect((await exportOf(anna(), 'bare_genre')).status).toBe(400);
  });

  it('compares no column of a view that has a missing collation', async () => {
    const list = await listOf(anna(), 'songs', 'sortBy=name');
    expect(list.json.records).toHaveLength(2);
    expect(list.json.notice.message).toMatch(/the order was ignored/);
    const sorted = await listOf(anna(), 'songs', 'sortBy=key_sign');
    expect(sorted.json.records.map(({ params }) => params['key_sign'])).toEqual(['x', 'y']);
  });

  it('leaves out the generated column of a missing function, and names it', async () => {
    const list = await listOf(anna(), 'priced');
    expect(list.json.records.map(({ params }) => params['a'])).toEqual(['x']);
    expect(list.json.note).toBe(
      'Total cannot be read: it needs the function loud, which this program does not have',
    );
    const id = list.json.records[0]?.id ?? '';
    expect((await anna().get(`/api/resources/priced/records/${id}/show`)).status).toBe(200);
    expect((await exportOf(anna(), 'priced')).text).toContain('x');
  });

  it.each(['checked', 'sorted'])(
    'opens the list of %s, and names the missing function when a change is refused',
    async (table) => {
      expect((await listOf(anna(), table, 'sortBy=a')).json.records).toHaveLength(1);
      const edited = await anna().post(`/api/resources/${table}/records/1/edit`, {
        a: 'z',
        '__original.a': 'x',
      });
      expect(edited.status).toBe(200);
      expect(edited.json.notice.message).toContain('it needs the function loud');
      const created = await anna().post(`/api/resources/${table}/actions/new`, { a: 'z' });
      expect(created.json.notice.message).toContain('it needs the function loud');
    },
  );

  it('shows the words of a trigger that rolls back', async () => {
    const created = await anna().post('/api/resources/strict_one/actions/new', { a: 'z' });
    expect(created.json.notice.message).toBe('no more rows');
  });

  it.each([
    ['shouted', 'the function loud'],
    ['words', 'the tokenizer icu'],
    ['shapes', 'the module spellfix1'],
  ])('says on %s what it needs', async (table, what) => {
    const list = await listOf(anna(), table);
    expect(list.status).toBe(200);
    expect(list.json.notice.message).toContain(what);
    const file = await exportOf(anna(), table);
    expect(file.status).toBe(400);
    expect(file.text).toContain(what);
  });

  it.each(['words_content', 'words_segdir', 'shapes_node'])(
    'lists %s, which belongs to a virtual table of a missing module, read only',
    async (table) => {
      const list = await listOf(anna(), table);
      expect(list.status).toBe(200);
      expect(list.json.note).toContain('it belongs to the virtual table');
    },
  );

  it('keeps every other table, the dashboard and quick find up', async () => {
    expect((await listOf(anna(), 'good', 'sortBy=name')).json.records).toHaveLength(1);
    expect((await anna().get('/api/dashboard')).status).toBe(200);
    expect((await anna().get('/api/dashboard?search=c1')).status).toBe(200);
  });
});
