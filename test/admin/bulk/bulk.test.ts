import { expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import type { Book } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

async function openDay(engine: TestEngine) {
  const { people, ...book } = await openPanelBook(engine, {
    agents: ['north', 'south'],
    customers: { ann: 'north', bob: 'south' },
    logins: { ada: 'admin', gus: { agent: 'north' }, cleo: { customer: 'ann' } },
  });
  const { context, actor } = book;
  await context.database.prepare('UPDATE customers SET betting_limit = 100000').run();
  const ids = await placeMany(context, actor, ['ann', 'bob'], 12);
  const runner = bulkRunnerOf(context, { chunkRows: 5, pauseMs: 0, lookEveryMs: 0 });
  onTestFinished(() => runner.stop());
  return { ...book, ...people, ids, runner };
}

const run = (id: string, action: string) => `/api/resources/bulk_runs/records/${id}/${action}`;
const all = '/api/resources/wagers/actions/settleAll?filters.status=active';
const settle = (operationId: string, result = 'win') => ({ step: 'commit', operationId, result });

const counts = async ({ rows }: Pick<Book, 'rows'>) => {
  const found = await rows('SELECT status, count(*) AS n FROM wagers GROUP BY status');
  return Object.fromEntries(
    found.map(({ status, n }): [string, number] => [String(status), Number(n)]),
  );
};

describeOnEngines('bulk runs of the panels', (engine) => {
  it('a bulk run takes all rows that match the list’s filter, and nothing else', async () => {
    const { ada, ...book } = await openDay(engine);
    const [one = ''] = await placeMany(book.context, book.actor, ['ann'], 1, 'pending');
    const filter = `filters.status=active&filters.customer_id=ann`;
    const opened = await ada.get(`/api/resources/wagers/actions/settleAll?${filter}&read=1`);
    const list = await ada.get(`/api/resources/wagers/actions/list?${filter}`);
    expect(opened.json.subject).toMatchObject({ count: list.json.meta.total });
    await ada.post(`/api/resources/wagers/actions/settleAll?${filter}`, settle('run-of-ann'));
    const items = await book.rows('SELECT record_id AS id FROM bulk_run_items');
    const listed = (list.json.records as { id: string }[]).map(({ id }) => id);
    expect(items.map(({ id }) => id).sort()).toEqual(listed.sort());
    expect(listed).not.toContain(one);
    const page = await ada.get(`${run('run-of-ann', 'show')}?read=1`);
    expect(page.json.view.list).toBe(`/admin/resources/wagers?${filter}`);
  });

  it('a bulk run is made once however often the form is sent, and starts once', async () => {
    const { ada, runner, ...book } = await openDay(engine);
    const replies = await Promise.all([1, 2, 3].map(() => ada.post(all, settle('one-dialog'))));
    const to = '/admin/resources/bulk_runs/records/one-dialog/show';
    expect(replies.map(({ json }) => json.redirectUrl)).toEqual([to, to, to]);
    expect(await book.rows('SELECT id FROM bulk_runs')).toEqual([{ id: 'one-dialog' }]);
    const other = await ada.post(all, settle('one-dialog', 'loss'));
    expect(other.json.notice).toMatchObject({ type: 'error' });
    expect(await counts(book)).toEqual({ active: 12 });

    const start = { step: 'commit', operationId: 'the-start' };
    await Promise.all([1, 2].map(() => ada.post(run('one-dialog', 'start'), start)));
    await runner.idle();
    expect(await counts(book)).toEqual({ settled: 12 });
    expect(
      await book.rows(`SELECT count(*) AS n FROM transactions WHERE type = 'settlement'`),
    ).toEqual([{ n: 12 }]);
    expect(await brokenInvariants(book.context)).toEqual([]);
  });

  it('a bulk run shows rows, money, customers, agents and limits before anything happens', async () => {
    const { ada, ...book } = await openDay(engine);
    await book.context.database
      .prepare(`UPDATE customers SET betting_limit = 100 WHERE id = 'bob'`)
      .run();
    await ada.post(all, settle('shown-first'));
    const { json } = await ada.get(`${run('shown-first', 'show')}?read=1&part=preview`);
    expect(json.view).toMatchObject({
      changes: 12,
      refusedCount: 0,
      credited: '+$2,290.92',
      debited: null,
      agents: [{ rows: 6, effect: '+$1,145.46' }, { rows: 6 }],
      customers: [{ rows: 6, before: '-$600.00', after: '$545.46' }, { rows: 6 }],
    });
    expect(await counts(book)).toEqual({ active: 12 });
  });

  it('a bulk run refuses by name the rows that changed after the preview, writes them into its file, and is undone', async () => {
    const { ada, ids, runner, ...book } = await openDay(engine);
    await ada.post(all, settle('a-run-of-12'));
    const [first = ''] = ids;
    await ada.post(`/api/resources/wagers/records/${first}/settle`, settle('the-first', 'loss'));
    await ada.post(run('a-run-of-12', 'start'), { step: 'commit', operationId: 'go-now-1' });
    await runner.idle();
    const { json } = await ada.get(`${run('a-run-of-12', 'show')}?read=1`);
    expect(json.view).toMatchObject({ status: 'finished', done: 11, refused: 1, canUndo: true });
    expect(json.view.refusedRows).toMatchObject([{ id: first }]);
    const csv = await ada.get(run('a-run-of-12', 'result'));
    expect(csv.text.split('\r\n').filter((line) => line.includes(',done,'))).toHaveLength(11);
    expect(csv.text).toContain(',refused,');

    const undo = await ada.post(run('a-run-of-12', 'undo'), {
      step: 'commit',
      operationId: 'undo-of-it',
      reason: 'wrong score',
    });
    expect(undo.json.redirectUrl).toBe('/admin/resources/bulk_runs/records/undo-of-it/show');
    await ada.post(run('undo-of-it', 'start'), { step: 'commit', operationId: 'go-now-2' });
    await runner.idle();
    expect(await counts(book)).toEqual({ active: 11, settled: 1 });
    expect(await brokenInvariants(book.context)).toEqual([]);
  });

  it('a bulk run leaves out wagers that wait for acceptance, chosen one by one or by a filter, and names them', async () => {
    const { ada, ids, runner, ...book } = await openDay(engine);
    const asked = await placeMany(book.context, book.actor, ['ann'], 2, 'pending');
    const [first = ''] = ids;
    const actions = '/api/resources/wagers';
    const chosen = [first, ...asked].join(',');
    const text = 'wager W-1013 waits for acceptance: accept or cancel it';
    const examples = [{ id: asked[0], label: 'W-1013', text }, { id: asked[1] }];
    await ada.post(`${actions}/bulk/settleMany?recordIds=${chosen}`, settle('chosen-rows'));
    await ada.post(`${actions}/actions/voidAll`, settle('all-the-rows'));
    for (const [id, changes] of [
      ['chosen-rows', 1],
      ['all-the-rows', 12],
    ] as const) {
      const { json } = await ada.get(`${run(id, 'show')}?read=1&part=preview`);
      expect(json.view).toMatchObject({
        changes,
        refusedCount: 2,
        refusals: [{ kind: 'waiting for acceptance', count: 2, examples }],
      });
    }
    const start = { step: 'commit', operationId: 'go-on-then' };
    await ada.post(run('all-the-rows', 'start'), start);
    await runner.idle();
    const { json } = await ada.get(`${run('all-the-rows', 'show')}?read=1`);
    expect(json.view).toMatchObject({ status: 'finished', done: 12, refused: 2 });
    expect(await counts(book)).toEqual({ voided: 12, pending: 2 });
    expect(await brokenInvariants(book.context)).toEqual([]);
  });

  it('a bulk run refuses an unknown filter, no rows, and an unknown form', async () => {
    const { ada, ...book } = await openDay(engine);
    const ask = async (query: string, fields: Record<string, unknown>) =>
      (await ada.post(`/api/resources/wagers/actions/settleAll?${query}`, fields)).json.notice;
    expect(await ask('filters.nothing=1', settle('unknown-column'))).toMatchObject({
      type: 'error',
      message: expect.stringContaining('the filter is not right') as string,
    });
    expect(await ask('filters.status=voided', settle('nobody-there'))).toMatchObject({
      message: expect.stringContaining('no rows were chosen') as string,
    });
    expect(await ask('', { operationId: 'no-step-here' })).toMatchObject({ type: 'error' });
    expect(await ask('', { ...settle('no-such-result'), result: 'maybe' })).toMatchObject({
      type: 'error',
    });
    expect(await book.rows('SELECT id FROM bulk_runs')).toEqual([]);
  });

  it('only administrators have routes of bulk runs', async () => {
    const { ada, gus, cleo, ...book } = await openDay(engine);
    await ada.post(all, settle('not-for-you'));
    for (const person of [gus, cleo]) {
      const replies = await Promise.all([
        person.post(all, settle('by-somebody')),
        person.get('/api/resources/bulk_runs/actions/list'),
        person.get(`${run('not-for-you', 'show')}?read=1`),
        person.get(run('not-for-you', 'result')),
        person.post(run('not-for-you', 'start'), { step: 'commit', operationId: 'start-it' }),
        person.post('/api/pages/reconciliation', { step: 'run' }),
        person.get('/api/pages/reconciliation'),
      ]);
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 404));
    }
    const byLink = await ada.get(run('not-for-you', 'start'));
    expect(byLink.json.notice).toBeUndefined();
    expect(await counts(book)).toEqual({ active: 12 });
  });
});
