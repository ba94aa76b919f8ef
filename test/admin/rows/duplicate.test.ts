import { expect, it } from 'vitest';
import { plainText } from '../../../src/admin/codecs/values.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from '../tables/generated.js';

/** Duplicates of rows in generated panels. */

const sql = [
  `CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `INSERT INTO maker VALUES (1, 'Smith')`,
  `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL, serial TEXT UNIQUE, maker INTEGER REFERENCES maker,
    bought_at DATETIME, size REAL, amount INTEGER, loose, is_sold INTEGER NOT NULL DEFAULT 1 CHECK (is_sold IN (0, 1)),
    state TEXT DEFAULT 'fresh', note TEXT, api_token TEXT, photo BLOB, twice INTEGER AS (amount * 2),
    place TEXT, slot INTEGER, UNIQUE (place, slot))`,
  `INSERT INTO tool (id, name, serial, maker, bought_at, size, amount, loose, is_sold, state, note, api_token, photo, place, slot)
    VALUES (1, 'Saw', 's-1', 1, '2024-05-06T07:08:09.250+02:00', 0.1, 9007199254740993, '007', 0, NULL, '', 'hidden', x'00', 'wall', 4),
      (2, 'Axe', 's-2', NULL, NULL, 1e300, 5, x'ff', 1, 'worn', 'a' || char(13) || char(10) || 'b', NULL, NULL, NULL, NULL)`,
];

const columns =
  'name, serial, maker, bought_at, size, CAST(amount AS TEXT) AS amount, typeof(loose) AS loose_class, loose, is_sold, state, note, api_token, photo, place, slot';

/** Opens the form of a duplicate and posts it, as a browser does. */
async function duplicate(person: Person, id: number, typed: Record<string, string> = {}) {
  const form = await person.get(`/api/resources/tool/records/${id}/duplicate`);
  expect(form.status, form.text).toBe(200);
  const { params } = form.json.record;
  const fields = Object.fromEntries(
    Object.entries(params).map(([path, value]) => [
      path,
      value === null ? '__FORM_VALUE_NULL__' : plainText(value).replaceAll('\r\n', '\n'),
    ]),
  );
  const reply = await person.submit('/api/resources/tool/actions/new', {
    ...fields,
    ...{ __duplicate: String(id) },
    ...typed,
  });
  return { params, populated: form.json.record.populated, reply };
}

describeOnEngines('duplicates of rows', (engine) => {
  const world = sharedWorld(() => openWith(engine, sql));

  it('leaves out key, unique, secret, binary and computed columns', async () => {
    const { anna } = world();
    const form = await anna.get('/api/resources/tool/records/1/duplicate');
    expect(Object.keys(form.json.record.params).sort()).toEqual(
      [
        'name',
        'maker',
        'bought_at',
        'size',
        'amount',
        'loose',
        'is_sold',
        'state',
        'note',
        'place',
      ].sort(),
    );
    expect(form.json.record.populated).toMatchObject({ maker: { title: 'Smith' } });
    expect(form.text).not.toContain('hidden');
    const refused = await anna.post('/api/resources/tool/records/1/duplicate');
    expect(refused.status).toBe(404);
  });

  it('keeps the notation and the storage class of every value that nobody touched', async () => {
    const { anna, book } = world();
    const { reply } = await duplicate(anna, 1);
    expect(reply.json.notice.type, reply.text).toBe('success');
    const [first, copy] = await book.rows(
      `SELECT ${columns} FROM tool WHERE name = 'Saw' ORDER BY id`,
    );
    const left = { serial: null, api_token: null, photo: null, slot: null };
    expect(copy).toEqual({ ...first, ...left });
    const second = await duplicate(anna, 2, { name: 'Hatchet' });
    expect(second.params).not.toHaveProperty('loose');
    expect(second.reply.json.notice.type, second.reply.text).toBe('success');
    expect(
      await book.rows(`SELECT size, state, note, loose FROM tool WHERE name = 'Hatchet'`),
    ).toEqual([{ size: 1e300, state: 'worn', note: 'a\r\nb', loose: null }]);
  });

  it('takes what was typed, and the default of a field that was emptied', async () => {
    const { anna, book } = world();
    const { reply } = await duplicate(anna, 2, {
      name: 'Adze',
      state: '__FORM_VALUE_NULL__',
      amount: '6',
    });
    expect(reply.json.notice.type, reply.text).toBe('success');
    expect(await book.rows(`SELECT state, amount FROM tool WHERE name = 'Adze'`)).toEqual([
      { state: 'fresh', amount: 6 },
    ]);
  });

  it('offers no duplicate where a table keeps history', async () => {
    const reply = await world().anna.get('/api/resources/customers/records/c1/duplicate');
    expect(reply.status).toBe(404);
  });
});
