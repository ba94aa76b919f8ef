import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import {
  defineResource,
  type ResourceDeclaration,
} from '../../../src/admin/declaration/resource.js';
import type { ActionCustom, PropertyCustom } from '../../../src/admin/contract/panel.js';
import { verbatim } from '../../../src/messages/message.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { wholeStateOf, type WholeState } from '../../helpers/panels/page-state.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** The panels as each role's browser gets them, and their actions. */

const specified = [
  ...['users', 'agents', 'customers', 'wagers', 'transactions', 'activities', 'kpi_metrics'],
  'weekly_stats',
];

describeOnEngines('panels', (engine) => {
  const unchanged = sharedWorld(() => openAll(engine));

  it('the panels tell each role of its own tables, columns and actions only', async () => {
    const { anna, agnes, carl } = unchanged();
    const [admin, agent, customer] = await Promise.all([anna, agnes, carl].map(wholeStateOf));
    const idsOf = (state: WholeState | undefined) => state?.resources.map(({ id }) => id).sort();
    expect(idsOf(admin)).toEqual(expect.arrayContaining(specified));
    expect(idsOf(agent)).toEqual([
      ...['activities', 'agents', 'customers', 'limit_rules', 'transactions', 'users', 'wagers'],
    ]);
    expect(idsOf(customer)).toEqual([
      ...['activities', 'customers', 'transactions', 'users', 'wagers'],
    ]);
    const find = (state: WholeState | undefined, id: string) =>
      state?.resources.find((resource) => resource.id === id);
    expect(find(admin, 'users')?.properties).not.toHaveProperty('password_hash');
    expect(Object.keys(find(agent, 'users')?.properties ?? {}).sort()).toEqual([
      ...['created_at', 'email', 'id', 'last_login', 'role', 'status', 'username'],
    ]);
    expect(find(customer, 'wagers')?.properties).not.toHaveProperty('agent_id');
    for (const state of [admin, agent, customer]) {
      for (const { id, actions, navigation } of state?.resources ?? []) {
        const names = actions.map(({ name }) => name);
        expect(names, id).not.toContain('delete');
        expect(names, id).not.toContain('bulkDelete');
        expect(navigation?.name, id).toBeTruthy();
      }
    }
    expect(find(agent, 'agents')?.href).toBe('/admin/resources/agents/records/a1/show');
    expect(find(customer, 'customers')?.href).toBe('/admin/resources/customers/records/c1/show');
    expect(find(admin, 'customers')?.href).toBe('/admin/resources/customers');
    const place = (state: WholeState | undefined) => {
      const action = find(state, 'wagers')?.actions.find(({ name }) => name === 'place');
      return (action?.custom as ActionCustom | undefined)?.fields?.map(({ name }) => name);
    };
    expect(place(agent)).toEqual([
      ...['customerId', 'description', 'amount', 'odds', 'eventStartsAt'],
    ]);
    expect(place(customer)).toEqual(['description', 'amount', 'odds', 'eventStartsAt']);
  });

  it('the panels show amounts as money only where a resource file says so', async () => {
    const { anna } = unchanged();
    const { resources: all } = await wholeStateOf(anna);
    const kind = (id: string, path: string) =>
      (all.find((one) => one.id === id)?.properties[path]?.custom as PropertyCustom | undefined)
        ?.kind;
    expect(kind('customers', 'balance')).toBe('money');
    expect(kind('wagers', 'amount')).toBe('money');
    expect(kind('wagers', 'odds')).toBe('number');
    expect(kind('kpi_metrics', 'metric_value')).toBe('number');
    expect(kind('users', 'must_change_password')).toBe('boolean');
    expect(kind('weekly_stats', 'week_start')).toBe('date');
    expect(kind('wagers', 'settled_at')).toBe('datetime');
    expect(kind('activities', 'metadata')).toBe('json');
    expect(kind('wagers', 'status')).toBe('enum');
    expect(kind('wagers', 'customer_id')).toBe('reference');
    expect(kind('wagers', 'id')).toBe('id');
  });

  it('a wager is settled by POST of its own form, once, after a preview that changes nothing', async () => {
    const { book, anna, wagerId } = await openAll(engine);
    const path = `/api/resources/wagers/records/${wagerId}/settle`;
    const form = { operationId: book.context.newId(), result: 'win' };
    const status = async () =>
      (await book.rows('SELECT status FROM wagers WHERE id = ?', wagerId))[0]?.['status'];

    const opened = await anna.get(path);
    expect(opened.json.record.id).toBe(wagerId);
    const preview = await anna.post(path, { ...form, step: 'preview' });
    expect(preview.json.preview?.lines[0]?.text).toMatch(/190\.91|90\.91/);
    expect(await status()).toBe('active');
    const bare = await anna.post(path, { result: 'win' });
    expect(bare.json.notice).toEqual({
      message: 'open the action and submit its form',
      type: 'error',
    });
    const wrong = await anna.post(path, { ...form, step: 'commit', result: 'draw' });
    expect(wrong.json.fieldErrors).toEqual({ result: 'choose Result from the list' });
    const empty = await anna.post(path, { ...form, step: 'commit', result: '' });
    expect(empty.json.fieldErrors).toEqual({ result: 'Result is required' });
    expect(await status()).toBe('active');

    const commit = { ...form, step: 'commit', token: preview.json.preview?.token };
    const done = await anna.post(path, commit);
    expect(done.json.notice.type, done.text).toBe('success');
    expect(await status()).toBe('settled');
    const again = await anna.post(path, commit);
    expect(again.json.notice.type, again.text).toBe('success');
    const late = await anna.post(path, { ...commit, operationId: book.context.newId() });
    expect(late.json.notice.type).toBe('error');
    const shown = await anna.get(path.replace(/settle$/, 'show'));
    const names = shown.json.record.recordActions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['show', 'regrade', 'reopen']));
    expect(names).not.toContain('settle');
  });

  it('a pending wager can be accepted or cancelled, and neither settled nor voided', async () => {
    const { book, anna, carl } = await openAll(engine);
    const bet = { description: 'home', amount: '10', odds: '-110' };
    const form = () => ({ step: 'commit', operationId: book.context.newId() });
    await carl.post('/api/resources/wagers/actions/place', { ...form(), ...bet });
    const [row] = await book.rows(`SELECT id FROM wagers WHERE status = 'pending'`);
    const path = `/api/resources/wagers/records/${String(row?.['id'])}`;
    const offered = async () =>
      (await anna.get(`${path}/show`)).json.record.recordActions
        .map(({ name }) => name)
        .filter((name) => /^(accept|cancel|settle|void|regrade|reopen)$/.test(name));
    expect(await offered()).toEqual(['accept', 'cancel']);
    // The forms themselves: a page that was opened before, or an address that was typed.
    for (const action of ['settle', 'void']) {
      const message = 'wager W-1002 waits for acceptance: accept or cancel it';
      const preview = await anna.post(`${path}/${action}`, {
        ...form(),
        step: 'preview',
        result: 'win',
      });
      expect(preview.json.preview, preview.text).toMatchObject({
        lines: [],
        refused: [{ label: 'W-1002', reason: message }],
      });
      const done = await anna.post(`${path}/${action}`, { ...form(), result: 'win' });
      expect(done.json.notice).toEqual({ message, type: 'error' });
    }
    expect((await anna.post(`${path}/accept`, form())).json.notice.type).toBe('success');
    expect(await offered()).toEqual(['settle', 'void']);
  });

  it('the refusal of a service stands beside the field that it names', async () => {
    const { book, agnes, carl } = await openAll(engine);
    const place = (person: Person, fields: Record<string, string>) =>
      person.post('/api/resources/wagers/actions/place', {
        ...{ step: 'commit', operationId: book.context.newId(), description: 'home' },
        ...{ amount: '10', odds: '-110', customerId: 'c1' },
        ...fields,
      });
    const errorsOf = async (person: Person, fields: Record<string, string>) =>
      (await place(person, fields)).json.fieldErrors;
    expect(await errorsOf(agnes, { amount: '1e3' })).toHaveProperty('amount');
    expect(await errorsOf(agnes, { odds: '50' })).toHaveProperty('odds');
    expect(await errorsOf(agnes, { customerId: 'c2' })).toEqual({
      customerId: 'Customer: there is no such row',
    });
    expect((await place(agnes, {})).json.notice.type).toBe('success');
    // Whoever a customer names, it is itself.
    const own = await place(carl, { customerId: 'c2' });
    expect(own.json.notice.type, own.text).toBe('success');
    const rows = await book.rows('SELECT customer_id, status FROM wagers ORDER BY rowid');
    expect(rows.slice(1)).toEqual([
      { customer_id: 'c1', status: 'active' },
      { customer_id: 'c1', status: 'pending' },
    ]);
  });

  it('an agent places no bet at odds that win a fortune, and no customer asks for one', async () => {
    const { book, agnes, carl } = await openAll(engine);
    const before = await book.rows('SELECT id FROM wagers');
    for (const person of [agnes, carl]) {
      const errorsOf = async (fields: Record<string, string>) => {
        const { json } = await person.post('/api/resources/wagers/actions/place', {
          ...{ step: 'commit', operationId: book.context.newId(), description: 'home' },
          ...{ customerId: 'c1', reason: 'I say so', ...fields },
        });
        return json.fieldErrors;
      };
      expect(await errorsOf({ amount: '1000', odds: '+1000000' })).toEqual({
        odds: expect.stringContaining('the odds are too large') as string,
      });
      expect(await errorsOf({ amount: '0.10', odds: '+100000' })).toEqual({
        odds: expect.stringContaining('the rule “Limits of the book”') as string,
      });
      expect(await errorsOf({ amount: '101', odds: '+10000' })).toEqual({
        amount: expect.stringContaining('the win of 10,100.00 is above 10,000.00') as string,
      });
      const begun = { amount: '10', odds: '-110', eventStartsAt: '2026-01-01 00:00:00' };
      expect(await errorsOf(begun)).toEqual({
        eventStartsAt: expect.stringContaining('the event began at') as string,
      });
    }
    expect(await book.rows('SELECT id FROM wagers')).toEqual(before);
  });

  it('an unknown record, action, table or kind of route is answered with 404 and no names', async () => {
    const { anna, wagerId } = unchanged();
    for (const path of [
      '/api/resources/wagers/records/nobody/show',
      '/api/resources/wagers/records/~bm90anNvbg/show',
      '/api/resources/wagers/records/~W10/show',
      `/api/resources/wagers/records/${wagerId}/toString`,
      `/api/resources/wagers/records/${wagerId}/settleMany`,
      `/api/resources/wagers/records/${wagerId}/list`,
      '/api/resources/wagers/actions/settle',
      '/api/resources/horses/actions/list',
      '/api/resources/wagers/bulk/endMany?recordIds=x',
      '/api/resources/sessions/bulk/endMany?recordIds=none,nobody',
    ]) {
      const { status, text } = await anna.get(path);
      expect(status, path).toBe(404);
      expect(text, path).not.toMatch(/customers|sessions|registered|adminjs/i);
    }
    const many = Array.from({ length: 501 }, (_, index) => `w${index}`).join(',');
    const tooMany = await anna.get(`/api/resources/sessions/bulk/endMany?recordIds=${many}`);
    expect(tooMany.status).toBe(400);
  });

  it('a defect is answered with the number of its request only', async () => {
    const broken: ResourceDeclaration = defineResource({
      table: 'agents',
      access: {
        admin: { rows: 'all', read: 'all', search: ['name'], actions: ['list', 'show', 'crash'] },
      },
      actions: {
        crash: {
          ...{ on: 'record', label: verbatim('Crash'), icon: 'X' },
          run: () => Promise.reject(new Error('select * from secrets')),
        },
      },
    });
    const { anna, book } = await openAll(engine, [
      broken,
      ...resources.filter(({ table }) => table !== 'agents'),
    ]);
    const reply = await anna.post('/api/resources/agents/records/a1/crash', {
      ...{ step: 'commit', operationId: book.context.newId() },
    });
    expect(reply.json.notice.message).toMatch(/^something went wrong \(request [0-9a-f-]{36}\)$/);
    expect(reply.text).not.toContain('secrets');
    const logged = book.log.find(({ msg }) => msg === 'a panel action failed');
    expect(logged).toMatchObject({ err: { message: 'select * from secrets' } });
    expect(reply.text).toContain(String(logged?.['requestId']));
  });
});

async function openAll(engine: TestEngine, declarations = resources) {
  const { people, server, ...book } = await openPanelBook(
    engine,
    {
      agents: ['a1', 'a2'],
      customers: { c1: 'a1', c2: 'a2' },
      logins: { anna: 'admin', agnes: { agent: 'a1' }, carl: { customer: 'c1' } },
    },
    declarations,
  );
  const { done } = await placeWager(book.context, book.actor, {
    ...{ operationId: book.context.newId(), customerId: 'c1', amount: 100, odds: -110 },
    description: 'home',
  });
  return { ...people, book, server, wagerId: done[0]?.id ?? '' };
}
