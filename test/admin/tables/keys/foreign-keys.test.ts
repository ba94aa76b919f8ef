import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../helpers/engines/engines.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';
import { edit, errorsOf } from '../../rows/forms.js';
import { openWith } from '../generated.js';

/** Foreign keys of tables that nobody declared: links, titles, choices and filters. */

const blob = `x'00112233445566778899aabbccddeeff'`;
const blobId = `~${Buffer.from('[{"x":"00112233445566778899aabbccddeeff"}]').toString('base64url')}`;

const sql = [
  // without a column with text
  `CREATE TABLE store (store_id INTEGER PRIMARY KEY, opened INTEGER)`,
  `INSERT INTO store VALUES (1, 1999), (2, 2004), (10, 2010), (123, 2011), (9007199254740993, 2012)`,
  `CREATE TABLE visitor (id INTEGER PRIMARY KEY, store_id INTEGER NOT NULL REFERENCES store(store_id), name TEXT)`,
  `INSERT INTO visitor VALUES (1, 2, 'Vera')`,
  // by binary data
  `CREATE TABLE blob_parent (id BLOB PRIMARY KEY, name TEXT)`,
  `CREATE TABLE blob_child (id INTEGER PRIMARY KEY, parent BLOB REFERENCES blob_parent(id))`,
  `INSERT INTO blob_parent VALUES (${blob}, 'p'), (x'01', 'q')`,
  `INSERT INTO blob_child VALUES (1, ${blob}), (2, NULL)`,
  // by a unique column
  `CREATE TABLE country (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, number INTEGER UNIQUE, name TEXT)`,
  `INSERT INTO country VALUES (7, 'NO', 578, 'Norway'), (8, 'C/I', 384, 'Ivory Coast'), (9, 'XX', NULL, 'Nowhere')`,
  `CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT, country_code TEXT NOT NULL REFERENCES country(code),
    country_number INTEGER REFERENCES country(number))`,
  `INSERT INTO town VALUES (1, 'Bergen', 'NO', 578), (2, 'Bouake', 'C/I', NULL)`,
  // of another affinity than the key
  `CREATE TABLE text_child (id INTEGER PRIMARY KEY, store TEXT REFERENCES store(store_id), bare REFERENCES store(store_id))`,
  `INSERT INTO text_child VALUES (1, '2', '10')`,
  `CREATE TABLE text_parent (code TEXT PRIMARY KEY, name TEXT)`,
  `INSERT INTO text_parent VALUES ('7', 'seven')`,
  `CREATE TABLE number_child (id INTEGER PRIMARY KEY, code INTEGER REFERENCES text_parent(code))`,
  `INSERT INTO number_child VALUES (1, 7)`,
  // by several columns
  `CREATE TABLE guild (id INTEGER PRIMARY KEY, name TEXT)`,
  `INSERT INTO guild VALUES (7, 'Masons'), (8, 'Bakers')`,
  `CREATE TABLE member (guild INTEGER NOT NULL REFERENCES guild(id), member INTEGER NOT NULL, name TEXT, PRIMARY KEY (guild, member))`,
  `INSERT INTO member VALUES (7, 9007199254740992, 'even'), (7, 9007199254740993, 'odd'), (8, 1, 'baker')`,
  `CREATE TABLE fine (id INTEGER PRIMARY KEY, guild INTEGER, member INTEGER, reason TEXT,
    FOREIGN KEY (guild, member) REFERENCES member(guild, member))`,
  `INSERT INTO fine VALUES (1, 7, 9007199254740993, 'late'), (2, 7, NULL, 'lost'), (3, 8, 1, 'flour')`,
  `CREATE TABLE spot (x TEXT, y TEXT, id INTEGER PRIMARY KEY, name TEXT, UNIQUE (y, x))`,
  `INSERT INTO spot VALUES ('1', 'a', 5, 'here')`,
  `CREATE TABLE visit (id INTEGER PRIMARY KEY, vx TEXT, vy TEXT, FOREIGN KEY (vx, vy) REFERENCES spot(x, y))`,
  `INSERT INTO visit VALUES (1, '1', 'a')`,
  // a key that is a reference
  `CREATE TABLE passport (visitor INTEGER PRIMARY KEY REFERENCES visitor(id), number TEXT)`,
  `INSERT INTO passport VALUES (1, 'P1')`,
  // a self reference and a circle
  `CREATE TABLE worker (id INTEGER PRIMARY KEY, name TEXT, boss INTEGER REFERENCES worker(id), team INTEGER REFERENCES team(id))`,
  `CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT, lead INTEGER REFERENCES worker(id))`,
  `INSERT INTO worker VALUES (1, 'Ann', 1, NULL)`,
  `INSERT INTO team VALUES (1, 'Blue', 1)`,
  `UPDATE worker SET team = 1`,
];

