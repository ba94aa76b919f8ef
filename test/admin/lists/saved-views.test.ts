import { expect, it } from 'vitest';
import type { ListReply, TotalsReply } from '../../../src/admin/contract/list.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import {
  describeOnEngines,
  describeOnSqlite,
  type TestEngine,
} from '../../helpers/engines/engines.js';
import type { PanelReply, Person } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Views of lists under a name, chosen columns and totals, for each role. */

describeOnEngines('saved views', (engine) => {
  it('a view keeps its filter, order and columns, is replaced by name and removed', async () => {
    const { anna, rows } = await openTwo(engine);
    const search =
      '?filters.status=active&sortBy=name&direction=asc&columns=name,balance&page=7&nonsense=1';
    const saved = await save(anna, 'customers', { name: '  Who   owes ', search });
    expect(saved.json.notice).toEqual({
      ...{ message: 'the view “Who owes” was saved', type: 'success' },
    });
    const [view] = await viewsOf(anna, 'customers');
    expect(view).toMatchObject({ name: 'Who owes', sharedWith: null, isOwn: true });
    expect(view?.search).toBe(
      `view=${view?.id ?? ''}&filters.status=active&sortBy=name&direction=asc&columns=name%2Cbalance`,
    );
    const opened = await anna.get(`${listOf('customers')}?${view?.search ?? ''}`);
    expect(opened.json.notice).toBeUndefined();
    expect(replyOf(opened).columns).toEqual(['name', 'balance']);

    await save(anna, 'customers', { name: 'Who owes', search: '?filters.status=suspended' });
    const replaced = await viewsOf(anna, 'customers');
    expect(replaced.map(({ id, search: now }) => [id, now])).toEqual([
      [view?.id, `view=${view?.id ?? ''}&filters.status=suspended`],
    ]);
    expect(await viewsOf(anna, 'wagers')).toEqual([]);

    await anna.post(viewsPath('customers'), { step: 'remove', id: view?.id });
    expect(await viewsOf(anna, 'customers')).toEqual([]);
    const gone = await anna.get(`${listOf('customers')}?view=${view?.id ?? ''}`);
    expect(gone.json.notice.message).toBe('the view no longer exists; its filter still applies');
    const audited = await rows(
      `SELECT action, record_id AS id FROM audit_log WHERE action LIKE 'saved_view%' ORDER BY seq`,
    );
    expect(audited).toEqual(
      ['saved', 'saved', 'removed'].map((verb) => ({
        ...{ action: `saved_view.${verb}`, id: view?.id },
      })),
    );
  });

  it('a view stays private unless an administrator shares it with a role', async () => {
    const { anna, gus, cleo } = await openTwo(engine);
    await save(anna, 'wagers', { name: 'Mine' });
    await save(anna, 'wagers', { name: 'For agents', sharedWith: 'agent' });
    await save(gus, 'wagers', { name: 'Of Gus' });
    const refused = await save(gus, 'wagers', { name: 'Everybody', sharedWith: 'agent' });
    expect(refused.json.notice.message).toBe('only administrators can share views');
    const names = async (person: Person) =>
      (await viewsOf(person, 'wagers')).map(({ name }) => name);
    expect(await names(anna)).toEqual(['Mine', 'For agents']);
    expect(await names(gus)).toEqual(['Of Gus', 'For agents']);
    expect(await names(cleo)).toEqual([]);
    const [, shared] = await viewsOf(gus, 'wagers');
    const denied = await gus.post(viewsPath('wagers'), { step: 'remove', id: shared?.id });
    expect(denied.json.notice).toEqual({
      ...{ message: 'this view no longer exists', type: 'error' },
    });
    expect(await names(anna)).toContain('For agents');
    expect((await cleo.post(viewsPath('customers'), { step: 'save', name: 'x' })).status).toBe(404);
  });
});

describeOnSqlite('limits of saved views', (engine) => {
  it('a list refuses a wrong name of a view, and a view too many', async () => {
    const { anna, rows } = await openTwo(engine);
    const problemOf = async (fields: Record<string, string>) =>
      (await save(anna, 'wagers', fields)).json;
    expect(await problemOf({ name: ' ' })).toMatchObject({
      ...{ notice: { message: 'give the view a name', type: 'error' }, field: 'name' },
    });
    expect(await problemOf({ name: 'x'.repeat(61) })).toMatchObject({ field: 'name' });
    expect(await problemOf({ name: 'a', sharedWith: 'king' })).toMatchObject({
      field: 'sharedWith',
    });
    for (let index = 0; index < 50; index += 1) await problemOf({ name: `view ${index}` });
    const { notice } = await problemOf({ name: 'one more' });
    expect(notice.message).toBe('you can save at most 50 views of a list; remove one first');
    expect((await problemOf({ name: 'view 7' })).notice.type).toBe('success');
    expect(await rows('SELECT count(*) AS count FROM saved_views')).toEqual([{ count: 50 }]);
  });

  it('a shared view never widens the rights of its reader, and says that parts were left out', async () => {
    const { anna, gus } = await openTwo(engine);
    await save(anna, 'customers', {
      ...{ name: 'All of a2', sharedWith: 'agent' },
      search:
        '?filters.agent_id=a2&filters.status=active&sortBy=agent_id&columns=name,agent_id,balance',
    });
    const [view] = await viewsOf(gus, 'customers');
    expect(view?.search).not.toContain('agent_id');
    expect(view?.search).not.toContain('=a2');
    const opened = await gus.get(`${listOf('customers')}?${view?.search ?? ''}`);
    expect(opened.json.records.map(({ id }) => id)).toEqual(['c1']);
    expect(replyOf(opened).columns).toEqual(['name', 'balance']);
    expect(opened.json.notice.message).toBe(
      'the view “All of a2” was opened in part: your login has no access to 3 parts of it',
    );
    expect(opened.text).not.toContain('agent_id');
    const next = await gus.get(`${listOf('customers')}?${view?.search ?? ''}&page=2`);
    expect(next.json.notice).toBeUndefined();
  });
});

