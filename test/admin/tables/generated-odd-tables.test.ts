import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from './generated.js';

/** Tables of every shape that SQLite allows get a panel that works, or one that says why it only reads. */

interface OddTable {
  table: string;
  ddl: string[];
  id: string;
  values: Record<string, string>;
  edit: [string, string, string];
}

const oddTables: OddTable[] = [
  {
    table: 'an integer key and a reference to itself',
    ddl: [
      `CREATE TABLE node (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES node(id), label TEXT NOT NULL)`,
      `INSERT INTO node VALUES (9007199254740993, NULL, 'far')`,
    ],
    id: 'node',
    values: { label: 'root', parent: '9007199254740993' },
    edit: ['label', 'root', 'top'],
  },
  {
    table: 'a composite key',
    ddl: [
      `CREATE TABLE seat (line TEXT, number INTEGER, taken_by TEXT, PRIMARY KEY (line, number))`,
    ],
    id: 'seat',
    values: { line: 'A/1 ä', number: '7', taken_by: 'Ann' },
    edit: ['taken_by', 'Ann', 'Bob'],
  },
  {
    table: 'a key typed by people, without rowid, strict',
    ddl: [
      `CREATE TABLE currency (code TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    ],
    id: 'currency',
    values: { code: 'a,b/c?d#e%', name: 'Odd' },
    edit: ['name', 'Odd', 'Odder'],
  },
  {
    table: 'odd names',
    ddl: [
      `CREATE TABLE "select ""x"".y as z" ("order" TEXT PRIMARY KEY, "a b" TEXT, "a.b" TEXT,
        "имя?" TEXT CHECK ("имя?" IN ('да', 'нет')), "__proto__" TEXT, "constructor" TEXT,
        "1" TEXT, "from" TEXT)`,
    ],
    id: 'select_x_y_as_z',
    values: { order: 'o1', a_b: 'one', a_b_2: 'two', column_4: 'да', column_1: 'x' },
    edit: ['a_b_2', 'two', 'three'],
  },
  {
    table: 'defaults for everything',
    ddl: [
      `CREATE TABLE tally (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL DEFAULT 3,
        at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, twice INTEGER AS (n * 2), raw BLOB,
        updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
    ],
    id: 'tally',
    values: {},
    edit: ['n', '3', '4'],
  },
  {
    table: 'a number as key, and columns of no type',
    ddl: [`CREATE TABLE loose (id REAL PRIMARY KEY, a, b NUMERIC, c JSON)`],
    id: 'loose',
    values: { id: '1.5', a: 'x', b: '3', c: '[1]' },
    edit: ['a', 'x', 'y'],
  },
  {
    table: 'a reference to an odd key',
    ddl: [
      `CREATE TABLE coin (code TEXT PRIMARY KEY, name TEXT)`,
      `INSERT INTO coin VALUES ('a,b/c', 'Odd')`,
      `CREATE TABLE price (id TEXT PRIMARY KEY, currency TEXT NOT NULL REFERENCES coin(code),
        good INTEGER NOT NULL CHECK (good IN (0, 1)))`,
    ],
    id: 'price',
    values: { currency: `~${Buffer.from('["a,b/c"]').toString('base64url')}` },
    edit: ['good', 'false', 'true'],
  },
  {
    table: 'references that are not by the key, or by several columns',
    ddl: [
      `CREATE TABLE place (id INTEGER PRIMARY KEY, code TEXT UNIQUE, x INTEGER, y INTEGER, UNIQUE (x, y))`,
      `INSERT INTO place VALUES (1, 'here', 3, 4)`,
      `CREATE TABLE visit (id TEXT PRIMARY KEY, code TEXT REFERENCES place(code), x INTEGER, y INTEGER,
        note TEXT, FOREIGN KEY (x, y) REFERENCES place(x, y))`,
    ],
    id: 'visit',
    values: { code: 'here', x: '3', y: '4', note: 'a' },
    edit: ['note', 'a', 'b'],
  },
  {
    table: 'a circle of references',
    ddl: [
      `CREATE TABLE egg (id TEXT PRIMARY KEY, hen_id TEXT REFERENCES hen(id), note TEXT)`,
      `CREATE TABLE hen (id TEXT PRIMARY KEY, egg_id TEXT REFERENCES egg(id), name TEXT)`,
      `INSERT INTO hen VALUES ('h1', NULL, 'Berta')`,
    ],
    id: 'egg',
    values: { hen_id: 'h1', note: 'x' },
    edit: ['note', 'x', 'y'],
  },
  {
    table: 'ANY in a strict table',
    ddl: [
      `CREATE TABLE bag (id TEXT PRIMARY KEY NOT NULL, thing ANY,
        kind ANY CHECK (kind IN (1, 'a'))) STRICT`,
    ],
    id: 'bag',
    values: { thing: '007', kind: '1' },
    edit: ['thing', '007', 'seven'],
  },
  {
    table: 'a reference to itself by two columns, in another case, without rowid',
    ddl: [
      `CREATE TABLE Stop (Line TEXT, "No" INTEGER, before_line TEXT, before_no INTEGER, note TEXT,
        PRIMARY KEY (line, NO), FOREIGN KEY (BEFORE_LINE, before_no) REFERENCES STOP) WITHOUT ROWID`,
      `INSERT INTO Stop VALUES ('A', 1, NULL, NULL, 'first')`,
    ],
    id: 'Stop',
    values: { Line: 'A', No: '2', before_line: 'A', before_no: '1', note: 'x' },
    edit: ['note', 'x', 'y'],
  },
  {
    table: 'lists in odd spellings and defaults that are computed',
    ddl: [
      `CREATE TABLE choice (id TEXT PRIMARY KEY, c TEXT CHECK (c = 'it''s' OR c = 'a,b' OR [c] = ')'),
        yes INTEGER NOT NULL DEFAULT 0 CHECK (yes BETWEEN 0 AND 1),
        made TEXT NOT NULL DEFAULT (upper('x') || '-1'))`,
    ],
    id: 'choice',
    values: { c: 'a,b', yes: 'true' },
    edit: ['c', 'a,b', `it's`],
  },
];

/** Read-only tables: title, id, SQL, and the status of a request for one of their records. */
const readOnly: [title: string, id: string, ddl: string[], status: number][] = [
  [
    'a view',
    'mails',
    [`CREATE VIEW mails AS SELECT name, upper(email) AS mail FROM customers`],
    404,
  ],
  ['a table without a key', 'bare', [`CREATE TABLE bare (name TEXT)`, `INSERT INTO bare VALUES ('x')`], 200], // prettier-ignore
  ['a table that hides its row numbers', 'hidden', [`CREATE TABLE hidden (rowid TEXT, oid TEXT, _rowid_ TEXT)`, `INSERT INTO hidden VALUES ('x', 'y', 'z')`], 404], // prettier-ignore
  ['a virtual table', 'words', [`CREATE VIRTUAL TABLE words USING fts5(name)`, `INSERT INTO words VALUES ('x')`], 200], // prettier-ignore
];

const keyless = [
  `CREATE TABLE keyless (code TEXT PRIMARY KEY, name TEXT)`,
  `INSERT INTO keyless WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 14)
    SELECT CASE WHEN i <> 12 THEN 'k' || i END, printf('name %02d', i) FROM n`,
];

describeOnEngines('generated panels of odd tables', (engine) => {
  const tables = sharedWorld(() =>
    openWith(engine, [
      ...oddTables.flatMap(({ ddl }) => ddl),
      ...readOnly.flatMap(([, , ddl]) => ddl),
      ...keyless,
    ]),
  );

  it.each(oddTables)(
    'an administrator makes, sees and changes a row of a table with $table',
    async ({ id, values, edit: [path, before, after] }) => {
      const { anna } = tables();
      const created = await anna.post(`/api/resources/${id}/actions/new`, values);
      expect(created.json.notice.type, created.text).toBe('success');
      const key = encodeURIComponent(created.json.record.id);
      expect(created.json.redirectUrl).toBe(`/admin/resources/${id}/records/${key}/show`);

      const list = await anna.get(`/api/resources/${id}/actions/list`);
      const ids = list.json.records.map((record) => record.id);
      expect(ids).toContain(created.json.record.id);
      const shown = await anna.get(`/api/resources/${id}/records/${key}/show`);
      expect(String(shown.json.record.params[path])).toBe(before);
      const edited = await anna.post(`/api/resources/${id}/records/${key}/edit`, {
        [path]: after,
        [`__original.${path}`]: before,
      });
      expect(edited.json.notice.type, edited.text).toBe('success');
      const again = await anna.get(`/api/resources/${id}/records/${key}/show`);
      expect(String(again.json.record.params[path])).toBe(after);
      expect((await anna.get(`/resources/${id}`)).status).toBe(200);
    },
  );

  it.each(readOnly)(
    'the panels list %s, and change nothing in it',
    async (_title, table, _ddl, show) => {
      const { anna, server } = tables();
      const list = await anna.get(`/api/resources/${table}/actions/list`);
      expect(list.status).toBe(200);
      expect(list.json.records.length).toBeGreaterThan(0);
      const id = list.json.records[0]?.id ?? '';
      const record = `/api/resources/${table}/records/${id || 'x'}`;
      expect((await anna.get(`${record}/show`)).status).toBe(show);
      expect((await anna.post(`/api/resources/${table}/actions/new`, { name: 'y' })).status).toBe(
        404,
      );
      expect((await anna.get(`${record}/edit`)).status).toBe(404);
      const resource = [...server.panels.resources('admin').values()].find(
        (one) => one.id() === table,
      );
      expect(list.json.note).toBe(`read only: ${said(resource?.table.readOnlyReason)}`);
    },
  );

  it('the panels list a row without a key on whatever page it stands', async () => {
    const { anna } = tables();
    const list = '/api/resources/keyless/actions/list?perPage=10&sortBy=name';
    const namesOf = async (address: string) =>
      (await anna.get(address)).json.records.map(({ params }) => params['name']);
    expect(await namesOf(`${list}&page=2`)).toEqual(['name 11', 'name 12', 'name 13', 'name 14']);
    expect(await namesOf(`${list}&filters.name=12`)).toEqual(['name 12']);
  });
});
