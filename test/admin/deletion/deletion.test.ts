import { expect, it } from 'vitest';
import { planDeletion } from '../../../src/admin/deletion/plan.js';
import { deletionWrites } from '../../../src/admin/deletion/writes.js';
import { commitBatch } from '../../../src/db/batch.js';
import { GuardError } from '../../../src/db/errors.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { PanelReply, Person } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from '../tables/generated.js';

/** Deletes of tables that no resource file declares. */

const sql = [
  `CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT NOT NULL,
    country TEXT NOT NULL REFERENCES country ON DELETE CASCADE)`,
  `CREATE TABLE street (city INTEGER NOT NULL REFERENCES city ON DELETE CASCADE, name TEXT NOT NULL,
    api_token TEXT, plan BLOB, PRIMARY KEY (city, name)) WITHOUT ROWID`,
  `CREATE TABLE house (id INTEGER PRIMARY KEY, city INTEGER, street TEXT, label TEXT NOT NULL,
    FOREIGN KEY (city, street) REFERENCES street (city, name) ON DELETE SET NULL)`,
  `CREATE TABLE traveller (id INTEGER PRIMARY KEY, name TEXT NOT NULL,
    home INTEGER NOT NULL DEFAULT 9 REFERENCES city ON DELETE SET DEFAULT)`,
  `INSERT INTO country VALUES ('nl', 'Nowhere'), ('ut', 'Utopia')`,
  `INSERT INTO city VALUES (1, 'First', 'nl'), (2, 'Second', 'nl'), (9, 'Last', 'ut')`,
  `INSERT INTO street VALUES (1, 'Long', 'hidden', x'00ff'), (1, 'Short', NULL, NULL), (9, 'Other', NULL, NULL)`,
  `INSERT INTO house VALUES (1, 1, 'Long', 'Blue'), (2, 9, 'Other', 'Red'), (3, 1, NULL, 'Green')`,
  `INSERT INTO traveller VALUES (1, 'Ada', 1), (2, 'Bob', 9)`,

  `CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE box (id INTEGER PRIMARY KEY, name TEXT NOT NULL, shelf INTEGER REFERENCES shelf ON DELETE CASCADE)`,
  `CREATE TABLE coin (id INTEGER PRIMARY KEY, name TEXT NOT NULL, box INTEGER NOT NULL REFERENCES box ON DELETE RESTRICT)`,
  `INSERT INTO shelf VALUES (1, 'Top'), (2, 'Empty')`,
  `INSERT INTO box VALUES (1, 'Red box', 1), (2, 'Blue box', 1)`,
  `INSERT INTO coin VALUES (1, 'Penny', 2)`,

  `CREATE TABLE employee (id INTEGER PRIMARY KEY, name TEXT NOT NULL, boss INTEGER REFERENCES employee ON DELETE CASCADE)`,
  `INSERT INTO employee VALUES (1, 'Root', 1), (2, 'Left', 3), (3, 'Right', 2), (4, 'Leaf', 3)`,
  `CREATE TABLE twin (id INTEGER PRIMARY KEY, name TEXT NOT NULL, other INTEGER REFERENCES twin)`,
  `INSERT INTO twin VALUES (1, 'One', 2), (2, 'Two', 1), (3, 'Own', 3)`,

  `CREATE TABLE sealed (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TRIGGER sealed_kept BEFORE DELETE ON sealed WHEN OLD.id = 1
    BEGIN SELECT RAISE(ABORT, 'number one stays'); END`,
  `CREATE TRIGGER sealed_quiet BEFORE DELETE ON sealed WHEN OLD.id = 2
    BEGIN SELECT RAISE(IGNORE); END`,
  `INSERT INTO sealed VALUES (1, 'One'), (2, 'Two'), (3, 'Three')`,

  `CREATE TABLE odd (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, whole INTEGER, some REAL, raw BLOB, loose)`,
  `INSERT INTO odd VALUES (1, 'Abc', 9007199254740993, 0.1, zeroblob(150000), '7'), (2, NULL, 1, 1e300, x'', 7.0)`,

  `CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL, account TEXT REFERENCES customers (id))`,
  `INSERT INTO note VALUES (1, 'first', 'c1'), (2, 'second', NULL), (3, 'third', NULL)`,
  `CREATE TABLE mark (id INTEGER PRIMARY KEY, body TEXT NOT NULL)`,
  `INSERT INTO mark VALUES (1, 'first'), (2, 'second'), (3, 'third')`,
];

let count = 0;
const newOperation = () => `delete-${(count += 1)}-operation`;

