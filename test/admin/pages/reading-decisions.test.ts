import { expect, it, vi } from 'vitest';
import { resources } from '../../../resources/index.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanels, stubAssets } from '../../helpers/panels/driver.js';
import { change, columnOf, contents, dataOf, PAGE } from './reading-columns.js';

describeOnSqlite('decisions on columns', (engine) => {
  it('stay when values change and the panels are built again', async () => {
    const book = await openBookOf(engine, contents);
    const kinds = async () =>
      (await createPanels(book.context, resources, { assets: stubAssets }))
        .resources('admin')
        .get('visit')
        ?.table.columns.map(({ kind }) => kind);
    const before = await kinds();
    await book.context.database.prepare(`UPDATE visit SET moment = 'a' || id, odd = 'x'`).run();
    expect(await kinds()).toEqual(before);
  });

  it('names a choice that a changed declaration cannot have, at every start, until it is decided', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    await change(anna, 'opened', { kind: 'date' });
    for (const sql of [
      'ALTER TABLE visit DROP COLUMN opened',
      'ALTER TABLE visit ADD COLUMN opened REAL',
    ]) {
      await book.context.database.prepare(sql).run();
    }
    await openPanels(book.context);
    const warn = vi.spyOn(book.context.log, 'warn');
    const later = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    expect(warn).toHaveBeenCalledWith(
      { table: 'visit', column: 'opened', kind: 'date', obstacle: 'lapsed' },
      expect.stringContaining('a chosen kind has no effect'),
    );
    const data = await dataOf(later);
    expect(data.obstacles).toMatchObject([{ column: 'opened', isGone: false }]);
    expect(columnOf(data, 'opened')).toMatchObject({
      kind: 'number',
      reason: 'anna chose “Date”, which its changed declaration cannot have: its values decide',
    });
    const decided = await change(later, 'opened', { choice: 'readAgain' });
    expect(decided.obstacles).toEqual([]);
    expect(columnOf(decided, 'opened').reason).toBe('declared REAL');
  });

  it('are open to administrators only, and change by POST only', async () => {
    const book = await openBookOf(engine, contents);
    const server = await openPanels(book.context);
    for (const username of ['agnes', 'cleo']) {
      const other = await server.signIn(username, PASSWORD);
      expect((await other.get(PAGE)).status).toBe(404);
      expect((await other.post(PAGE, { choice: 'choose' })).status).toBe(404);
      expect((await other.get('/pages/readings')).status).toBe(404);
    }
    const anna = await server.signIn('anna', PASSWORD);
    const { version } = columnOf(await dataOf(anna), 'moment');
    const search = new URLSearchParams({
      ...{ table: 'visit', column: 'moment', version, kind: 'text', choice: 'choose' },
      step: 'commit',
    });
    const read = await dataOf(anna, search.toString());
    expect(columnOf(read, 'moment').kind).toBe('datetime');
    expect(read.plan).toBeUndefined();
  });

  it('leave requests that run to the panels that they began on', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const list = () => anna.get('/api/resources/visit/actions/list');
    const [done, ...answers] = await Promise.all([
      change(anna, 'moment', { kind: 'text' }),
      ...Array.from({ length: 20 }, list),
    ]);
    expect(done.done).toBeDefined();
    expect(answers.every(({ status, json }) => status === 200 && json.meta.total === 12)).toBe(
      true,
    );
  });

  it('refuse a form that was opened before they changed', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const { resource } = (await anna.get('/api/resources/visit')).json as unknown as {
      resource: { resourceActions: { name: string; custom: { readings: string } }[] };
    };
    const version = resource.resourceActions.find(({ name }) => name === 'list')?.custom.readings;
    const post = () =>
      anna.submit('/api/resources/visit/actions/new', {
        ...{ moment: '2024-06-01T10:00:00.000Z', __readings: version ?? '' },
      });
    expect((await post()).json.notice.type).toBe('success');
    await change(anna, 'moment', { kind: 'text' });
    const { record, notice } = (await post()).json;
    expect(notice.message).toBe(
      'nothing was written: an administrator changed how this table is read since the form was opened; reload the page and try again',
    );
    expect(record.params['moment']).toBe('2024-06-01T10:00:00.000Z');
    expect(await book.rows('SELECT moment FROM visit WHERE id > 12')).toEqual([
      { moment: '2024-06-01T10:00:00Z' },
    ]);
  });

  it('of the book’s own tables name their source and cannot be changed', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const data = await dataOf(anna, 'table=wagers');
    expect(columnOf(data, 'amount')).toMatchObject({ kind: 'money', reason: 'resource file' });
    expect(columnOf(data, 'created_at')).toMatchObject({ reason: 'schema module', sampled: null });
    expect(data.table?.columns.every(({ kinds }) => kinds.length === 0)).toBe(true);
    expect(data.table?.readOnly).toMatch(/^The schema module or a resource file/);
    const view = await dataOf(anna, 'table=seen');
    expect(view.table?.readOnly).toMatch(/^Of a view/);
    expect(columnOf(view, 'body')).toMatchObject({ kinds: [], sampled: null });
    expect(columnOf(view, 'body').sample).toEqual([{ text: 'one' }, { text: 'two' }]);
    const customers = await dataOf(anna, 'table=customers');
    expect(columnOf(customers, 'phone_index').sample).toBeNull();
  });

  it('read in Spanish', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD, 'es');
    const { kindLabel, reason } = columnOf(await dataOf(anna), 'moment');
    expect([kindLabel, reason]).toEqual([
      'Fecha y hora',
      'por 12 valores de muestra, todos con fecha y hora',
    ]);
  });
});
