import { expect, it } from 'vitest';
import { plainText } from '../../../src/admin/codecs/values.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from '../tables/generated.js';
import { edit, errorsOf } from './forms.js';

/** Forms round-trip values as other programs store them. */

/** Changes one text of a record, as a browser does: opens the form and posts it. */
async function change(person: Person, record: string, path: string, to: (text: string) => string) {
  const shown = await person.get(`/api/resources/${record}/show`);
  const text = plainText(shown.json.record.params[path]);
  const form = edit({ [path]: [text, to(text)] });
  return person.submit(`/api/resources/${record}/edit`, form);
}

/** Stored times, as lists present them, and an hour later as stored. */
const times = [
  ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09Z', '2024-05-06T08:08:09Z'],
  ['2024-05-06T07:08:09', '2024-05-06T07:08:09Z', '2024-05-06T08:08:09'],
  ['2024-05-06 07:08:09', '2024-05-06T07:08:09Z', '2024-05-06 08:08:09'],
  ['2024-05-06 07:08', '2024-05-06T07:08:00Z', '2024-05-06 08:08'],
  ['2024-05-06T07:08:09+02:00', '2024-05-06T05:08:09Z', '2024-05-06T08:08:09+02:00'],
  ['2024-05-06 23:08:09-0330', '2024-05-07T02:38:09Z', '2024-05-07 00:08:09-0330'],
  ['2024-05-06T07:08:09.250Z', '2024-05-06T07:08:09.250Z', '2024-05-06T08:08:09.250Z'],
  ['2024-05-06T07:08:09.123456', '2024-05-06T07:08:09.123456Z', '2024-05-06T08:08:09.123456'],
  [1714979289, '2024-05-06T07:08:09Z', 1714982889],
  [1714979289250, '2024-05-06T07:08:09.250Z', 1714982889250],
  [1714979289250007, '2024-05-06T07:08:09.250007Z', 1714982889250007],
  [2460436.75, '2024-05-06T06:00:00Z', 2460436.75 + 1 / 24],
] as [string | number, string, string | number][];

const sql = [
  `CREATE TABLE member (guild INTEGER NOT NULL, member INTEGER NOT NULL, nick TEXT, PRIMARY KEY (guild, member))`,
  `INSERT INTO member VALUES (7, 9007199254740992, 'even'), (7, 9007199254740993, 'odd'), (7, 1143210987654321098, 'far')`,
  `CREATE TABLE loose (id NUMERIC PRIMARY KEY, nick TEXT)`,
  `INSERT INTO loose VALUES (9007199254740992, 'even'), (9007199254740993, 'odd'), (1.5, 'real')`,
  `CREATE TABLE bare (id PRIMARY KEY, nick TEXT)`,
  `INSERT INTO bare VALUES (9007199254740992, 'even'), (9007199254740993, 'odd'), ('9007199254740993', 'text'), (x'00ff', 'blob')`,
  `CREATE TABLE snow (id INTEGER PRIMARY KEY, flake INTEGER, worth DECIMAL(30,0))`,
  `INSERT INTO snow VALUES (1, 9007199254740993, 9007199254740995)`,
  `CREATE TABLE supplier (id INTEGER PRIMARY KEY, company TEXT NOT NULL, address TEXT, terms TEXT, mac TEXT, doc JSON)`,
  `INSERT INTO supplier VALUES (1, 'Shore & Sons', '12 Quay' || char(10) || 'Second floor',
    'a' || char(13) || char(10) || 'b', 'c' || char(13) || 'd', '[1,' || char(10) || '2]')`,
  `CREATE TABLE page (id INTEGER PRIMARY KEY, slug TEXT NOT NULL DEFAULT 'made', excerpt TEXT NOT NULL,
    code TEXT NOT NULL CHECK (length(code) > 1), note TEXT)`,
  `INSERT INTO page VALUES (1, '', '', 'ab', NULL), (2, 'about', 'x', 'ab', NULL)`,
  `CREATE TABLE guarded (id INTEGER PRIMARY KEY, level INTEGER)`,
  `CREATE TRIGGER guarded_level BEFORE UPDATE ON guarded WHEN NEW.level > 9
    BEGIN SELECT RAISE(ABORT, 'level goes up to 9'); END`,
  `CREATE TRIGGER guarded_new BEFORE INSERT ON guarded WHEN NEW.level < 0
    BEGIN SELECT RAISE(FAIL, 'level begins at 0'); END`,
  `INSERT INTO guarded VALUES (1, 3)`,
  `CREATE TABLE event_log (id INTEGER PRIMARY KEY, label TEXT, seen_at DATETIME)`,
  ...times.map(
    ([stored], index) =>
      `INSERT INTO event_log VALUES (${index + 1}, 'x', ${JSON.stringify(stored).replaceAll('"', "'")})`,
  ),
];