/** Posts a step of a delete, of one row or of several. */
function post(person: Person, table: string, ids: readonly string[], fields: object) {
  const [id = ''] = ids;
  const path =
    ids.length === 1
      ? `/api/resources/${table}/records/${encodeURIComponent(id)}/delete`
      : `/api/resources/${table}/bulk/deleteChosen?recordIds=${ids.map((id) => encodeURIComponent(id)).join()}`;
  return person.post(path, { operationId: newOperation(), ...fields });
}

const preview = (person: Person, table: string, ...ids: string[]) =>
  post(person, table, ids, { step: 'preview' });

async function remove(person: Person, table: string, ...ids: string[]) {
  const shown = await preview(person, table, ...ids);
  const token = shown.json.preview?.token;
  expect(token, shown.text).toBeDefined();
  return post(person, table, ids, { step: 'commit', token });
}

function linesOf({ json, text }: PanelReply): string[] {
  expect(json.preview, text).toBeDefined();
  return (json.preview?.lines ?? []).map((line) => `${line.label}: ${line.text}`);
}

const refusedOf = ({ json }: PanelReply) =>
  (json.preview?.refused ?? []).map(({ label, reason }) => `${label}: ${reason}`);

describeOnEngines('deletes in generated panels', (engine) => {
  const world = sharedWorld(() => openWith(engine, sql));

  it('lists the rows that go or change with a row, and keeps them all in the trail', async () => {
    const { anna, book } = world();
    const shown = await preview(anna, 'country', 'nl');
    expect(linesOf(shown)).toEqual([
      'Country Nowhere: is deleted',
      'City First: is deleted too, because it refers to a deleted row',
      'City Second: is deleted too, because it refers to a deleted row',
      'Street First · Long: is deleted too, because it refers to a deleted row',
      'Street First · Short: is deleted too, because it refers to a deleted row',
      'Traveller Ada: Home becomes 9',
      'House Blue: City is emptied and Street is emptied',
    ]);
    expect(await book.rows('SELECT count(*) AS n FROM city')).toEqual([{ n: 3 }]);
    const done = await remove(anna, 'country', 'nl');
    expect(done.json.notice, done.text).toEqual({
      type: 'success',
      message: '1 row deleted; with them 4 rows deleted and 2 rows changed',
    });
    expect(done.json.redirectUrl).toBe('/admin/resources/country');
    expect(await book.rows('SELECT id, city, street FROM house ORDER BY id')).toEqual([
      { id: 1, city: null, street: null },
      { id: 2, city: 9, street: 'Other' },
      { id: 3, city: 1, street: null },
    ]);
    expect(await book.rows('SELECT id, home FROM traveller ORDER BY id')).toEqual([
      { id: 1, home: 9 },
      { id: 2, home: 9 },
    ]);
    expect(await auditOf(book, 'country')).toEqual([
      ['country.deleted', 'nl', '{"code":"nl","name":"Nowhere"}', null],
    ]);
    const streets = await auditOf(book, 'street');
    expect(
      streets.map(([action, , before]) => [action, JSON.parse(String(before)) as unknown]),
    ).toEqual([
      ['street.deleted', { city: 1, name: 'Long', api_token: '[encrypted]', plan: { x: '00ff' } }],
      ['street.deleted', { city: 1, name: 'Short', api_token: null, plan: null }],
    ]);
    expect(await auditOf(book, 'house')).toEqual([
      [
        'house.edited',
        '1',
        '{"id":1,"city":1,"street":"Long","label":"Blue"}',
        '{"city":null,"street":null}',
      ],
    ]);
    expect((await auditOf(book, 'traveller')).map(([, , , after]) => after)).toEqual([
      '{"home":9}',
    ]);
  });

  it('refuses a row that others refer to three levels down, and names them', async () => {
    const { anna, book } = world();
    const shown = await preview(anna, 'shelf', '1');
    expect(linesOf(shown)).toEqual([]);
    expect(refusedOf(shown)).toEqual([
      'Coin Penny: refers by Box to a row that this would delete or change: delete this row or change its reference first',
    ]);
    const forced = await post(anna, 'shelf', ['1'], { step: 'commit', token: 'forged' });
    expect(forced.json.notice).toEqual({
      type: 'error',
      message: 'nothing is deleted: rows refer to what would be deleted or changed; open it again',
    });
    expect(await book.rows('SELECT count(*) AS n FROM box')).toEqual([{ n: 2 }]);
  });

  it('follows circles and rows that refer to themselves', async () => {
    const { anna, book } = world();
    expect(linesOf(await preview(anna, 'employee', '1'))).toEqual(['Employee Root: is deleted']);
    expect(linesOf(await preview(anna, 'employee', '2'))).toHaveLength(3);
    expect((await remove(anna, 'employee', '2')).json.notice.type).toBe('success');
    expect(await book.rows('SELECT id FROM employee')).toEqual([{ id: 1 }]);
    expect(refusedOf(await preview(anna, 'twin', '1'))).toHaveLength(1);
    expect((await remove(anna, 'twin', '1', '2', '3')).json.notice.message).toBe('3 rows deleted');
    expect(await book.rows('SELECT id FROM twin')).toEqual([]);
  });

  it('shows the words of a trigger before anybody confirms, and tells when one ignores', async () => {
    const { anna, book } = world();
    const refused = await preview(anna, 'sealed', '1');
    expect(refused.json.notice).toEqual({ type: 'error', message: 'number one stays' });
    const shown = await preview(anna, 'sealed', '3');
    expect(shown.json.preview?.warnings).toEqual([
      'triggers of the database run with it and may change or delete other rows: sealed_kept and sealed_quiet',
    ]);
    expect((await remove(anna, 'sealed', '2')).json.notice).toMatchObject({ type: 'error' });
    expect((await remove(anna, 'sealed', '3')).json.notice.type).toBe('success');
    expect(await book.rows('SELECT id FROM sealed')).toEqual([{ id: 1 }, { id: 2 }]);
    expect((await auditOf(book, 'sealed')).map(([, id]) => id)).toEqual(['3']);
  });

  it('refuses rows that changed since the preview', async () => {
    const { anna, book } = world();
    const shown = await preview(anna, 'mark', '1');
    await book.rows(`UPDATE mark SET body = 'First' WHERE id = 1`);
    const token = shown.json.preview?.token;
    const late = await post(anna, 'mark', ['1'], { step: 'commit', token });
    expect(late.json.notice.message).toContain('a row changed since the preview');
    const without = await post(anna, 'mark', ['1'], { step: 'commit' });
    expect(without.json.notice.type).toBe('error');
    expect(await book.rows('SELECT count(*) AS n FROM mark')).toEqual([{ n: 3 }]);
  });

  it('takes effect once, however often it is sent', async () => {
    const { anna, book } = world();
    for (const ids of [['1'], ['2', '3']]) {
      const shown = await preview(anna, 'note', ...ids);
      const commit = {
        step: 'commit',
        operationId: newOperation(),
        token: shown.json.preview?.token,
      };
      const first = await post(anna, 'note', ids, commit);
      const again = await post(anna, 'note', ids, commit);
      expect(first.json.notice.type, first.text).toBe('success');
      expect(again.json.notice).toEqual(first.json.notice);
    }
    expect(await book.rows('SELECT id FROM note')).toEqual([]);
    expect(await auditOf(book, 'note')).toHaveLength(3);
  });

  it('deletes rows of any storage class, and keeps long values in parts', async () => {
    const { anna, book } = world();
    const done = await remove(anna, 'odd', '1', '2');
    expect(done.json.notice, done.text).toEqual({ type: 'success', message: '2 rows deleted' });
    const audit = (await auditOf(book, 'odd')).map(
      ([, , before]) => JSON.parse(String(before)) as Record<string, unknown>,
    );
    expect(audit[0]).toEqual({
      id: 1,
      name: 'Abc',
      whole: '9007199254740993',
      some: 0.1,
      raw: { parts: 2 },
      loose: '7',
    });
    const parts = audit.filter(({ part }) => part !== undefined);
    expect(parts.map(({ raw }) => (raw as { x: string }).x).join('')).toBe('0'.repeat(300_000));
  });

  it.each([
    ['a value', `UPDATE box SET name = 'red box' WHERE id = 1`],
    ['the storage class of a value', `UPDATE box SET name = x'00' WHERE id = 1`],
    ['the referring rows', `INSERT INTO box VALUES (3, 'Late box', 1)`],
  ])('deletes nothing after a change of %s in the same moment', async (_what, change) => {
    const { anna, book, server } = world();
    await book.rows(`DELETE FROM coin`);
    const resource = server.panels.resources('admin').get('shelf');
    if (!resource) throw new Error('no shelf');
    const actor = { ...book.actor, role: 'admin' as const };
    const plan = await planDeletion(resource, actor, ['1']);
    await book.rows(change);
    const writes = deletionWrites(book.context, actor, 'late', resource.table, plan);
    await expect(commitBatch(book.context.database, writes)).rejects.toThrow(GuardError);
    expect(refusedOf(await preview(anna, 'shelf', '1'))).toEqual([]);
    expect(await book.rows('SELECT count(*) AS n FROM shelf')).toEqual([{ n: 2 }]);
  });

  it('offers no delete where a table keeps history', async () => {
    const { anna } = world();
    for (const table of ['customers', 'wagers', 'transactions', 'audit_log', 'users']) {
      const reply = await anna.post(`/api/resources/${table}/records/c1/delete`, {
        step: 'preview',
      });
      expect(reply.status, table).toBe(404);
    }
  });
});
