import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../helpers/engines/engines.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';
import { errorsOf } from '../../rows/forms.js';
import { auditOf, openWith } from '../generated.js';

/** Text keys of tables that nobody declared: people choose them, or the panels make them. */

const sql = [
  `CREATE TABLE client (client_id VARCHAR(5) PRIMARY KEY, company TEXT NOT NULL)`,
  `INSERT INTO client VALUES ('ALDER', 'Alder Works')`,
  `CREATE TABLE parcel (id TEXT PRIMARY KEY, note TEXT)`,
  `CREATE TABLE device (device_uuid CHAR(36) PRIMARY KEY NOT NULL, note TEXT)`,
  `CREATE TABLE hex_key (id CHAR(32) PRIMARY KEY, note TEXT)`,
  `CREATE TABLE tiny (id CHAR(2) PRIMARY KEY, note TEXT)`,
  `CREATE TABLE shaped (id TEXT PRIMARY KEY CHECK (id GLOB 'X-*'), note TEXT)`,
  `CREATE TABLE long_key (id TEXT PRIMARY KEY CHECK (length(id) >= 40), note TEXT)`,
  `CREATE TABLE currency (code TEXT PRIMARY KEY, name TEXT)`,
  `CREATE TABLE room (floor TEXT, id TEXT, note TEXT, PRIMARY KEY (floor, id))`,
];

describeOnEngines('keys that people choose', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));
  const create = (table: string, values: Record<string, string>) =>
    tables().anna.post(`/api/resources/${table}/actions/new`, values);

  it('a form keeps a key as it was typed, whatever its letters are', async () => {
    const { book } = tables();
    for (const key of ['birch', ' elm', '007', 'a/b', '50%', `it's`, '😀é']) {
      const created = await create('client', { client_id: key, company: `of ${key}` });
      expect(created.json.notice.type, created.text).toBe('success');
      expect(created.json.record.params['client_id']).toBe(key);
    }
    const stored = await book.rows(
      `SELECT client_id, typeof(client_id) AS class FROM client WHERE company LIKE 'of %' ORDER BY rowid`,
    );
    expect(stored).toEqual(
      ['birch', ' elm', '007', 'a/b', '50%', `it's`, '😀é'].map((client_id) => ({
        ...{ client_id, class: 'text' },
      })),
    );
  });

  it('a form says on the field that a typed key is taken or too long', async () => {
    const taken = await create('client', { client_id: 'ALDER', company: 'x' });
    expect(errorsOf(taken)).toEqual({ client_id: 'is already taken' });
    const long = await create('client', { client_id: 'ALDERS', company: 'x' });
    expect(errorsOf(long)).toEqual({ client_id: 'must have at most 5 characters' });
  });

  it('a form makes a key that was left empty, within the declared length', async () => {
    const lengths: [table: string, column: string, key: RegExp][] = [
      ['client', 'client_id', /^[0-9A-Z]{5}$/],
      ['parcel', 'id', /^[0-9a-f-]{36}$/],
      ['device', 'device_uuid', /^[0-9a-f-]{36}$/],
      ['hex_key', 'id', /^[0-9a-f]{32}$/],
    ];
    for (const [table, column, key] of lengths) {
      const created = await create(table, { [column]: '', company: 'made', note: 'made' });
      expect(created.json.notice.type, created.text).toBe('success');
      expect(created.json.record.params[column]).toMatch(key);
      const page = (await tables().anna.get(`/resources/${table}`)).text;
      expect(page).toContain('made for you if left empty');
    }
  });

  it('a form requires a key that it cannot make, or that people know by its name', async () => {
    for (const [table, column] of [
      ...[
        ['tiny', 'id'],
        ['shaped', 'id'],
        ['long_key', 'id'],
      ],
      ['currency', 'code'],
    ] as [string, string][]) {
      expect(errorsOf(await create(table, { note: 'x' })), table).toEqual({
        [column]: 'is required',
      });
    }
    expect((await create('shaped', { id: 'X-1' })).json.notice.type).toBe('success');
  });

  it('no form changes the key of a row', async () => {
    const { anna, book } = tables();
    const reply = await anna.post('/api/resources/client/records/ALDER/edit', {
      ...{ client_id: 'OAK', '__original.client_id': 'ALDER' },
    });
    expect(reply.json.notice.message).toBe('nothing was changed');
    expect(await book.rows(`SELECT company FROM client WHERE client_id = 'ALDER'`)).toEqual([
      { company: 'Alder Works' },
    ]);
  });

  it('the audit trail names a new row by its address', async () => {
    const made = await create('room', { floor: '1', id: 'a/b' });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await auditOf(tables().book, 'room')).toEqual([
      ['room.created', made.json.record.id, null, expect.any(String)],
    ]);
    const typed = await create('client', { client_id: 'x/y', company: 'x' });
    const ids = (await auditOf(tables().book, 'client')).map(([, id]) => id);
    expect(ids).toContain(typed.json.record.id);
  });
});
