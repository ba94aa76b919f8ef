import { describe, expect, it } from 'vitest';
import type { FrontDoor } from '../../helpers/http/front-door.js';
import { API, each, expectPlain, json, signedIn } from './guard-probes.js';

describe('the guard of origins', () => {
  const own = (door: FrontDoor) => `http://127.0.0.1:${door.port}`;
  type Headers = (door: FrontDoor) => Record<string, string>;

  it.each<[string, Headers]>([
    ['a page of ours', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['the address bar', () => ({ 'sec-fetch-site': 'none' })],
    ['our origin, by an older browser', (door) => ({ origin: own(door) })],
    ['our page, by an older browser', (door) => ({ referer: `${own(door)}/admin/x` })],
  ])('accepts a request from %s', async (_where, headersOf) => {
    await expectReplies(headersOf, 200);
  });

  it.each<[string, Headers]>([
    ['another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['another host of this site', () => ({ 'sec-fetch-site': 'same-site' })],
    [
      'another site that names our origin',
      (door) => ({ 'sec-fetch-site': 'cross-site', origin: own(door) }),
    ],
    ['another origin', () => ({ origin: 'https://evil.example' })],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['an origin that begins like ours', (door) => ({ origin: `${own(door)}.evil.example` })],
    ['a sandboxed frame', () => ({ origin: 'null' })],
    ['another page', () => ({ referer: 'https://evil.example/127.0.0.1' })],
    ['nowhere', () => ({})],
  ])('refuses a request from %s', async (_where, headersOf) => {
    await expectReplies(headersOf, 403);
  });

  async function expectReplies(headersOf: Headers, status: 200 | 403): Promise<void> {
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
  }
});

describe('an address that no page links to', () => {
  it('is refused for its query or its length', async () => {
    const { door, browser } = await signedIn();
    const addresses = [
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

  it('is no danger with SQL in a parameter or an id, which is only a text', async () => {
    const { door, browser } = await signedIn();
    const sql = encodeURIComponent(`' OR 1=1; DROP TABLE users; --`);
    expect((await browser.get(`${API}/records/${sql}/show`)).status).toBe(200);
    expect((await browser.get(`${API}/actions/list?filters.name=${sql}`)).status).toBe(200);
    expect((await browser.signIn(`' OR 1=1; --`)).status).toBe(401);
    expect(await door.rows(`SELECT username FROM users WHERE username = 'ada'`)).toHaveLength(1);
  });
});

describe('the body of a request', () => {
  const multipart = (...parts: string[]) => ({
    body: [...parts.map((part) => `--b\r\n${part}\r\n`), '--b--\r\n'].join(''),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const field = (name: string, value: string) =>
    `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;

  it('arrives as fields in every encoding', async () => {
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

  it('is refused before any handler when no form sends its kind', async () => {
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
