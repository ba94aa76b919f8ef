import { expect, it } from 'vitest';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder } from '../../../src/paths.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { said } from '../../helpers/messages/said.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from './generated.js';

/** Every table has a panel before anybody declares it. */

const sql = [
  `CREATE TABLE loose (id INTEGER PRIMARY KEY, a, raw)`,
  `INSERT INTO loose VALUES (1, 7, NULL), (2, '7', NULL), (3, 1.5, x'00ff'), (4, 'x', 'y')`,
  `CREATE TABLE ticket (id INTEGER PRIMARY KEY AUTOINCREMENT, twice INTEGER AS (id * 2), raw BLOB)`,
  `CREATE TABLE file (id TEXT PRIMARY KEY, name TEXT, content BLOB NOT NULL)`,
  `CREATE TABLE digest (sum BLOB PRIMARY KEY, name TEXT)`,
  `INSERT INTO file VALUES ('f1', 'one', x'00ff0d0a')`,
  `CREATE TABLE rule (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE,
    kind TEXT CHECK (kind IN ('a', 'b')), n INTEGER CHECK (n BETWEEN 1 AND 5),
    low INTEGER, high INTEGER, word TEXT CHECK (length(word) <= 3),
    flag INTEGER CHECK (flag IN (0, 1)), at TEXT CONSTRAINT later CHECK (at > '2026'),
    seen_at TEXT, data TEXT CHECK (json_valid(data)), customer_id TEXT REFERENCES customers(id),
    big TEXT, UNIQUE (low, high), CONSTRAINT in_order CHECK (low < high))`,
  `INSERT INTO rule (id, code, low, high) VALUES ('r1', 'taken', 1, 2)`,
];

