import type { RequestHandler } from 'express';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/errors.js';
import { embedded } from '../helpers/engines.js';
import { openFrontDoor, type Ask, type Browser, type FrontDoor } from './front-door.js';

const API = '/admin/api/resources/customers';
const json = { 'content-type': 'application/json' };

async function signedIn(answer?: RequestHandler): Promise<{ door: FrontDoor; browser: Browser }> {
  const door = await openFrontDoor(embedded, {}, answer);
  await door.user('ada');
  const browser = door.browser();
  await browser.signIn('ada');
  return { door, browser };
}

/** One after another, so that what was reached belongs to one of them. */
async function each<Probe, Found>(
  probes: readonly Probe[],
  ask: (probe: Probe) => Promise<Found>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const probe of probes) found.push(await ask(probe));
  return found;
}

/** Nothing of the inside may show in an answer that refuses. */
function expectPlain(text: string): void {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|SELECT |INSERT |sqlite|Error:/i);
}

describe('without a session', () => {
  it('nothing is open but the sign-in page', async () => {
    const door = await openFrontDoor(embedded);
    const probes: [string, Ask, number][] = [
      ['/admin', {}, 303],
      ['/admin/', {}, 303],
      ['/admin/resources/customers', {}, 303],
      ['/admin/resources/anything', {}, 303],
      ['/admin/account', {}, 303],
      ['/admin/nothing-like-it', {}, 303],
      ['/admin/frontend/assets/app.bundle.js', {}, 401],
      [`${API}/actions/list`, {}, 401],
      [`${API}/actions/new`, { method: 'POST', body: { name: 'x' } }, 401],
      ['/admin/api/anything', {}, 401],
      ['/admin/account/password', { method: 'POST', body: { current: 'x' } }, 401],
      ['/nothing', {}, 404],
      ['/admin.json', {}, 404],
      ['/healthz', {}, 200],
      ['/', {}, 302],
      ['/admin/login', {}, 200],
      ['/admin/login/second-factor', {}, 303],
    ];
    const found = await each(probes, async ([path, ask]) => {
      const headers = { 'sec-fetch-site': 'same-origin' };
      const reply = await door.ask(path, { ...ask, headers });
      expect(reply.headers['set-cookie']).toBeUndefined();
      expectPlain(reply.text);
      return [path, ask, reply.status];
    });
    expect(found).toEqual(probes);
    expect(door.reached).toEqual([]);
  });

  it('refuses a large body unread, and goes on answering', async () => {
    const door = await openFrontDoor(embedded);
    const browser = door.browser();
    const body = Buffer.alloc(10_000_000, 'x');
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await browser.post(`${API}/actions/new`, body, type)).status).toBe(401);
    expect((await browser.post('/admin/login', body, type)).status).toBe(413);
    expect((await browser.get('/healthz')).status).toBe(200);
  });
});

describe('every answer', () => {
  it('has a content security policy with a nonce of its own, and no unsafe-eval', async () => {
    const { browser } = await signedIn();
    const replies = await Promise.all(
      ['/admin/login', '/admin/account', '/admin/resources/customers', '/nothing', '/healthz'].map(
        (path) => browser.get(path),
      ),
    );
    const nonces = replies.map(({ headers }) => {
      const policy = String(headers['content-security-policy']);
      expect(policy).not.toContain('unsafe-eval');
      expect(policy).not.toMatch(/https?:|\*/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      return /script-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1];
    });
    expect(new Set(nonces).size).toBe(replies.length);
  });

  it('has a request id of ours, which the log and the error page name', async () => {
    const { door, browser } = await signedIn();
    const reply = await browser.get('/admin/nothing', { 'x-request-id': 'from-outside' });
    const id = reply.headers['x-request-id'];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.text).toContain(id);
    expect(door.log.find(({ requestId }) => requestId === id)).toMatchObject({
      method: 'GET',
      status: 404,
      userId: expect.any(String) as unknown,
    });
  });

  it('is logged by its route, without what somebody typed', async () => {
    const { door, browser } = await signedIn();
    await browser.get(`${API}/actions/search/Marlowe?filters.email=marlowe%40example.test`);
    await browser.get(`${API}/records/Marlowe/show`);
    await browser.get('/admin/nothing/Marlowe');
    await browser.post('/admin/login', { login: 'Marlowe', password: 'Marlowe' });
    expect(JSON.stringify(door.log)).not.toMatch(/marlowe/i);
    expect(door.log.slice(-4).map(({ route }) => route)).toEqual([
      '/admin/api/resources/customers/actions/search/:query',
      '/admin/api/resources/customers/records/:recordId/show',
      'none',
      '/admin/login',
    ]);
  });
});

