import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../helpers/engines/engines.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';
import { edit } from '../../rows/forms.js';
import { openWith } from '../generated.js';

/** Keys of every value that SQLite stores: each row's addresses find that row and no other. */

/** Tables by the SQL of their key, each with the keys of its rows as SQL. */
const keys: Record<string, { definition: string; values: string[]; rest?: string }> = {
  tag: {
    definition: 'k TEXT PRIMARY KEY',
    values: [
      ...['NULL', 'NULL', `''`, `'a/b'`, `'50%'`, `'~x'`, `'~WyJhL2IiXQ'`, `'😀'`, `'it''s "so"'`],
      ...[`'007'`, `'7'`, `x'37'`, `x'00ff'`, `'9007199254740993'`, `' '`, `'.'`, `'..'`],
      ...[`'A'`, `'a'`, `'a' || char(10)`, `CAST(x'61ff' AS TEXT)`, `CAST(x'61fe' AS TEXT)`],
    ],
  },
  mixed: {
    definition: 'k PRIMARY KEY',
    values: [
      ...['NULL', 'NULL', '7', `'7'`, `x'37'`, '1.5', `'1.5'`, '0.1', '-7', '9007199254740993'],
      ...[`'9007199254740993'`, '9007199254740992', '9223372036854775807', `''`, `x''`, '1e300'],
    ],
  },
  number: {
    definition: 'k NUMERIC PRIMARY KEY',
    values: ['NULL', '9007199254740993', '9007199254740992', '1.5', `'abc'`, `''`, `x'00'`],
  },
  whole: {
    definition: 'k INT PRIMARY KEY',
    values: ['NULL', 'NULL', '7', '7.5', `'seven'`, '9007199254740993', '9007199254740992', '-1'],
  },
  descending: {
    definition: 'k INTEGER PRIMARY KEY DESC',
    values: ['NULL', 'NULL', '7', '9007199254740993'],
  },
  real_key: { definition: 'k REAL PRIMARY KEY', values: ['NULL', '1', '1.5', '0.1', `'x'`] },
  binary: {
    definition: 'k BLOB PRIMARY KEY',
    values: ['NULL', `x'00112233445566778899aabbccddeeff'`, `x'00'`, `x''`, `'text'`, '7'],
  },
  pair: {
    definition: 'k TEXT, l INTEGER',
    rest: ', PRIMARY KEY (k, l)',
    values: [
      ...[`'a', 1`, `'a', NULL`, `'a', NULL`, `NULL, 1`, `NULL, NULL`, `NULL, NULL`, `'', 1`],
      ...[`'a', 9007199254740993`, `'a', 9007199254740992`],
    ],
  },
};

const sql = Object.entries(keys).flatMap(([table, { definition, values, rest = '' }]) => [
  `CREATE TABLE "${table}" (${definition}, nick TEXT, file BLOB${rest})`,
  ...values.map(
    (value, index) =>
      `INSERT INTO "${table}" VALUES (${value}, 'n${index}', CAST('n${index}' AS BLOB))`,
  ),
]);

describeOnEngines('addresses of rows', (engine) => {
  const tables = sharedWorld(() =>
    openWith(engine, [
      ...sql,
      `CREATE TABLE nameless (rowid TEXT PRIMARY KEY, _rowid_ TEXT, oid TEXT)`,
      `INSERT INTO nameless VALUES (NULL, 'a', 'b'), (NULL, 'c', 'd')`,
      `CREATE TABLE one_nameless (rowid TEXT PRIMARY KEY, _rowid_ TEXT, oid TEXT)`,
      `INSERT INTO one_nameless VALUES (NULL, 'a', 'b'), ('x', 'c', 'd')`,
    ]),
  );

  it.each(Object.keys(keys))('each address of %s finds its own row', async (table) => {
    const { anna, book } = tables();
    const list = await anna.get(`/api/resources/${table}/actions/list?sortBy=nick`);
    const rows = list.json.records.map(({ id, params }) => ({ id, nick: String(params['nick']) }));
    expect(rows).toHaveLength(keys[table]?.values.length ?? 0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id, nick } of rows) {
      const record = `/api/resources/${table}/records/${encodeURIComponent(id)}`;
      const shown = await anna.get(`${record}/show`);
      expect(shown.json.record.params['nick'], `${nick}: ${shown.text}`).toBe(nick);
      expect(shown.json.record.id).toBe(id);
      const download = await anna.get(`${record}/download-file`);
      expect(download.text).toBe(nick);
      const edited = await anna.post(`${record}/edit`, edit({ nick: [nick, `${nick}!`] }));
      expect(edited.json.notice.type, edited.text).toBe('success');
    }
    const stored = await book.rows(`SELECT nick, CAST(file AS TEXT) AS file FROM "${table}"`);
    expect(stored.filter(({ nick, file }) => nick !== `${String(file)}!`)).toEqual([]);
  });

  it.each(Object.keys(keys))('one look-up finds all rows of %s by their ids', async (table) => {
    const { anna, server } = tables();
    const { json } = await anna.get(`/api/resources/${table}/actions/list`);
    const ids = json.records.map(({ id }) => id);
    const resource = server.panels.resources('admin').get(table);
    const user = { id: 'u', username: 'anna', role: 'admin', agentId: null, customerId: null };
    const call = { currentAdmin: user } as never;
    const found = await resource?.findMany(ids, call);
    expect(found?.map((record) => record.id()).sort()).toEqual([...ids].sort());
  });

  it('a row without a key is changed only where no other is like it', async () => {
    const { anna, book } = tables();
    const changeFirst = async (table: string) => {
      const { json } = await anna.get(`/api/resources/${table}/actions/list?sortBy=oid`);
      const id = json.records[0]?.id ?? '';
      const record = `/api/resources/${table}/records/${encodeURIComponent(id)}`;
      return (await anna.post(`${record}/edit`, edit({ oid: ['b', 'z'] }))).status;
    };
    expect(await changeFirst('nameless')).toBe(404);
    expect(await changeFirst('one_nameless')).toBe(200);
    expect(await book.rows('SELECT oid FROM nameless')).toEqual([{ oid: 'b' }, { oid: 'd' }]);
    expect(await book.rows('SELECT oid FROM one_nameless')).toEqual([{ oid: 'z' }, { oid: 'd' }]);
  });
});
