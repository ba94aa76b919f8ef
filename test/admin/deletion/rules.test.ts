import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from '../tables/generated.js';
import { commitDelete, deleteRows, linesOf, previewDelete, refusedOf } from './steps.js';

/** Deletes under the rules of foreign keys, and within the limits of one operation. */

/** More than one answer of the plan holds. */
const many = Array.from({ length: 95 }, (_, index) => `c${index}`);
const series = (count: number) =>
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;

const sql = [
  `CREATE TABLE step (id INTEGER PRIMARY KEY, name TEXT NOT NULL, after INTEGER REFERENCES step ON DELETE RESTRICT)`,
  `INSERT INTO step VALUES (1, 'First', NULL), (2, 'Second', 1), (3, 'Third', 2), (4, 'Own', 4), (5, 'Left', NULL), (6, 'Right', 5)`,
  `UPDATE step SET after = 6 WHERE id = 5`,

  `CREATE TABLE base (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE middle (id INTEGER PRIMARY KEY, name TEXT NOT NULL, base INTEGER UNIQUE REFERENCES base ON DELETE SET NULL)`,
  `CREATE TABLE tail (id INTEGER PRIMARY KEY, name TEXT NOT NULL, middle INTEGER REFERENCES middle (base) ON UPDATE CASCADE)`,
  `INSERT INTO base VALUES (1, 'Ground'), (2, 'Free')`,
  `INSERT INTO middle VALUES (1, 'Floor', 1), (2, 'Roof', 2)`,
  `INSERT INTO tail VALUES (1, 'Lamp', 1)`,

  `CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, owner INTEGER NOT NULL REFERENCES owner ON DELETE SET NULL)`,
  `INSERT INTO owner VALUES (1, 'Ada')`,
  `INSERT INTO thing VALUES (1, 'Pen', 1)`,

  `CREATE TABLE vague (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE wrong (id INTEGER PRIMARY KEY, vague TEXT REFERENCES vague (name))`,
  `INSERT INTO vague VALUES (1, 'Nothing')`,

  `CREATE TABLE folder (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE leaf (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folder INTEGER REFERENCES folder ON DELETE CASCADE)`,
  `INSERT INTO folder VALUES (1, 'Full'), (2, 'Over'), (3, 'Some')`,
  `${series(999)} INSERT INTO leaf (name, folder) SELECT 'leaf', 1 FROM n`,
  `${series(1000)} INSERT INTO leaf (name, folder) SELECT 'leaf', 2 FROM n`,
  `CREATE TABLE album (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `CREATE TABLE photo (id INTEGER PRIMARY KEY, content BLOB, album INTEGER REFERENCES album ON DELETE CASCADE)`,
  `INSERT INTO album VALUES (1, 'Heavy')`,
  ...[1, 2, 3, 4].map((id) => `INSERT INTO photo VALUES (${id}, zeroblob(900000), 1)`),

  `CREATE TABLE wide (id INTEGER PRIMARY KEY, ${many.map((name) => `${name} TEXT`).join()})`,
  `INSERT INTO wide (id, c0, c94) VALUES (1, 'a', 'z'), (2, 'b', NULL)`,
  `CREATE TABLE race (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `INSERT INTO race VALUES (1, 'One'), (2, 'Two')`,
];

describeOnEngines('deletes by the rules of the schema', (engine) => {
  const world = sharedWorld(() => openWith(engine, sql));

  it('deletes chosen rows that refer to each other by RESTRICT, the referring ones first', async () => {
    const { anna, book } = world();
    expect(refusedOf(await previewDelete(anna, 'step', '1'))).toEqual([
      'Step Second: refers by After to a row that this would delete or change: delete this row or change its reference first',
    ]);
    expect(refusedOf(await previewDelete(anna, 'step', '1', '2'))).toHaveLength(1);
    const done = await deleteRows(anna, 'step', '1', '2', '3', '4');
    expect(done.json.notice, done.text).toEqual({ type: 'success', message: '4 rows deleted' });
    expect(await book.rows('SELECT id FROM step')).toEqual([{ id: 5 }, { id: 6 }]);
  });

  it('refuses rows that refer to each other by RESTRICT in a circle', async () => {
    const { anna } = world();
    const shown = await previewDelete(anna, 'step', '5', '6');
    expect(refusedOf(shown)).toHaveLength(2);
    const forced = await commitDelete(anna, 'step', ['5', '6'], 'forged');
    expect(forced.json.notice.type).toBe('error');
  });

  it('refuses to empty a column that others refer to', async () => {
    const { anna, book } = world();
    expect(refusedOf(await previewDelete(anna, 'base', '1'))).toEqual([
      'Tail Lamp: refers by Middle to a row that this would delete or change: delete this row or change its reference first',
    ]);
    expect(linesOf(await previewDelete(anna, 'base', '2'))).toEqual([
      'Base Free: is deleted',
      'Middle Roof: Base is emptied',
    ]);
    expect(await book.rows('SELECT count(*) AS n FROM base')).toEqual([{ n: 2 }]);
  });

  it('says before the confirmation that a column must have a value', async () => {
    const { anna, book } = world();
    const { notice, preview } = (await previewDelete(anna, 'owner', '1')).json;
    expect(preview?.token).toBeUndefined();
    expect(notice).toEqual({
      type: 'error',
      message:
        'it would empty Owner in rows of Thing, which must have a value; choose fewer rows, or first delete the rows that refer to them',
    });
    expect(await book.rows('SELECT count(*) AS n FROM owner')).toEqual([{ n: 1 }]);
  });

  it('says that a foreign key without a unique column forbids it', async () => {
    const { anna } = world();
    const { notice } = (await previewDelete(anna, 'vague', '1')).json;
    expect(notice.type).toBe('error');
    expect(notice.message).toMatch(/foreign key/);
    expect(notice.message).not.toMatch(/SELECT|DELETE FROM/);
  });

  it('lists 100 rows, counts the others, and deletes 1,000 at most', async () => {
    const { anna, book } = world();
    const over = (await previewDelete(anna, 'folder', '2')).json.notice;
    expect(over.message).toContain('this would delete or change more than 1,000 rows');
    const shown = await previewDelete(anna, 'folder', '1');
    expect(linesOf(shown)).toHaveLength(100);
    expect(shown.json.preview?.warnings).toEqual([
      '900 rows more are not listed',
      'with the chosen rows: 999 rows deleted, 0 rows changed',
    ]);
    const done = await deleteRows(anna, 'folder', '1');
    expect(done.json.notice, done.text).toMatchObject({ type: 'success' });
    expect(await book.rows('SELECT count(*) AS n FROM leaf')).toEqual([{ n: 1000 }]);
    expect(await auditOf(book, 'leaf')).toHaveLength(999);
  });

  it('refuses rows that are too large for one operation', async () => {
    const { anna, book } = world();
    const { notice } = (await previewDelete(anna, 'album', '1')).json;
    expect(notice.message).toContain('are too large for one operation');
    expect(await book.rows('SELECT count(*) AS n FROM photo')).toEqual([{ n: 4 }]);
  });

  it('deletes rows of more columns than are read at once', async () => {
    const { anna, book } = world();
    const shown = await previewDelete(anna, 'wide', '2');
    await book.rows(`UPDATE wide SET c94 = 'late' WHERE id = 2`);
    const late = await commitDelete(anna, 'wide', ['2'], shown.json.preview?.token);
    expect(late.json.notice.message).toContain('a row changed since the preview');
    const done = await deleteRows(anna, 'wide', '1', '2');
    expect(done.json.notice, done.text).toMatchObject({ type: 'success' });
    const before = (await auditOf(book, 'wide')).map(
      ([, , kept]) => JSON.parse(String(kept)) as Record<string, unknown>,
    );
    expect(before.map(({ id, c0, c94 }) => [id, c0, c94])).toEqual([
      [1, 'a', 'z'],
      [2, 'b', 'late'],
    ]);
    expect(Object.keys(before[0] ?? {})).toHaveLength(96);
  });

  it('deletes a row once where two administrators delete it at the same moment', async () => {
    const { anna, book } = world();
    const shown = await previewDelete(anna, 'race', '1');
    const token = shown.json.preview?.token;
    const replies = await Promise.all([1, 2].map(() => commitDelete(anna, 'race', ['1'], token)));
    const done = replies.filter(({ json }) => json.notice.type === 'success');
    expect(done, replies.map(({ text }) => text).join()).toHaveLength(1);
    expect(await auditOf(book, 'race')).toHaveLength(1);
    expect(await book.rows('SELECT id FROM race')).toEqual([{ id: 2 }]);
  });
});