describe('a request from elsewhere', () => {
  const own = (door: FrontDoor) => `http://127.0.0.1:${door.port}`;
  type Headers = (door: FrontDoor) => Record<string, string>;

  it.each<[string, Headers, number]>([
    ['a page of ours', () => ({ 'sec-fetch-site': 'same-origin' }), 200],
    ['the address bar', () => ({ 'sec-fetch-site': 'none' }), 200],
    ['our origin, by an older browser', (door) => ({ origin: own(door) }), 200],
    ['our page, by an older browser', (door) => ({ referer: `${own(door)}/admin/x` }), 200],
    ['another site', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['another host of this site', () => ({ 'sec-fetch-site': 'same-site' }), 403],
    [
      'another site that names our origin',
      (door) => ({ 'sec-fetch-site': 'cross-site', origin: own(door) }),
      403,
    ],
    ['another origin', () => ({ origin: 'https://evil.example' }), 403],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' }), 403],
    ['an origin that begins like ours', (door) => ({ origin: `${own(door)}.evil.example` }), 403],
    ['a sandboxed frame', () => ({ origin: 'null' }), 403],
    ['another page', () => ({ referer: 'https://evil.example/127.0.0.1' }), 403],
    ['nowhere', () => ({}), 403],
  ])('%s', async (_where, headersOf, status) => {
    const { door, browser } = await signedIn();
    const headers = {
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join(';'),
      ...headersOf(door),
    };
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const replies = [
      await door.ask(`${API}/actions/list`, { headers }),
      await door.ask(`${API}/actions/new`, { method: 'POST', body: 'name=x', headers: form }),
      await door.ask('/admin/account/sessions', {
        method: 'POST',
        body: 'all=others',
        headers: form,
      }),
    ];
    expect(replies.map((reply) => reply.status)).toEqual(
      status === 200 ? [200, 200, 303] : [status, status, status],
    );
    expect(door.reached).toHaveLength(status === 200 ? 2 : 0);
    if (status === 403) replies.forEach(({ text }) => expectPlain(text));
    const login = await door.ask('/admin/login', {
      method: 'POST',
      headers: form,
      body: 'login=a',
    });
    expect(login.status).toBe(status === 200 ? 400 : 403);
    // A link from elsewhere may open a page: nothing changes by that.
    expect((await door.ask('/admin/resources/customers', { headers })).status).toBe(200);
    expect((await door.ask('/admin/logout', { headers })).status).toBe(200);
  });
});

describe('the routes of a role', () => {
  it('are open by their type and method, and nothing beside them', async () => {
    const { door, browser } = await signedIn();
    const probes: [string, string, number][] = [
      ['GET', '/admin', 200],
      ['GET', '/admin/resources/customers', 200],
      ['GET', `${API}/actions/list?page=1&filters.status=active`, 200],
      ['GET', `${API}/actions/search/ann`, 200],
      ['GET', `${API}/records/c1/show`, 200],
      ['GET', `${API}/records/c%2F1/show`, 200],
      ['GET', '/admin/resources/customers/records/c1/show', 200],
      ['POST', `${API}/records/c1/settle`, 200],
      ['POST', `${API}/bulk/settleMany?recordIds=c1,c2`, 200],
      ['GET', '/admin/api/dashboard', 200],
      ['GET', '/admin/pages/figures', 200],
      ['GET', '/admin/api/pages/figures', 200],
      ['HEAD', `${API}/actions/list`, 200],
      // A link may not change anything.
      ['GET', `${API}/records/c1/settle`, 404],
      ['GET', `${API}/bulk/settleMany?recordIds=c1`, 404],
      ['POST', `${API}/actions/list`, 404],
      ['POST', '/admin/api/pages/figures', 404],
      ['POST', '/admin/resources/customers', 404],
      ['POST', '/admin/api/dashboard', 404],
      // An action by the route of another type.
      ['POST', `${API}/actions/settle`, 404],
      ['POST', `${API}/bulk/settle?recordIds=c1`, 404],
      ['GET', `${API}/records/c1/list`, 404],
      ['POST', `${API}/records/c1/new`, 404],
      ['GET', `${API}/actions/show`, 404],
      ['POST', `${API}/bulk/settleMany`, 404],
      ['POST', `${API}/bulk/settleMany?recordIds=`, 404],
      // Names that are not on the list.
      ['GET', '/admin/api/resources/users/actions/list', 404],
      ['GET', '/admin/resources/users', 404],
      ['GET', `${API}/actions/delete`, 404],
      ['POST', `${API}/records/c1/delete`, 404],
      ['POST', `${API}/bulk/bulkDelete?recordIds=c1`, 404],
      ['GET', `${API}/search/ann`, 404],
      ['GET', '/admin/pages/other', 404],
      ['GET', '/admin/api/pages/other', 404],
      ['GET', `${API}/actions/hasOwnProperty`, 404],
      ['GET', '/admin/api/resources/toString/actions/list', 404],
      ['GET', `${API}/records//show`, 400],
      ['GET', `${API}/records/c1/show/more`, 404],
      ['GET', `${API.toUpperCase()}/actions/list`, 404],
      ['GET', '/admin/api/resources/customers%00/actions/list', 400],
      ['GET', '/admin/frontend/assets/%2e%2e%2fpackage.json', 400],
      ['GET', '/admin/frontend/assets/.env', 404],
      ['PUT', `${API}/records/c1/show`, 405],
      ['DELETE', `${API}/records/c1/show`, 405],
      ['PATCH', '/admin/login', 405],
      ['TRACE', '/admin', 405],
    ];
    const found = await each(probes, async ([method, path]) => {
      const before = door.reached.length;
      const reply = await browser.send(method, path);
      expect([path, door.reached.length - before]).toEqual([path, reply.status === 200 ? 1 : 0]);
      if (reply.status !== 200) expectPlain(reply.text);
      return [method, path, reply.status];
    });
    expect(found).toEqual(probes);
  });
});

describe('an address that no page of ours makes', () => {
  it('is refused as one', async () => {
    const { door, browser } = await signedIn();
    const addresses = [
      `${API}/records/../records/c1/show`,
      `${API}/records/%2e%2e/show`,
      `${API}/records/..%2f..%2fetc%2fpasswd/show`,
      `${API}/records/..%5c..%5cboot.ini/show`,
      `${API}/records/c1%00/show`,
      `${API}/records/c1%0d%0aSet-Cookie:a/show`,
      `${API}/records/%ff%fe/show`,
      `${API}/records/%c0%ae%c0%ae/show`,
      `${API}/records/%/show`,
      `${API}/records/%zz/show`,
      `${API}/records/__proto__/show`,
      '/admin/api/resources/__proto__/actions/list',
      '/admin/api/resources/constructor/actions/list',
      `${API}/actions/list?page=1&page=2`,
      `${API}/actions/list?filters%5Bstatus%5D=active`,
      `${API}/actions/list?filters.__proto__=1`,
      `${API}/actions/list?__proto__[admin]=1`,
      `${API}/actions/list?constructor.prototype.admin=1`,
      `${API}/actions/list?filters.status=%00`,
      `${API}/actions/list?filters.status=%ff`,
      `${API}/actions/list?filters.status=%`,
      `${API}/bulk/settleMany?recordIds[]=c1`,
      `${API}/bulk/settleMany?recordIds=c1&recordIds=c2`,
      `${API}/bulk/settleMany?recordIds%5Ba%5D=c1`,
      `//evil.example${API}/actions/list`,
      '/admin\\api',
      `/admin/login?next=%ff`,
      `${API}/actions/list?filters.status=${'x'.repeat(16_000)}`,
    ];
    const found = await each(addresses, async (path) => {
      const reply = await browser.get(path);
      expect(reply.headers['x-request-id']).toBeDefined();
      expectPlain(reply.text);
      return [path, reply.status];
    });
    expect(found).toEqual(addresses.map((path) => [path, 400]));
    expect(door.reached).toEqual([]);
  });

  it('but SQL in a parameter or an id is only a text', async () => {
    const { door, browser } = await signedIn();
    const sql = encodeURIComponent(`' OR 1=1; DROP TABLE users; --`);
    expect((await browser.get(`${API}/records/${sql}/show`)).status).toBe(200);
    expect((await browser.get(`${API}/actions/list?filters.name=${sql}`)).status).toBe(200);
    expect((await browser.signIn(`' OR 1=1; --`)).status).toBe(401);
    expect(await door.rows(`SELECT username FROM users WHERE username = 'ada'`)).toHaveLength(1);
  });
});

describe('a body', () => {
  const multipart = (...parts: string[]) => ({
    body: [...parts.map((part) => `--b\r\n${part}\r\n`), '--b--\r\n'].join(''),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const field = (name: string, value: string) =>
    `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;

  it('arrives as fields, whichever way it is sent', async () => {
    const { door, browser } = await signedIn();
    const path = `${API}/actions/new`;
    const form = multipart(field('name', 'Žofie'), field('__original.name', ''));
    await browser.post(path, form.body, form.headers);
    await browser.post(path, { name: 'Žofie', '__original.name': '' });
    await browser.post(path, '{"name":"Žofie","ids":["a","b"]}', json);
    await browser.post(path, '', {});
    expect(door.reached.map(({ fields }) => fields)).toEqual([
      { name: 'Žofie', '__original.name': '' },
      { name: 'Žofie', '__original.name': '' },
      { name: 'Žofie', ids: ['a', 'b'] },
      {},
    ]);
  });

  it('that is not one of ours is refused before anything sees it', async () => {
    const { door, browser } = await signedIn();
    const file = 'Content-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nx';
    const probes: [string, string | Buffer, Record<string, string>, number][] = [
      ['is no JSON', '{"name":', json, 400],
      ['is a JSON list', '[1]', json, 400],
      ['is a JSON text', '"x"', json, 400],
      ['has a prototype key', '{"__proto__":{"role":"admin"}}', json, 400],
      ['has a prototype key inside', '{"a":{"constructor":{"prototype":1}}}', json, 400],
      ['is nested deep', `{"a":${'['.repeat(50)}${']'.repeat(50)}}`, json, 400],
      ['has a null character in JSON', '{"name":"a\\u0000b"}', json, 400],
      [
        'has a null character',
        'name=a%00b',
        { 'content-type': 'application/x-www-form-urlencoded' },
        400,
      ],
      [
        'has a field twice',
        'id=1&id=7',
        { 'content-type': 'application/x-www-form-urlencoded' },
        400,
      ],
      [
        'has a field as a list',
        'id[]=1',
        { 'content-type': 'application/x-www-form-urlencoded' },
        400,
      ],
      [
        'has a prototype field',
        '__proto__.role=admin',
        { 'content-type': 'application/x-www-form-urlencoded' },
        400,
      ],
      ['is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), json, 400],
      ['has a file', multipart(file).body, multipart().headers, 400],
      ['has a broken part', '--b\r\nnonsense', multipart().headers, 400],
      ['has no boundary', 'x', { 'content-type': 'multipart/form-data' }, 400],
      ['is of a strange type', '<a/>', { 'content-type': 'text/xml' }, 415],
      ['has no type', 'name=x', {}, 415],
      ['is compressed', '{}', { ...json, 'content-encoding': 'gzip' }, 415],
      ['is large', `{"name":"${'x'.repeat(1_000_000)}"}`, json, 413],
      [
        'is large and does not say so',
        'x'.repeat(1_100_000),
        { ...json, 'transfer-encoding': 'chunked' },
        413,
      ],
      [
        'has very many form fields',
        new URLSearchParams(fields(3000)).toString(),
        { 'content-type': 'application/x-www-form-urlencoded' },
        400,
      ],
    ];
    const found = await each(probes, async ([what, body, headers]) => {
      const reply = await browser.post(`${API}/actions/new`, body, headers);
      expectPlain(reply.text);
      const { message, requestId } = JSON.parse(reply.text) as Record<string, string>;
      expect(message).toMatch(/\w/);
      expect(requestId).toBe(reply.headers['x-request-id']);
      return [what, reply.status];
    });
    expect(found).toEqual(probes.map(([what, , , status]) => [what, status]));
    expect(door.reached).toEqual([]);
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });

  function fields(count: number): Record<string, string> {
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 'x']));
  }
});

describe('a tab of another login', () => {
  it('is told so instead of acting as somebody else', async () => {
    const { door, browser } = await signedIn();
    const [ada] = await door.rows(`SELECT id FROM users WHERE username = 'ada'`);
    const tab = { 'x-signed-in-as': String(ada?.['id']) };
    expect((await browser.post(`${API}/actions/new`, { name: 'x' }, tab)).status).toBe(200);
    await door.user('mallory');
    await browser.signIn('mallory');
    const reply = await browser.post(`${API}/actions/new`, { name: 'x' }, tab);
    expect(reply.status).toBe(412);
    expect(JSON.parse(reply.text)).toMatchObject({
      message: 'this browser is signed in as mallory now; reload the page',
    });
    expect(door.reached).toHaveLength(1);
  });
});

describe('what goes wrong inside', () => {
  const named = (name: string) => Object.assign(new Error('resources: users, wagers'), { name });
  const secret = new Error('SELECT password_hash FROM users at /srv/app.js:1:2');

  it.each<[string, unknown, number, RegExp]>([
    ['a refusal', new DomainError('conflict', 'wager W-1 is settled'), 409, /wager W-1 is settled/],
    ['a rule', new DomainError('constraint', 'is already taken'), 422, /is already taken/],
    ['an outage', new DomainError('unavailable', 'the database is away'), 503, /away/],
    ['a missing record', named('NotFoundError'), 404, /no such record/],
    ['a forbidden action', named('ForbiddenError'), 403, /not open/],
    ['a defect', secret, 500, /something went wrong here/],
    ['a thrown text', 'SELECT 1', 500, /something went wrong here/],
    ['a configuration', new DomainError('configuration', 'key k1 of DATA_KEY'), 500, /went wrong/],
  ])('%s is told in plain words', async (_what, error, status, message) => {
    const { door, browser } = await signedIn((_request, _response, next) => next(error));
    const call = await browser.get(`${API}/actions/list`);
    expect(call.status).toBe(status);
    expect((JSON.parse(call.text) as { message: string }).message).toMatch(message);
    const page = await browser.get('/admin/pages/figures');
    expect(page.status).toBe(status);
    expect(page.headers['content-type']).toContain('text/html');
    for (const { text } of [call, page]) {
      expect(text).not.toMatch(/password_hash|users, wagers|app\.js|DATA_KEY|SELECT/);
    }
    const logged = door.log.filter(({ msg }) => msg === 'request failed');
    expect(logged).toHaveLength(status >= 500 ? 2 : 0);
  });
});
