import { expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { balanceOf } from '../../helpers/books/book.js';
import { openBookOf, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { enrol } from '../../helpers/books/second-factor.js';
import {
  describeOnEngines,
  describeOnSqlite,
  type TestEngine,
} from '../../helpers/engines/engines.js';
import { openPanels, type Person } from '../../helpers/panels/driver.js';

/** A session of an administrator without a step-up, as a stolen one is. */
async function openStolen(engine: TestEngine, env: Record<string, string> = {}) {
  const book = await openBookOf(engine, {
    agents: ['north', 'south'],
    customers: { ann: 'north' },
    logins: { ada: 'admin', gus: { agent: 'north' } },
    sql: ['UPDATE customers SET betting_limit = 100000'],
    env,
  });
  const server = await openPanels(book.context);
  const signIn = () => server.signIn('ada', PASSWORD, 'en', { stepsUp: false });
  return { ...book, server, signIn, ada: await signIn() };
}

const needed = { status: 403, json: { stepUp: { needsCode: false } } };
const confirm = (person: Person, password = PASSWORD, code = '') =>
  person.post('/api/step-up', { password, code });

let operations = 0;
const operation = (fields: Record<string, unknown> = {}) => {
  operations += 1;
  return { step: 'commit', operationId: `operation-${operations}`, ...fields };
};
const adjust = '/api/resources/customers/records/ann/adjust';
const adjustment = (amount = '5') => operation({ amount, reason: 'a test' });
const settle = (id: string) => `/api/resources/wagers/records/${id}/settle`;

async function statusOf(book: Book, table: string, where: string): Promise<unknown> {
  const [row] = await book.rows(`SELECT status FROM ${table} WHERE ${where}`);
  return row?.['status'];
}

describeOnEngines('a session without a step-up', (engine) => {
  it('adjusts no balance until the password was typed again, then with the same operation', async () => {
    const { ada, ...book } = await openStolen(engine);
    const form = adjustment('50');
    expect(await ada.post(adjust, form)).toMatchObject(needed);
    expect(await balanceOf(book.context, 'ann')).toBe(0);
    expect(await confirm(ada)).toMatchObject({ status: 200 });
    expect((await ada.post(adjust, form)).json.notice.type).toBe('success');
    expect((await ada.post(adjust, form)).json.notice.type).toBe('success');
    expect(await balanceOf(book.context, 'ann')).toBe(50);
  });

  it('pays STEP_UP_ABOVE in sum, however small the payouts and however many at a time', async () => {
    const { ada, context, actor } = await openStolen(engine, { STEP_UP_ABOVE: '400' });
    // A win of each moves 190.91.
    const ids = await placeMany(context, actor, ['ann'], 8);
    const before = await balanceOf(context, 'ann');
    const form = () => operation({ result: 'win' });
    const replies = await Promise.all(ids.map((id) => ada.post(settle(id), form())));
    const done = replies.filter(({ status }) => status === 200);
    expect(replies.filter(({ status }) => status === 403)).toHaveLength(ids.length - done.length);
    const moved = (await balanceOf(context, 'ann')) - before;
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThanOrEqual(400);
    await confirm(ada);
    const left = ids.filter((_, index) => replies[index]?.status === 403);
    for (const id of left) expect((await ada.post(settle(id), form())).status).toBe(200);
  });

  it('starts no run of many rows, and cancels any', async () => {
    const { ada, context, actor, ...book } = await openStolen(engine, { STEP_UP_ROWS: '3' });
    await placeMany(context, actor, ['ann'], 5);
    const all = '/api/resources/wagers/actions/settleAll?filters.status=active';
    const run = (action: string) => `/api/resources/bulk_runs/records/many-rows/${action}`;
    await ada.post(all, { ...operation({ result: 'loss' }), operationId: 'many-rows' });
    expect(await ada.post(run('start'), operation())).toMatchObject(needed);
    expect(await statusOf({ ...book, context, actor }, 'bulk_runs', `id = 'many-rows'`)).toBe(
      'previewed',
    );
    expect((await ada.post(run('cancel'), operation())).json.notice.type).toBe('success');
  });

  it('starts no run whose wagers pay more than STEP_UP_ABOVE', async () => {
    const { ada, context, actor } = await openStolen(engine, { STEP_UP_ABOVE: '50' });
    await placeMany(context, actor, ['ann'], 5);
    const all = '/api/resources/wagers/actions/settleAll?filters.status=active';
    const start = '/api/resources/bulk_runs/records/paying-run/start';
    await ada.post(all, { ...operation({ result: 'win' }), operationId: 'paying-run' });
    expect(await ada.post(start, operation())).toMatchObject(needed);
    await confirm(ada);
    expect((await ada.post(start, operation())).json.notice.type).toBe('success');
  });

  it('does one operation for each step-up where STEP_UP_MINUTES is 0, also of parallel ones', async () => {
    const { ada, context } = await openStolen(engine, { STEP_UP_MINUTES: '0' });
    await confirm(ada);
    const forms = [1, 2, 3, 4, 5].map(() => adjustment('10'));
    const replies = await Promise.all(forms.map((form) => ada.post(adjust, form)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    expect(await balanceOf(context, 'ann')).toBe(10);
    expect(await ada.post(adjust, adjustment())).toMatchObject(needed);
  });

  it('keeps a step-up that an operation did not use, where STEP_UP_MINUTES is 0', async () => {
    const { ada, context } = await openStolen(engine, { STEP_UP_MINUTES: '0' });
    await confirm(ada);
    const refused = await ada.post(adjust, adjustment('-10'));
    expect(refused.json.notice.type).toBe('error');
    expect((await ada.post(adjust, adjustment('10'))).json.notice.type).toBe('success');
    expect(await balanceOf(context, 'ann')).toBe(10);
  });
});

describeOnEngines('a step-up', (engine) => {
  it('renews the session, whose copied cookie is worth nothing, and keeps its end', async () => {
    const { ada, rows, clock } = await openStolen(engine);
    const [before] = await rows('SELECT id_hash, expires_at FROM sessions');
    clock.advance({ minutes: 5 });
    await confirm(ada);
    const after = await rows('SELECT id_hash, expires_at FROM sessions');
    expect(after).toHaveLength(1);
    expect(after[0]?.['id_hash']).not.toBe(before?.['id_hash']);
    expect(after[0]?.['expires_at']).toBe(before?.['expires_at']);
  });

  it('expires after STEP_UP_MINUTES', async () => {
    const { ada, clock } = await openStolen(engine, { STEP_UP_MINUTES: '10' });
    await confirm(ada);
    clock.advance({ minutes: 9 });
    expect((await ada.post(adjust, adjustment())).status).toBe(200);
    clock.advance({ minutes: 1 });
    expect(await ada.post(adjust, adjustment())).toMatchObject(needed);
  });

  it('needs a code of a login with a second factor, and each code once', async () => {
    const book = await openStolen(engine);
    const { rows } = book;
    const [login] = await rows(`SELECT id FROM users WHERE username = 'ada'`);
    const { code } = await enrol(book, {
      ...book.actor,
      userId: String(login?.['id']),
      username: 'ada',
    });
    const ada = await book.signIn();
    await ada.post('/login/second-factor', { code: code() });
    expect(await ada.post(adjust, adjustment())).toMatchObject({
      status: 403,
      json: { stepUp: { needsCode: true } },
    });
    expect((await confirm(ada)).status).toBe(400);
    // The sign-in has used the code.
    expect((await confirm(ada, PASSWORD, code())).status).toBe(400);
    book.clock.advance({ minutes: 1 });
    const [first, second] = await Promise.all([
      confirm(ada, PASSWORD, code()),
      confirm(ada, PASSWORD, code()),
    ]);
    expect([first.status, second.status].filter((status) => status === 200)).toHaveLength(1);
  });

  it('by the password alone ends where the login enrols afterwards', async () => {
    const { ada, ...book } = await openStolen(engine);
    await confirm(ada);
    const page = '/account/second-factor';
    const shown = await ada.post(page, { do: 'start' });
    const [, secret = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(shown.text) ?? [];
    const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
    const code = totp.generate({ timestamp: book.clock.now().getTime() });
    expect((await ada.post(page, { do: 'confirm', code })).text).toContain('Recovery codes');
    expect(await ada.post(adjust, adjustment())).toMatchObject({
      status: 403,
      json: { stepUp: { needsCode: true } },
    });
  });

  it('ends the session after five wrong passwords, and locks nobody out', async () => {
    const { ada, signIn, rows } = await openStolen(engine);
    const wrong = await Promise.all(Array.from({ length: 8 }, () => confirm(ada, 'wrong')));
    expect(wrong.map(({ status }) => status).filter((status) => status === 400)).toHaveLength(4);
    expect((await confirm(ada)).status).toBe(401);
    expect(await rows('SELECT 1 FROM sessions')).toEqual([]);
    expect(await rows(`SELECT 1 FROM audit_log WHERE action = 'step_up.failed'`)).toHaveLength(5);
    expect((await (await signIn()).get('/api/dashboard')).status).toBe(200);
  });
});

describeOnSqlite('a stolen session', (engine) => {
  it('makes no administrator, sets no password and removes no second factor', async () => {
    const { ada, rows } = await openStolen(engine);
    const [gus] = await rows(`SELECT id FROM users WHERE username = 'gus'`);
    const record = (action: string) =>
      `/api/resources/users/records/${String(gus?.['id'])}/${action}`;
    const edit = (column: string, from: string, to: string) => ({
      [column]: to,
      [`__original.${column}`]: from,
    });
    const asked = [
      await ada.post(record('setPassword'), operation({ password: 'twelve slow snails' })),
      await ada.post(record('removeSecondFactor'), operation()),
      await ada.post(record('edit'), edit('status', 'active', 'suspended')),
      await ada.post(record('edit'), {
        ...edit('role', 'agent', 'admin'),
        ...edit('agent_id', 'north', ''),
      }),
      await ada.post(
        '/api/resources/users/actions/createLogin',
        operation({
          ...{ username: 'eve', email: 'eve@example.test', role: 'admin' },
          password: 'twelve slow snails',
        }),
      ),
      await ada.post('/account/second-factor', { do: 'start' }),
    ];
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 403));
    expect(
      await rows(`SELECT username FROM users WHERE role = 'admin' AND username <> 'system'`),
    ).toEqual([{ username: 'ada' }]);
  });

  it('gives little credit, no commission and no other agent, by form or by file', async () => {
    const { ada, rows } = await openStolen(engine);
    const edit = (table: string, id: string, column: string, from: string, to: string) =>
      ada.post(`/api/resources/${table}/records/${id}/edit`, {
        [column]: to,
        [`__original.${column}`]: from,
      });
    const limit = (from: string, to: string) => edit('customers', 'ann', 'betting_limit', from, to);
    expect((await limit('100000', '100900')).status).toBe(200);
    expect(await limit('100900', '101100')).toMatchObject(needed);
    expect((await limit('100900', '10')).status).toBe(200);
    expect(await edit('customers', 'ann', 'agent_id', 'north', 'south')).toMatchObject(needed);
    expect(await edit('agents', 'north', 'commission_rate', '0.05', '0.9')).toMatchObject(needed);
    const created = await ada.post('/api/resources/customers/actions/new', {
      ...{ name: 'Bob', agent_id: 'north', email: 'bob@x.test', betting_limit: '5000' },
    });
    expect(created).toMatchObject(needed);
    expect(await rows('SELECT betting_limit AS l, agent_id AS a FROM customers')).toEqual([
      { l: 10, a: 'north' },
    ]);
  });
});
