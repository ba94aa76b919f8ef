import { expect, it } from 'vitest';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from '../tables/generated.js';
import { books, countsOf, edit, finish, postEdit, readPreview, runIdOf, undo } from './edits.js';

/** Values of edits of many rows: of each kind, wrong ones, and those that no edit may change. */

const sql = [
  ...books,
  `CREATE TABLE odd ("order" TEXT, part INTEGER, "the note" TEXT, loose, some REAL,
    PRIMARY KEY ("order", part)) WITHOUT ROWID`,
  `INSERT INTO odd VALUES ('a b', 1, 'x', 7, 0.1), ('a b', 2, NULL, '7', 1e300), ('é', 1, '', x'00ff', 2.0)`,
  `CREATE TABLE big (id INTEGER PRIMARY KEY, whole INTEGER, body TEXT, tag TEXT)`,
  `INSERT INTO big VALUES (1, 9007199254740993, 'short', 'a'), (2, 2, printf('%.*c', 60000, 'x'), 'a')`,
  `CREATE TABLE pair (id INTEGER PRIMARY KEY, a TEXT, b TEXT, UNIQUE (a, b))`,
  `INSERT INTO pair VALUES (1, 'x', '1'), (2, 'x', '2'), (3, 'y', '3')`,
];

describeOnEngines('values of edits of many rows', (engine) => {
  const world = sharedWorld(async () => {
    const opened = await openWith(engine, sql);
    bulkRunnerOf(opened.book.context, { chunkRows: 4, pauseMs: 0, lookEveryMs: 0 });
    return opened;
  });
  const rows = (text: string) => world().book.rows(text);
  const context = () => world().book.context;

  it('tells NULL from the empty text and gives back each value in its storage class', async () => {
    const { anna } = world();
    const before = await rows(
      `SELECT "order", part, typeof("the note") AS t, quote("the note") AS note, quote(loose) AS loose, quote(some) AS some FROM odd ORDER BY 1, 2`,
    );
    const emptied = await edit(anna, context(), 'odd', { filter: '' }, { the_note: null });
    expect(countsOf(emptied)).toEqual(['finished', 2, 1, 0, 0]);
    expect(await rows('SELECT count(*) AS n FROM odd WHERE "the note" IS NULL')).toEqual([
      { n: 3 },
    ]);
    await undo(anna, context(), emptied.id);
    const blank = await edit(anna, context(), 'odd', { filter: '' }, { the_note: '', some: '5' });
    expect(countsOf(blank)).toEqual(['finished', 3, 0, 0, 0]);
    expect(await rows(`SELECT count(*) AS n FROM odd WHERE "the note" = '' AND some = 5`)).toEqual([
      { n: 3 },
    ]);
    await undo(anna, context(), blank.id);
    const loose = await edit(anna, context(), 'odd', { filter: '' }, { loose: '8' });
    expect(countsOf(loose)).toEqual(['finished', 2, 0, 1, 0]);
    await undo(anna, context(), loose.id);
    expect(
      await rows(
        `SELECT "order", part, typeof("the note") AS t, quote("the note") AS note, quote(loose) AS loose, quote(some) AS some FROM odd ORDER BY 1, 2`,
      ),
    ).toEqual(before);
  });

  it('keeps integers beyond 2^53 and refuses rows with very long values', async () => {
    const { anna } = world();
    const run = await edit(
      anna,
      context(),
      'big',
      { filter: '' },
      { whole: '9007199254740995', body: 'new' },
    );
    expect(countsOf(run)).toEqual(['finished', 1, 0, 1, 0]);
    expect(run.refusedRows[0]?.text).toContain('too long');
    expect(await rows(`SELECT CAST(whole AS TEXT) AS w FROM big WHERE id = 1`)).toEqual([
      { w: '9007199254740995' },
    ]);
    await undo(anna, context(), run.id);
    expect(await rows(`SELECT CAST(whole AS TEXT) AS w, body FROM big WHERE id = 1`)).toEqual([
      { w: '9007199254740993', body: 'short' },
    ]);
  });

  it('refuses wrong values and one value of a unique column for many rows, beside the fields', async () => {
    const { anna } = world();
    const wrong = await postEdit(anna, 'book', { ids: ['1', '2'] }, {
      ...{ isbn: 'same', pages: 'many', shelf: '99', state: 'old' },
    }); // prettier-ignore
    expect(wrong.json.fieldErrors).toEqual({
      pages: 'must be a whole number',
      shelf: 'must be one of the rows that can be chosen',
      state: 'must be new, used, or lost',
    });
    const unique = await postEdit(anna, 'book', { ids: ['1', '2'] }, { isbn: 'same' });
    expect(unique.json.fieldErrors?.['isbn']).toContain('only one of 2 rows could get this value');
    const none = await postEdit(anna, 'book', { ids: ['1'] }, {});
    expect(none.json.notice.message).toBe('tick at least one field to change');
    const emptied = await edit(anna, context(), 'book', { ids: ['1', '3'] }, { isbn: null });
    expect(countsOf(emptied)).toEqual(['finished', 2, 0, 0, 0]);
    await undo(anna, context(), emptied.id);
  });

  it('never takes keys, computed columns, files, secrets, balances and stamps', async () => {
    const { anna } = world();
    for (const name of ['id', 'twice', 'cover', 'api_token', 'balance', 'updated_at', 'nothing']) {
      const refused = await postEdit(anna, 'book', { ids: ['1'] }, { [name]: '1' });
      expect(refused.json.notice.message, name).toBe(
        'one of these fields cannot be changed in many rows',
      );
    }
  });

  it('finds the rows that a unique key of several columns refuses', async () => {
    const { anna } = world();
    const made = runIdOf(await postEdit(anna, 'pair', { filter: '' }, { b: '1' }));
    const preview = await readPreview(anna, made);
    expect(preview).toMatchObject({ changes: 1, unchanged: 1, refusedCount: 1 });
    const run = await finish(anna, context(), made);
    expect(countsOf(run)).toEqual(['finished', 1, 1, 1, 0]);
    expect(run.refusedRows[0]).toMatchObject({
      text: 'A, B: this combination is already taken',
    });
  });
});