describeOnEngines('generated panels', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));

  it('a migration alone brings a panel, for administrators only', async () => {
    const book = await openBookOf(engine, {
      agents: ['a1'],
      customers: { c1: 'a1' },
      logins: { anna: 'admin', agnes: { agent: 'a1' } },
    });
    const migration = {
      name: '20990101000000_promotions',
      hash: 'x',
      up: [
        `CREATE TABLE promotions (
          id TEXT PRIMARY KEY, name TEXT NOT NULL,
          kind TEXT NOT NULL DEFAULT 'bonus' CHECK (kind IN ('bonus', 'free bet')),
          customer_id TEXT NOT NULL REFERENCES customers(id),
          active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
          worth REAL CHECK (worth > 0), code TEXT UNIQUE, starts_at TEXT, last_day_end TEXT,
          details TEXT CHECK (json_valid(details)), api_token TEXT,
          created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
      ],
      down: ['DROP TABLE promotions'],
    };
    await migrateUp(book.context.database, [...readMigrations(migrationsFolder), migration]);
    const server = await openPanels(book.context);
    const anna = await server.signIn('anna', PASSWORD);
    const agnes = await server.signIn('agnes', PASSWORD);

    const created = await anna.post('/api/resources/promotions/actions/new', {
      name: 'Spring',
      customer_id: 'c1',
      active: 'true',
      worth: '12.5',
      starts_at: '2026-04-01T10:00:00.000Z',
      last_day_end: '2026-04-30',
      details: '{"a": 1}',
    });
    expect(created.json.notice).toEqual({
      message: 'Promotion Spring was created',
      type: 'success',
    });
    const { id } = created.json.record;
    expect(await book.rows('SELECT * FROM promotions')).toEqual([
      {
        ...{ id, name: 'Spring', kind: 'bonus', customer_id: 'c1', active: 1, worth: 12.5 },
        ...{ code: null, starts_at: '2026-04-01 10:00:00', last_day_end: '2026-04-30' },
        ...{ details: '{"a": 1}', api_token: null, created_at: '2026-03-02 12:00:00' },
      },
    ]);

    const list = await anna.get('/api/resources/promotions/actions/list');
    expect(list.json.records).toHaveLength(1);
    expect(list.json.records[0]?.populated['customer_id']).toMatchObject({ title: 'Customer c1' });
    const record = `/api/resources/promotions/records/${id}`;
    const shown = await anna.get(`${record}/show`);
    expect(shown.json.record.params).toMatchObject({
      ...{ name: 'Spring', active: true, starts_at: '2026-04-01T10:00:00Z' },
    });
    expect(shown.text).not.toContain('api_token');

    const edited = await anna.post(`${record}/edit`, {
      ...{ kind: 'free bet', '__original.kind': 'bonus' },
      ...{ active: 'false', '__original.active': 'true' },
    });
    expect(edited.json.notice.message).toBe('Promotion Spring: kind, active changed');
    expect(await book.rows('SELECT kind, active FROM promotions')).toEqual([
      { kind: 'free bet', active: 0 },
    ]);
    expect(await auditOf(book, 'promotions')).toEqual([
      ['promotion.created', id, null, expect.stringContaining('"name":"Spring"')],
      ['promotion.edited', id, '{"kind":"bonus","active":1}', '{"kind":"free bet","active":0}'],
    ]);

    const found = await anna.get('/api/resources/promotions/actions/search/spri');
    expect(found.json.records).toMatchObject([{ id, title: 'Spring' }]);
    for (const route of ['actions/list', 'actions/search/spri', `records/${id}/show`]) {
      expect((await agnes.get(`/api/resources/promotions/${route}`)).status).toBe(404);
    }
    expect((await agnes.get('')).text).not.toContain('promotions');
  });

  it('a panel keeps the type of a stored value where its column has none', async () => {
    const { anna, book } = tables();
    const list = '/api/resources/loose/actions/list?sortBy=id&direction=asc';
    const idsBy = async (filter: string) =>
      (await anna.get(`${list}&${filter}`)).json.records.map(({ id }) => id);
    expect(await idsBy('filters.a~~eq=7')).toEqual(['1', '2']);
    expect(await idsBy('filters.a~~ne=7')).toEqual(['3', '4']);
    expect(await idsBy('filters.a~~in=7,x')).toEqual(['1', '2', '4']);
    const edit = async (id: number, path: string, before: string, after: string) => {
      const reply = await anna.post(`/api/resources/loose/records/${id}/edit`, {
        [path]: after,
        [`__original.${path}`]: before,
      });
      return reply.json.record.errors[path]?.message ?? reply.json.notice.type;
    };
    expect(await edit(1, 'a', '7', '8')).toBe('success');
    expect(await edit(2, 'a', '7', '8')).toBe('success');
    expect(await edit(3, 'a', '1.5', '007')).toBe('success');
    expect(await edit(4, 'a', 'y', 'z')).toMatch(/somebody else changed this to x/);
    expect(await edit(3, 'raw', '(2 bytes)', 'z')).toBe(
      'holds binary data, which cannot be edited here',
    );
    expect(
      await book.rows(`SELECT typeof(a) <> 'text' AS is_number, a FROM loose ORDER BY id`),
    ).toEqual([
      { is_number: 1, a: 8 },
      { is_number: 0, a: '8' },
      { is_number: 0, a: '007' },
      { is_number: 0, a: 'x' },
    ]);
  });

  it('a form makes a row of nothing where nothing is typed, and says why where none can be made', async () => {
    const { anna, book } = tables();
    const made = await anna.post('/api/resources/ticket/actions/new', {});
    expect(made.json.notice.message).toBe('Ticket 1 was created');
    expect(await book.rows('SELECT id, twice FROM ticket')).toEqual([{ id: 1, twice: 2 }]);
    const page = (await anna.get('/resources/ticket')).text;
    expect(page).toContain('"readOnlyReason":"computed by the database"');
    const { json } = await anna.get('/api/resources/digest/actions/list');
    expect(json.note).toBe(
      'new rows cannot be created here: Sum must have a value and holds binary data',
    );
    expect((await anna.post('/api/resources/digest/actions/new', { name: 'x' })).status).toBe(404);
    // the bytes of no column are in a list or on a page; they come as a file
    const shown = await anna.get('/api/resources/file/records/f1/show');
    expect(shown.json.record.params['content']).toBe(4);
    const download = await anna.get('/api/resources/file/records/f1/download-content');
    expect([download.status, [...download.bytes]]).toEqual([200, [0, 255, 13, 10]]);
    for (const path of ['f2/download-content', 'f1/download-name', 'f1/download-x']) {
      expect((await anna.get(`/api/resources/file/records/${path}`)).status, path).toBe(404);
    }
    const edited = await anna.post('/api/resources/file/records/f1/edit', {
      ...{ name: 'two', '__original.name': 'one' },
    });
    expect(edited.json.notice.type).toBe('success');
  });

  it('the panels stand where a view is broken, and say why it is', async () => {
    const { anna, server } = await openWith(engine, [
      `CREATE TABLE gone (id TEXT PRIMARY KEY)`,
      `CREATE VIEW broken AS SELECT * FROM gone`,
      `DROP TABLE gone`,
    ]);
    expect((await anna.get('/api/resources/customers/actions/list')).status).toBe(200);
    const broken = server.panels.resources('admin').get('broken');
    expect(said(broken?.table.readOnlyReason)).toMatch(/gone/);
    expect((await anna.get('/api/resources/broken/actions/list')).status).toBeLessThan(500);
  });

  it('a form puts the refusal of a rule beside its field', async () => {
    const { anna, book } = tables();
    const good = { code: 'new' };
    const refused = async (values: Record<string, unknown>) => {
      const reply = await anna.post('/api/resources/rule/actions/new', { ...good, ...values });
      expect(reply.json.notice.type, reply.text).toBe('error');
      const { errors, params } = reply.json.record;
      expect(params).toEqual({ ...good, ...values });
      return Object.fromEntries(
        Object.entries(errors).map(([path, { message }]) => [path, message]),
      );
    };
    expect(await refused({ code: '' })).toEqual({ code: 'is required' });
    expect(await refused({ code: 'taken' })).toEqual({ code: 'is already taken' });
    expect(await refused({ kind: 'c' })).toEqual({ kind: 'must be a or b' });
    expect(await refused({ n: '6' })).toEqual({ n: 'must be at most 5' });
    expect(await refused({ n: 'abc' })).toEqual({ n: 'must be a whole number' });
    expect(await refused({ n: '1.5' })).toEqual({ n: 'must be a whole number' });
    expect(await refused({ n: '99999999999999999999' })).toEqual({ n: 'is too large' });
    expect(await refused({ word: 'long' })).toEqual({ word: 'must have at most 3 characters' });
    expect(await refused({ flag: 'perhaps' })).toEqual({ flag: 'must be yes or no' });
    expect(await refused({ at: '2025' })).toEqual({ at: 'is not allowed here' });
    expect(await refused({ seen_at: '2026-02-30 10:00' })).toEqual({
      seen_at: 'must be a date and time, such as 2024-01-31 14:30',
    });
    expect(await refused({ data: '{a:1}' })).toEqual({ data: 'must be valid JSON' });
    expect(await refused({ customer_id: 'nobody' })).toEqual({
      customer_id: 'must be one of the rows that can be chosen',
    });
    expect(await refused({ low: '1', high: '2' })).toEqual({
      low: 'this combination is already taken',
      high: 'this combination is already taken',
    });
    expect(await refused({ low: '3', high: '2' })).toEqual({
      low: 'is not allowed here',
      high: 'is not allowed here',
    });
    expect(await refused({ n: '0', kind: 'c', code: '' })).toEqual({
      ...{ code: 'is required', kind: 'must be a or b', n: 'must be at least 1' },
    });
    expect(await book.rows('SELECT count(*) AS n FROM rule')).toEqual([{ n: 1 }]);
    expect(await auditOf(book, 'rule')).toEqual([]);
  });
});