describeOnEngines('foreign keys of generated panels', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));
  const record = (table: string, id: string) =>
    `/api/resources/${table}/records/${encodeURIComponent(id)}`;
  const shown = async (table: string, id: string) =>
    (await tables().anna.get(`${record(table, id)}/show`)).json.record;
  const search = async (table: string, text: string, query = '') => {
    const words = text === '' ? '' : `/${encodeURIComponent(text)}`;
    const path = `/api/resources/${table}/actions/search${words}${query}`;
    const reply = await tables().anna.get(path);
    expect(reply.status, reply.text).toBe(200);
    return reply.json.records.map(({ id, title }) => [id, title]);
  };

  it('a reference input finds rows of a table without text by the beginning of their key', async () => {
    expect(await search('store', '')).toHaveLength(5);
    expect(await search('store', '1')).toEqual([
      ['1', '1'],
      ['10', '10'],
      ['123', '123'],
    ]);
    expect(await search('store', '12')).toEqual([['123', '123']]);
    expect(await search('store', '9007199254740993')).toEqual([
      ['9007199254740993', '9007199254740993'],
    ]);
    expect(await search('store', 'x')).toEqual([]);
    const created = await tables().anna.post('/api/resources/visitor/actions/new', {
      ...{ store_id: '9007199254740993', name: 'Walt' },
    });
    expect(created.json.notice.type, created.text).toBe('success');
  });

  it('a reference input finds rows by their title and by their key, in the order of titles', async () => {
    expect(await search('text_parent', 'SEV')).toEqual([['7', 'seven']]);
    expect(await search('text_parent', '7')).toEqual([['7', 'seven']]);
    expect(await search('blob_parent', '001122')).toEqual([]);
    expect(await search('blob_parent', '00112233445566778899aabbccddeeff')).toEqual([
      [blobId, 'p'],
    ]);
    expect(await search('member', '7')).toHaveLength(2);
    expect((await search('member', '')).map(([, title]) => title)).toEqual([
      'baker',
      'even',
      'odd',
    ]);
  });

  it('a reference to binary data links to its row and can be chosen', async () => {
    const child = await shown('blob_child', '1');
    expect(child.params['parent']).toBe(blobId);
    expect(child.populated['parent']).toMatchObject({ id: blobId, title: 'p' });
    const parent = await shown('blob_parent', blobId);
    expect(parent.params).toMatchObject({ id: '00112233445566778899aabbccddeeff', name: 'p' });
    const [other = ''] = (await search('blob_parent', 'q'))[0] ?? [];
    for (const [id, before] of [
      ['1', blobId],
      ['2', ''],
    ] as const) {
      const reply = await tables().anna.submit(
        `${record('blob_child', id)}/edit`,
        edit({ parent: [before, other] }),
      );
      expect(reply.json.notice.type, reply.text).toBe('success');
    }
    expect(await tables().book.rows('SELECT hex(parent) AS parent FROM blob_child')).toEqual([
      { parent: '01' },
      { parent: '01' },
    ]);
    const list = await tables().anna.get(
      `/api/resources/blob_child/actions/list?filters.parent=${encodeURIComponent(other)}`,
    );
    expect(list.json.records).toHaveLength(2);
  });

  it('a reference to a unique column has the title and the page of its row', async () => {
    const town = await shown('town', '2');
    const ivory = `~${Buffer.from('["C/I"]').toString('base64url')}`;
    expect(town.params).toMatchObject({ country_code: ivory, country_number: null });
    expect(town.populated['country_code']).toMatchObject({ id: '8', title: 'Ivory Coast' });
    const list = await tables().anna.get('/api/resources/town/actions/list?sortBy=name');
    const titles = list.json.records.map(({ populated }) => populated['country_number']);
    expect(titles).toEqual([expect.objectContaining({ id: '7', title: 'Norway' }), undefined]);
    const page = (await tables().anna.get('/resources/town')).text;
    expect(page).toContain('"referenceBy":"code"');
    expect(page).toContain('"referenceBy":"number"');
  });

  it('a reference to a unique column is chosen by the value that it stores', async () => {
    const { anna, book } = tables();
    expect(await search('country', 'nor', '?searchProperty=code')).toEqual([['NO', 'Norway']]);
    expect(await search('country', 'xx', '?searchProperty=code')).toEqual([['XX', 'Nowhere']]);
    expect(await search('country', '', '?searchProperty=number')).toEqual([
      ['384', 'Ivory Coast'],
      ['578', 'Norway'],
    ]);
    expect(await search('country', '', '?searchProperty=code&id=NO')).toEqual([['NO', 'Norway']]);
    expect(await search('country', 'nor')).toEqual([['7', 'Norway']]);
    const created = await anna.post('/api/resources/town/actions/new', {
      ...{ name: 'Oslo', country_code: 'NO', country_number: '578' },
    });
    expect(created.json.notice.type, created.text).toBe('success');
    const refused = await anna.post('/api/resources/town/actions/new', {
      ...{ name: 'Lost', country_code: '7', country_number: '7' },
    });
    expect(errorsOf(refused)).toEqual({
      country_code: 'must be one of the rows that can be chosen',
      country_number: 'must be one of the rows that can be chosen',
    });
    expect(await book.rows(`SELECT country_code FROM town WHERE name = 'Oslo'`)).toEqual([
      { country_code: 'NO' },
    ]);
    const ofNorway = '/api/resources/town/actions/list?sortBy=name&filters.country_code~~eq=NO';
    expect((await anna.get(ofNorway)).json.records.map(({ title }) => title)).toEqual([
      'Bergen',
      'Oslo',
    ]);
    // the id by which the page of a country finds its towns
    const norway = await shown('country', '7');
    expect(norway.params).toMatchObject({ '~code': 'NO', '~number': '578' });
  });

  it('a reference links whatever its affinity is', async () => {
    const child = await shown('text_child', '1');
    expect(child.populated).toMatchObject({
      ...{ store: { id: '2', title: '2' }, bare: { id: '10', title: '10' } },
    });
    expect((await shown('number_child', '1')).populated['code']).toMatchObject({
      ...{ id: '7', title: 'seven' },
    });
  });

  it('the columns of a joint reference link to the row that they find together', async () => {
    const fine = await shown('fine', '1');
    const { id } =
      (await tables().anna.get('/api/resources/member/actions/list?filters.name=odd')).json
        .records[0] ?? {};
    expect(fine.params).toMatchObject({ guild: 7, member: '9007199254740993' });
    expect(fine.populated).toMatchObject({
      ...{ guild: { id, title: 'odd' }, member: { id, title: 'odd' } },
    });
    expect((await shown('fine', '2')).populated).toEqual({});
    const list = await tables().anna.get('/api/resources/visit/actions/list');
    expect(list.json.records[0]?.populated).toMatchObject({
      ...{ vx: { id: '5', title: 'here' }, vy: { id: '5', title: 'here' } },
    });
  });

  it('a joint reference is chosen as one row that fills all of its columns', async () => {
    const { anna, book } = tables();
    const page = (await anna.get('/resources/fine')).text;
    expect(page).toContain('"by":"guild,member"');
    const path = '/api/resources/member/actions/search/odd?searchProperty=guild,member';
    const [found] = (await anna.get(path)).json.records;
    expect(found).toMatchObject({
      ...{ title: 'odd', params: { guild: 7, member: '9007199254740993' } },
    });
    const good = await anna.post('/api/resources/fine/actions/new', {
      ...{ guild: '7', member: '9007199254740993', reason: 'loud' },
    });
    expect(good.json.notice.type, good.text).toBe('success');
    const wrong = { guild: '8', member: '9007199254740993', reason: 'wrong' };
    expect(errorsOf(await anna.post('/api/resources/fine/actions/new', wrong))).toEqual({
      guild: 'refers to a row that does not exist',
      member: 'refers to a row that does not exist',
    });
    expect(
      await book.rows(`SELECT CAST(member AS TEXT) AS member FROM fine WHERE reason = 'loud'`),
    ).toEqual([{ member: '9007199254740993' }]);
  });

  it('a key that is a reference links to its row', async () => {
    const { populated } = await shown('passport', '1');
    expect(populated['visitor']).toMatchObject({ id: '1', title: 'Vera' });
    expect((await tables().anna.get('/resources/passport')).text).toContain('"kind":"reference"');
  });

  it('self references and circles open with their titles', async () => {
    expect((await shown('worker', '1')).populated).toMatchObject({
      ...{ boss: { id: '1', title: 'Ann' }, team: { id: '1', title: 'Blue' } },
    });
    expect((await shown('team', '1')).populated).toMatchObject({ lead: { title: 'Ann' } });
  });
});
