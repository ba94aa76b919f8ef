import { expect, it } from 'vitest';
import { runEditChunk } from '../../../src/admin/bulk-edit/chunks.js';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { takeLease } from '../../../src/services/bulk-runs/chunks.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openWith } from '../tables/generated.js';
import { act, countsOf, finish, postEdit, readPreview, readRun, runIdOf } from './edits.js';

/** Edits that a kill interrupts, and tables that change under them. */

const sql = [
  `CREATE TABLE item (id INTEGER PRIMARY KEY, tag TEXT, rank INTEGER)`,
  `INSERT INTO item SELECT value, 'old', value FROM json_each('[1,2,3,4,5,6,7,8,9,10]')`,
];

describeOnEngines('an edit of many rows that is interrupted', (engine) => {
  const open = async () => {
    const { anna, book } = await openWith(engine, sql);
    const runner = bulkRunnerOf(book.context, { chunkRows: 3, pauseMs: 0, lookEveryMs: 0 });
    const { context, rows } = book;
    /** Runs some chunks as another process, which then dies without giving up its lease. */
    const runSome = async (id: string, chunks: number) => {
      await rows(`UPDATE bulk_runs SET status = 'running' WHERE id = ?`, id);
      expect(await takeLease(context, id, 'a process that dies')).toBe(true);
      for (let chunk = 0; chunk < chunks; chunk += 1) {
        expect(await runEditChunk(context, id, 'a process that dies', 3)).toBe('more');
      }
      await rows(`UPDATE bulk_runs SET lease_until = '2000-01-01 00:00:00' WHERE id = ?`, id);
    };
    const goOn = async () => {
      await runner.resume();
      await runner.idle();
    };
    const tags = () => rows('SELECT tag, count(*) AS n FROM item GROUP BY tag ORDER BY tag');
    return { anna, context, rows, runSome, goOn, tags };
  };

  it('goes on after a kill and changes each row once, and so does its undo', async () => {
    const { anna, rows, runSome, goOn, tags } = await open();
    const id = runIdOf(await postEdit(anna, 'item', { filter: '' }, { tag: 'new' }));
    await runSome(id, 2);
    expect(await tags()).toEqual([
      { tag: 'new', n: 6 },
      { tag: 'old', n: 4 },
    ]);
    await goOn();
    expect(countsOf(await readRun(anna, id))).toEqual(['finished', 10, 0, 0, 0]);
    const back = runIdOf(await act(anna, id, 'undo'));
    await runSome(back, 1);
    await goOn();
    expect(countsOf(await readRun(anna, back))).toEqual(['finished', 10, 0, 0, 0]);
    expect(await tags()).toEqual([{ tag: 'old', n: 10 }]);
    expect(
      await rows(
        `SELECT count(*) AS n, count(DISTINCT record_id) AS ids FROM audit_log WHERE table_name = 'item'`,
      ),
    ).toEqual([{ n: 20, ids: 10 }]);
  });

  it('lets a runner that lost its lease change nothing', async () => {
    const { anna, context, runSome, goOn, tags } = await open();
    const id = runIdOf(await postEdit(anna, 'item', { filter: '' }, { tag: 'new' }));
    await runSome(id, 1);
    await goOn();
    expect(await runEditChunk(context, id, 'a process that dies', 3)).toBe('stopped');
    expect(await tags()).toEqual([{ tag: 'new', n: 10 }]);
  });

  it('undoes what a cancelled run has done', async () => {
    const { anna, context, runSome, tags } = await open();
    const id = runIdOf(await postEdit(anna, 'item', { filter: '' }, { tag: 'new' }));
    await runSome(id, 1);
    await act(anna, id, 'cancel');
    const back = runIdOf(await act(anna, id, 'undo'));
    expect(await readPreview(anna, back)).toMatchObject({ changes: 3, refusedCount: 0 });
    expect(countsOf(await finish(anna, context, back))).toEqual(['finished', 3, 0, 0, 0]);
    expect(await tags()).toEqual([{ tag: 'old', n: 10 }]);
  });

  it('refuses each row by name when the column or the table is gone', async () => {
    const { anna, context, rows, runSome, goOn } = await open();
    const id = runIdOf(await postEdit(anna, 'item', { filter: '' }, { tag: 'new' }));
    await runSome(id, 1);
    await rows('ALTER TABLE item RENAME COLUMN tag TO label');
    expect(await readPreview(anna, id)).toMatchObject({ changes: 0, refusedCount: 10 });
    await goOn();
    const run = await readRun(anna, id);
    expect(countsOf(run)).toEqual(['finished', 3, 0, 7, 0]);
    expect(run.refusedRows[0]?.text).toBe(
      'Tag is no longer there, or can no longer be changed in many rows',
    );
    const refused = await act(anna, id, 'undo');
    expect(refused.json.notice.message).toContain('Tag is no longer there');

    const other = runIdOf(await postEdit(anna, 'item', { filter: '' }, { rank: '1' }));
    await rows('DROP TABLE item');
    const ended = await finish(anna, context, other);
    expect(countsOf(ended)).toEqual(['finished', 0, 0, 10, 0]);
    expect(ended.refusedRows[0]).toMatchObject({
      label: '1',
      text: 'the table Item is no longer there, or no longer open to this login',
    });
    expect((await anna.get(`/api/resources/bulk_runs/records/${other}/refused`)).status).toBe(200);
  });

  it('does not start before all of its rows are kept, and begins again where the first try broke off', async () => {
    const { anna, rows, context } = await open();
    const form = 'broken-off-operation';
    const id = runIdOf(await postEdit(anna, 'item', { filter: '' }, { tag: 'new' }, form));
    await rows('UPDATE bulk_runs SET total = 0 WHERE id = ?', id);
    await rows('DELETE FROM bulk_run_items WHERE run_id = ? AND position > 4', id);
    expect((await act(anna, id, 'start')).json.notice.type).toBe('error');
    const again = runIdOf(await postEdit(anna, 'item', { filter: '' }, { tag: 'new' }, form));
    expect(again).toBe(id);
    expect(countsOf(await finish(anna, context, id))).toEqual(['finished', 10, 0, 0, 0]);
  });
});
