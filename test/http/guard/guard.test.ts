import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { verbatim } from '../../../src/messages/message.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor, type Ask } from '../../helpers/http/front-door.js';
import { API, each, expectPlain, signedIn } from './guard-probes.js';

describe('a request without a session', () => {
  it('reaches nothing but the sign-in page', async () => {
    const door = await openFrontDoor(embedded);
    const probes: [string, Ask, number][] = [
      ['/admin', {}, 303],
      ['/admin/', {}, 404],
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
      ['/admin/api/session', {}, 200],
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

  it('has a large body refused unread, and later requests answered', async () => {
    const door = await openFrontDoor(embedded);
    const browser = door.browser();
    const body = Buffer.alloc(10_000_000, 'x');
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await browser.post(`${API}/actions/new`, body, type)).status).toBe(401);
    expect((await browser.post('/admin/login', body, type)).status).toBe(413);
    expect((await browser.get('/healthz')).status).toBe(200);
  });
});

describe('each answer', () => {
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

  it('has a request id of the server, which the log and the error page name', async () => {
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

  it('is logged by its route, without any input', async () => {
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

describe('the routes of a role', () => {
  it('answer by their type and method, and nothing beside them answers', async () => {
    const { door, browser } = await signedIn();
    const probes: [string, string, number][] = [
      ['GET', '/admin', 200],
      ['GET', '/admin/resources/customers', 200],
      ['GET', API, 200],
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
      ['POST', API, 404],
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
      ['GET', '/admin/api/resources', 404],
      ['GET', '/admin/api/resources/users', 404],
      ['GET', '/admin/api/resources/toString', 404],
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
      ['GET', `${API}/records//show`, 404],
      ['GET', `${API}/records/c1/show/more`, 404],
      ['GET', `${API.toUpperCase()}/actions/list`, 404],
      ['GET', '/admin/api/resources/customers%00/actions/list', 404],
      ['GET', '/admin/frontend/assets/%2e%2e%2fpackage.json', 404],
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

describe('a tab of another login', () => {
  it('is refused with that reason instead of acting as the current login', async () => {
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

describe('unexpected errors', () => {
  const named = (name: string) => Object.assign(new Error('resources: users, wagers'), { name });
  const secret = new Error('SELECT password_hash FROM users at /srv/app.js:1:2');

  it.each<[string, unknown, number, RegExp]>([
    [
      'a refusal',
      new DomainError('conflict', verbatim('wager W-1 is settled')),
      409,
      /wager W-1 is settled/,
    ],
    [
      'a rule',
      new DomainError('constraint', verbatim('is already taken')),
      422,
      /is already taken/,
    ],
    [
      'an outage',
      new DomainError('unavailable', verbatim('cannot reach the database')),
      503,
      /cannot reach/,
    ],
    ['a missing record', named('NotFoundError'), 404, /no such record/],
    ['a forbidden action', named('ForbiddenError'), 403, /not open/],
    ['a defect', secret, 500, /something went wrong here/],
    ['a thrown text', 'SELECT 1', 500, /something went wrong here/],
    [
      'a configuration',
      new DomainError('configuration', verbatim('key k1 of DATA_KEY')),
      500,
      /went wrong/,
    ],
  ])('answer %s in plain words', async (_case, error, status, message) => {
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