describeOnEngines('forms of generated panels', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));

  it('a form changes its own row where keys hold integers beyond 2^53', async () => {
    const { anna, book } = tables();
    for (const table of ['member', 'loose', 'bare']) {
      const list = await anna.get(`/api/resources/${table}/actions/list?sortBy=nick`);
      const ids = list.json.records.map(({ id }) => id);
      expect(new Set(ids).size, table).toBe(ids.length);
      for (const { id, params } of list.json.records) {
        const record = `${table}/records/${encodeURIComponent(id)}`;
        const reply = await change(anna, record, 'nick', (nick) => `${nick}!`);
        expect(reply.json.notice.type, reply.text).toBe('success');
        const again = await anna.get(`/api/resources/${record}/show`);
        expect(again.json.record.params['nick']).toBe(`${String(params['nick'])}!`);
      }
      const rows = await book.rows(`SELECT nick FROM ${table}`);
      expect(
        rows.every(({ nick }) => /^[a-z]+!$/.test(String(nick))),
        table,
      ).toBe(true);
    }
  });

  it('a form shows and changes every digit of an integer beyond 2^53', async () => {
    const { anna, book } = tables();
    const params = (await anna.get('/api/resources/snow/records/1/show')).json.record.params;
    expect(params).toMatchObject({ flake: '9007199254740993', worth: '9007199254740995' });
    for (const path of ['flake', 'worth']) {
      const reply = await change(anna, 'snow/records/1', path, (text) => text.replace(/.$/, '7'));
      expect(reply.json.notice.type, reply.text).toBe('success');
    }
    expect(
      await book.rows(`SELECT CAST(flake AS TEXT) AS flake, CAST(worth AS TEXT) AS worth,
        typeof(flake) || typeof(worth) AS classes FROM snow`),
    ).toEqual([
      { flake: '9007199254740997', worth: '9007199254740997', classes: 'integerinteger' },
    ]);
    const found = await anna.get(
      '/api/resources/snow/actions/list?filters.flake~~eq=9007199254740997',
    );
    expect(found.json.records).toHaveLength(1);
  });

  it('a form keeps the line breaks of a text, whichever it was stored with', async () => {
    const { anna, book } = tables();
    const record = 'supplier/records/1';
    for (const path of ['address', 'terms', 'mac']) {
      const reply = await change(anna, record, path, (text) => `${text}\nmore`);
      expect(reply.json.notice.type, reply.text).toBe('success');
    }
    const doc = await change(anna, record, 'doc', () => '[1,\n2,\n3]');
    expect(doc.json.notice.type, doc.text).toBe('success');
    const untouched = await change(anna, record, 'company', (text) => `${text}\nQuay`);
    expect(untouched.json.notice.type, untouched.text).toBe('success');
    expect(await book.rows('SELECT * FROM supplier')).toEqual([
      {
        ...{ id: 1, company: 'Shore & Sons\nQuay', address: '12 Quay\nSecond floor\nmore' },
        ...{ terms: 'a\r\nb\r\nmore', mac: 'c\rd\rmore', doc: '[1,\n2,\n3]' },
      },
    ]);
    await book.context.database
      .prepare(`UPDATE supplier SET address = 'x' || char(10) || 'y'`)
      .run();
    const late = edit({ address: ['12 Quay\nSecond floor\nmore', '13 Quay'] });
    const conflict = await anna.submit(`/api/resources/${record}/edit`, late);
    expect(errorsOf(conflict)).toEqual({
      address: 'somebody else changed this to x\ny while you typed 13 Quay',
    });
  });

  it('a form may leave a text empty that must not be NULL', async () => {
    const { anna, book } = tables();
    for (const path of ['slug', 'excerpt']) {
      const cleared = await change(anna, 'page/records/2', path, () => '');
      expect(cleared.json.notice.type, cleared.text).toBe('success');
      const filled = await change(anna, 'page/records/1', path, () => 'new');
      expect(filled.json.notice.type, filled.text).toBe('success');
    }
    expect(errorsOf(await change(anna, 'page/records/1', 'code', () => ''))).toEqual({
      code: 'is required',
    });
    const made = await anna.submit('/api/resources/page/actions/new', { code: 'cd', excerpt: '' });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await book.rows('SELECT slug, excerpt, note FROM page ORDER BY id')).toEqual([
      { slug: 'new', excerpt: 'new', note: null },
      { slug: '', excerpt: '', note: null },
      { slug: 'made', excerpt: '', note: null },
    ]);
  });

  it('a form shows the words of a trigger that refuses a row', async () => {
    const { anna, book } = tables();
    const edited = await change(anna, 'guarded/records/1', 'level', () => '10');
    expect(edited.json.notice).toMatchObject({ message: 'level goes up to 9', type: 'error' });
    const made = await anna.submit('/api/resources/guarded/actions/new', { level: '-1' });
    expect(made.json.notice).toMatchObject({ message: 'level begins at 0', type: 'error' });
    expect(await book.rows('SELECT id, level FROM guarded')).toEqual([{ id: 1, level: 3 }]);
  });

  it.each(times)(
    'a form shows the time stored as %s, and writes an hour later in the same format',
    async (stored, presented, later) => {
      const { anna, book } = tables();
      const id = 1 + times.findIndex(([value]) => value === stored);
      const shown = await anna.get(`/api/resources/event_log/records/${id}/show`);
      expect(shown.json.record.params['seen_at']).toBe(presented);
      // The text of the browser's input: milliseconds at the most, UTC as forms write it.
      const hourLater = (text: string) =>
        new Date(Date.parse(text) + 3_600_000)
          .toISOString()
          .replace('T', ' ')
          .replace(/(\.000)?Z$/, '');
      const reply = await change(anna, `event_log/records/${id}`, 'seen_at', hourLater);
      expect(reply.json.notice.type, reply.text).toBe('success');
      const [row] = await book.rows(
        'SELECT seen_at, typeof(seen_at) AS class FROM event_log WHERE id = ?',
        id,
      );
      expect(row?.['class']).toBe(
        typeof stored === 'string' ? 'text' : Number.isInteger(stored) ? 'integer' : 'real',
      );
      if (typeof later === 'string') expect(row?.['seen_at']).toBe(later);
      else expect(row?.['seen_at']).toBeCloseTo(later, 6);
    },
  );
});