describeOnEngines('columns of a list', (engine) => {
  const two = sharedWorld(() => openTwo(engine));

  it('a list remembers the columns of each user until they are reset', async () => {
    const { anna, ada } = two();
    const before = replyOf(await anna.get(listOf('customers')));
    expect(before).toMatchObject({ isOwnChoice: false });
    expect(before.choosable).toContain('phone');
    expect(before.choosable.slice(0, before.columns.length)).toEqual(before.columns);
    const choose = (columns: string) =>
      anna.post(viewsPath('customers'), { step: 'columns', columns });
    await choose('phone,name,password_hash,phone_index');
    const reply = await anna.get(listOf('customers'));
    expect(replyOf(reply)).toMatchObject({ columns: ['phone', 'name'], isOwnChoice: true });
    expect(reply.json.records[0]?.params).toHaveProperty('phone');
    expect(replyOf(await ada.get(listOf('customers'))).columns).toEqual(before.columns);
    await choose('');
    expect(replyOf(await anna.get(listOf('customers')))).toMatchObject(before);
  });

  it('columns in the address come first, without those that are not open', async () => {
    const { gus } = two();
    const reply = await gus.get(`${listOf('customers')}?columns=email,agent_id,created_at,email`);
    expect(replyOf(reply).columns).toEqual(['email', 'created_at']);
    expect(reply.json.records[0]?.params).toHaveProperty('created_at');
    expect(reply.json.notice.message).toBe('an unknown column was left out');
    expect(replyOf(reply).choosable).not.toContain('agent_id');
    const none = await gus.get(`${listOf('customers')}?columns=agent_id`);
    expect(replyOf(none).isOwnChoice).toBe(false);
  });
});

describeOnSqlite('totals of a list', (engine) => {
  it('totals add up the matching rows of the scope to the cent', async () => {
    const { anna, gus, book } = await openTwo(engine);
    for (const [index, amount] of [0.1, 0.2, 10.01].entries()) {
      await placeWager(book.context, book.actor, {
        ...{ operationId: `p${index}`, customerId: index === 2 ? 'c2' : 'c1', amount, odds: -110 },
        description: 'home',
      });
    }
    const totals = async (person: Person, query = '') =>
      (await person.get(`${listOf('wagers')}?totals=1${query}`)).json as unknown as TotalsReply;
    expect(await totals(anna)).toEqual({
      ...{ totals: { amount: 10.31, potential_win: 9.37 }, isCapped: false },
    });
    expect((await totals(gus)).totals['amount']).toBe(0.3);
    expect((await totals(anna, '&filters.amount~~from=5')).totals['amount']).toBe(10.01);
    expect((await totals(anna, '&filters.status=voided')).totals['amount']).toBe(0);
    const stats = await anna.get(`${listOf('audit_log')}?totals=1`);
    expect(stats.json).toEqual({ totals: {}, isCapped: false });
  });

  it('totals are of the first 10,000 rows in the order of the list', async () => {
    const { anna, book } = await openTwo(engine);
    await book.context.database
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10050)
        INSERT INTO customers (id, agent_id, name, email, betting_limit)
        SELECT printf('m%05d', i), 'a1', 'Many', 'm' || i, i FROM n`,
      )
      .run();
    const reply = await anna.get(
      `${listOf('customers')}?totals=1&filters.name=Many&sortBy=betting_limit&direction=asc`,
    );
    const { totals, isCapped } = reply.json as unknown as TotalsReply;
    expect([totals['betting_limit'], isCapped]).toEqual([50_005_000, true]);
  });
});

const listOf = (table: string) => `/api/resources/${table}/actions/list`;
const viewsPath = (table: string) => `/api/resources/${table}/actions/views`;
const replyOf = (reply: PanelReply) => reply.json as unknown as ListReply;

function save(person: Person, table: string, fields: Record<string, string>) {
  return person.post(viewsPath(table), { step: 'save', ...fields });
}

async function viewsOf(person: Person, table: string): Promise<ListReply['views']> {
  return replyOf(await person.get(listOf(table))).views;
}

/** Two agents with a customer each, and logins of every role. */
async function openTwo(engine: TestEngine) {
  const { people, ...book } = await openPanelBook(engine, {
    agents: ['a1', 'a2'],
    customers: { c1: 'a1', c2: 'a2' },
    logins: { anna: 'admin', ada: 'admin', gus: { agent: 'a1' }, cleo: { customer: 'c1' } },
  });
  return { book, rows: book.rows, ...people };
}
