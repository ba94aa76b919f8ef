import { expect, it } from 'vitest';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { engineWith } from '../../helpers/engines/prepared-file.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Tables without rows, of two hundred columns, and with names that nobody would choose. */

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Names of tables, each with columns of these names beside its key. */
const names = [
  '',
  ' ',
  '"',
  `it's`,
  'order',
  'group by',
  '😀',
  'имя',
  'a/b?c#d%',
  '__proto__',
  '1',
  '[x]',
  '`',
];
const columnNames = [
  '',
  ' ',
  '"',
  `'`,
  'select',
  '😀',
  'ключ',
  'a.b',
  'a~~b',
  '__proto__',
  'constructor',
  '%',
  ']',
];

const wide = Array.from({ length: 200 }, (_, index) => `c${index + 1}`);

const sql = [
  ...names.flatMap((name, index) => [
    `CREATE TABLE ${quoted(name)} (the_key INTEGER PRIMARY KEY, ${columnNames.map((column) => `${quoted(column)} TEXT`).join(', ')})`,
    `INSERT INTO ${quoted(name)} VALUES (${index + 1}, ${columnNames.map((_, at) => `'v${at}'`).join(', ')})`,
  ]),
  `CREATE TABLE wide (id INTEGER PRIMARY KEY, ${wide.map((name) => `${name} TEXT`).join(', ')})`,
  `INSERT INTO wide VALUES (1, ${wide.map((name) => `'${name}'`).join(', ')})`,
  `CREATE TABLE hollow (id INTEGER PRIMARY KEY, name TEXT, parent INTEGER REFERENCES hollow(id))`,
  `CREATE TABLE hollow_keyed (a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID`,
  `CREATE VIEW hollow_view AS SELECT * FROM hollow`,
];

describeOnSqlite('panels of tables of odd shapes', () => {
  const book = sharedWorld(() =>
    openPanelBook(engineWith(sql, [], false), {
      agents: ['a1'],
      customers: { c1: 'a1' },
      logins: { anna: 'admin' },
    }),
  );
  const anna = () => book().people.anna;
  const resourceOf = (name: string) => {
    const resource = book().server.panels.resources('admin').get(name);
    if (!resource) throw new Error(`no table ${name}`);
    return resource;
  };

  it.each(names)('lists, sorts, filters, edits and exports a table named %j', async (name) => {
    const resource = resourceOf(name);
    const address = `/api/resources/${encodeURIComponent(resource.id())}`;
    const list = await anna().get(`${address}/actions/list`);
    expect(list.status, list.text).toBe(200);
    const id = list.json.records[0]?.id ?? '';
    for (const { path, name: column } of resource.table.columns) {
      if (column === 'the_key') continue;
      const query = `sortBy=${encodeURIComponent(path)}&filters.${encodeURIComponent(path)}=v`;
      const sorted = await anna().get(`${address}/actions/list?${query}`);
      expect(sorted.json.records, sorted.text).toHaveLength(1);
      expect(sorted.json.notice, sorted.text).toBeUndefined();
    }
    const { path } = resource.table.columns.find((column) => column.name === '😀') ?? { path: '' };
    const edited = await anna().post(`${address}/records/${id}/edit`, {
      [path]: 'new',
      [`__original.${path}`]: 'v5',
    });
    expect(edited.json.notice.type, edited.text).toBe('success');
    const file = await anna().get(`${address}/actions/export?format=csv`);
    expect(file.text).toContain('new');
    expect((await anna().get(`/resources/${encodeURIComponent(resource.id())}`)).status).toBe(200);
  });

  it('lists, shows, edits and exports a table of two hundred columns', async () => {
    const list = await anna().get(`/api/resources/wide/actions/list?columns=${wide.join(',')}`);
    expect(list.json.records[0]?.params['c200']).toBe('c200');
    const shown = await anna().get('/api/resources/wide/records/1/show');
    expect(Object.keys(shown.json.record.params)).toHaveLength(201);
    const values = Object.fromEntries(
      wide.flatMap((name) => [
        [name, `${name} new`],
        [`__original.${name}`, name],
      ]),
    );
    const edited = await anna().post('/api/resources/wide/records/1/edit', values);
    expect(edited.json.notice.type, edited.text).toBe('success');
    const file = await anna().get(
      `/api/resources/wide/actions/export?format=csv&columns=${wide.join(',')}`,
    );
    expect(file.text).toContain('c200 new');
    const created = await anna().post('/api/resources/wide/actions/new', { c1: 'x', c200: 'y' });
    expect(created.json.notice.type, created.text).toBe('success');
  });

  it.each(['hollow', 'hollow_keyed', 'hollow_view'])(
    'opens %s without rows: list, each order, last page, files',
    async (table) => {
      const { columns } = resourceOf(table).table;
      for (const query of ['', 'page=99', ...columns.map(({ path }) => `sortBy=${path}`)]) {
        const list = await anna().get(`/api/resources/${table}/actions/list?${query}`);
        expect(list.status, list.text).toBe(200);
        expect(list.json.meta.total).toBe(0);
      }
      for (const format of ['csv', 'json', 'xlsx']) {
        const file = await anna().get(`/api/resources/${table}/actions/export?format=${format}`);
        expect(file.status).toBe(200);
      }
      expect((await anna().get(`/api/resources/${table}/records/1/show`)).status).toBe(404);
    },
  );

  it('finds nothing for a reference to a table without rows', async () => {
    const found = await anna().get('/api/resources/hollow/actions/search/x');
    expect(found.json.records).toEqual([]);
  });
});
