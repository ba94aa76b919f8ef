import { expect, it } from 'vitest';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from '../tables/generated.js';
import {
  act,
  books,
  countsOf,
  edit,
  finish,
  postEdit,
  readPreview,
  readRun,
  runIdOf,
  undo,
} from './edits.js';

/** Edits of many rows in tables that no resource file declares. */

const sql = [
  ...books,
  `CREATE TABLE fresh (id INTEGER PRIMARY KEY, tag TEXT NOT NULL)`,
  `INSERT INTO fresh SELECT value, 'old' FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12]')`,
];

describeOnEngines('edits of many rows', (engine) => {
  const world = sharedWorld(async () => {
    const opened = await openWith(engine, sql);
    const runner = bulkRunnerOf(opened.book.context, { chunkRows: 4, pauseMs: 0, lookEveryMs: 0 });
    return { ...opened, runner };
  });

  const rows = (text: string) => world().book.rows(text);
  const context = () => world().book.context;

  it('previews what changes, what has the values already and what is refused, then does it and undoes it', async () => {
    const { anna, book } = world();
    const made = await postEdit(anna, 'book', { filter: '' }, { state: 'used' });
    const id = runIdOf(made);
    const preview = await readPreview(anna, id);
    expect(preview).toMatchObject({
      changes: 3,
      unchanged: 1,
      refusedCount: 2,
      conflicts: 0,
      untried: 0,
    });
    expect(preview.refusals.map(({ kind, count }) => [kind, count])).toEqual([
      ['a kept book stays as it is', 1],
      ['the database did not write these values: one of its triggers ignores or alters them', 1],
    ]);
    expect(preview.rows[0]).toMatchObject({
      label: 'One',
      changes: [{ column: 'State', before: 'New', after: 'Used' }],
    });
    expect(await rows(`SELECT count(*) AS n FROM book WHERE state = 'new'`)).toEqual([{ n: 5 }]);

    const run = await finish(anna, context(), id);
    expect(countsOf(run)).toEqual(['finished', 3, 1, 2, 0]);
    expect(run.edit?.values).toEqual([{ column: 'State', value: 'Used' }]);
    expect(run.refusedRows.map(({ label }) => label)).toEqual(['Four', 'Five']);
    expect((await auditOf(book, 'book')).slice(0, 3)).toEqual(
      ['1', '2', '6'].map((key) => ['book.edited', key, '{"state":"new"}', '{"state":"used"}']),
    );
    const csv = await anna.get(`/api/resources/bulk_runs/records/${id}/refused`);
    expect(csv.text.split('\r\n').slice(1)).toEqual([
      '4,4,Four,refused,a kept book stays as it is,',
      '5,5,Five,refused,the database did not write these values: one of its triggers ignores or alters them,',
      '',
    ]);

    await rows(`UPDATE book SET state = 'lost' WHERE id = 2`);
    const undone = await undo(anna, context(), id);
    expect(countsOf(undone)).toEqual(['finished', 2, 0, 0, 1]);
    expect(undone.refusedRows).toMatchObject([
      { label: 'Two', text: 'somebody changed the row meanwhile: State is Lost now' },
    ]);
    expect(await rows('SELECT id, state FROM book ORDER BY id')).toEqual([
      ...[
        { id: 1, state: 'new' },
        { id: 2, state: 'lost' },
        { id: 3, state: 'used' },
      ],
      ...[
        { id: 4, state: 'new' },
        { id: 5, state: 'new' },
        { id: 6, state: 'new' },
      ],
    ]);
    const redone = await undo(anna, context(), undone.id);
    expect(countsOf(redone)).toEqual(['finished', 2, 0, 0, 0]);
    expect(await rows(`SELECT id FROM book WHERE state = 'used' ORDER BY id`)).toEqual([
      ...[{ id: 1 }, { id: 3 }, { id: 6 }],
    ]);
  });

  it('previews five columns of one row at once', async () => {
    const { anna } = world();
    const values = { state: 'used', note: 'n', lent: '1', bought: '2024-02-01', shelf: '2' };
    const preview = await readPreview(
      anna,
      runIdOf(await postEdit(anna, 'book', { filter: '' }, values)),
    );
    expect(preview.rows[0]?.changes.length).toBeGreaterThan(3);
  });

  it('names rows that changed meanwhile, and lets the later of two edits of the same rows lose', async () => {
    const { anna } = world();
    const first = runIdOf(await postEdit(anna, 'fresh', { filter: '' }, { tag: 'first' }));
    const second = runIdOf(await postEdit(anna, 'fresh', { filter: '' }, { tag: 'second' }));
    await rows(`UPDATE fresh SET tag = 'mine' WHERE id = 3`);
    await rows(`DELETE FROM fresh WHERE id = 4`);
    const [one, other] = [await act(anna, first, 'start'), await act(anna, second, 'start')];
    expect([one.json.notice.type, other.json.notice.type]).toEqual(['success', 'success']);
    await world().runner.idle();
    const results = [await readRun(anna, first), await readRun(anna, second)];
    const total = (index: number) => results.reduce((sum, run) => sum + Number(countsOf(run)[index]), 0); // prettier-ignore
    expect(total(1)).toBe(10);
    expect(total(4)).toBe(14);
    const reasons = results.flatMap(({ refusedRows }) => refusedRows.map(({ text }) => text));
    expect(reasons).toContain('somebody changed the row meanwhile: Tag is mine now');
    expect(reasons).toContain('the row is no longer there, or no longer one of yours');
    expect(await rows(`SELECT count(*) AS n FROM audit_log WHERE table_name = 'fresh'`)).toEqual([
      { n: 10 },
    ]);
  });

  it('makes one run of a form that is sent twice, and refuses the id for another form', async () => {
    const { anna } = world();
    const id = 'sent-twice-operation';
    const first = await postEdit(anna, 'fresh', { ids: ['1', '2'] }, { tag: 'z' }, id);
    const again = await postEdit(anna, 'fresh', { ids: ['1', '2'] }, { tag: 'z' }, id);
    expect(runIdOf(again)).toBe(runIdOf(first));
    const other = await postEdit(anna, 'fresh', { ids: ['1'] }, { tag: 'z' }, id);
    expect(other.json.notice.message).toContain('sent with other values');
    const nobody = await postEdit(anna, 'fresh', { ids: ['99'] }, { tag: 'z' });
    expect(nobody.json.notice.type).toBe('error');
  });

  it('edits the status of customers and agents, which their resource files open, and nothing else of them', async () => {
    const { anna, book } = world();
    for (const [table, id] of [
      ['customers', 'c1'],
      ['agents', 'a1'],
    ] as const) {
      const run = await edit(anna, context(), table, { ids: [id] }, { status: 'suspended' });
      expect(countsOf(run), table).toEqual(['finished', 1, 0, 0, 0]);
      expect(await rows(`SELECT status FROM ${table} WHERE id = '${id}'`)).toEqual([
        { status: 'suspended' },
      ]);
      const undone = await undo(anna, context(), run.id);
      expect(countsOf(undone), table).toEqual(['finished', 1, 0, 0, 0]);
      expect((await auditOf(book, table)).map(([action]) => action)).toEqual(
        Array.from({ length: 2 }, () => `${table.slice(0, -1)}.edited`),
      );
    }
    for (const name of ['name', 'email', 'phone', 'agent_id', 'betting_limit', 'balance']) {
      const refused = await postEdit(anna, 'customers', { ids: ['c1'] }, { [name]: '5' });
      expect(refused.json.notice.message, name).toContain('cannot be changed in many rows');
    }
    const closed = await postEdit(anna, 'wagers', { ids: ['w1'] }, { status: 'settled' });
    expect(closed.status).toBe(404);
  });

  it('takes the rows of a filter, says it in words, and refuses one that it would ignore', async () => {
    const { anna } = world();
    const bought = 'filters.bought~~from=2024-01-01&filters.title=One';
    const asked = await anna.get(`/api/resources/book/actions/editAll?read=1&${bought}`);
    expect(asked.json.subject).toMatchObject({
      count: 1,
      chosen: 'rows of Book where Bought from 2024-01-01 and Title contains One',
    });
    const run = await edit(anna, context(), 'book', { filter: bought }, { pages: '11' });
    expect([countsOf(run), run.list]).toEqual([
      ['finished', 1, 0, 0, 0],
      '/admin/resources/book?filters.bought%7E%7Efrom=2024-01-01&filters.title=One',
    ]);
    await undo(anna, context(), run.id);
    const ignored = await postEdit(anna, 'book', { filter: 'filters.bought=soon' }, { pages: '1' });
    expect(ignored.json.notice.message).toContain('the filter is not right');
    const nobody = await postEdit(anna, 'book', { filter: 'filters.title=Nobody' }, { pages: '1' });
    expect(nobody.json.notice.message).toBe('no rows were chosen');
  });
});
