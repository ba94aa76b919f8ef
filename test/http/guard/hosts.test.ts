import { describe, expect, it } from 'vitest';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor, type FrontDoor } from '../../helpers/http/front-door.js';
import { each, expectPlain } from './guard-probes.js';

/** The names under which the server answers. */

const PUBLIC = { PUBLIC_URL: 'https://book.example.com, http://127.0.0.1:3000' };

const statusOf = async (door: FrontDoor, path: string, headers: Record<string, string>) =>
  (await door.ask(path, { headers: { 'sec-fetch-site': 'same-origin', ...headers } })).status;

describe('without PUBLIC_URL, outside production', () => {
  it.each([
    ...['localhost', 'localhost:3000', 'LOCALHOST', 'book.localhost:80', '127.0.0.1:3000'],
    ...['127.9.9.9', '[::1]', '[::1]:3000', '192.168.1.20:3000', '[fe80::1]'],
  ])('answers under %s', async (host) => {
    const door = await openFrontDoor(embedded);
    expect(await statusOf(door, '/admin/login', { host })).toBe(200);
  });

  it.each([
    ...['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example'],
    ...[
      'evillocalhost',
      '0x7f.1',
      '2130706433',
      '127.1',
      '[::1',
      '::1',
      'localhost:x',
      'a@localhost',
    ],
    ...['localhost.', 'localhost:1:2', '127.0.0.1/evil'],
  ])('refuses %s, which an attacker may point here', async (host) => {
    const door = await openFrontDoor(embedded);
    await door.user('ada');
    const browser = door.browser({ host });
    for (const path of ['/', '/admin', '/admin/login', '/admin/api/session', '/nothing']) {
      const reply = await browser.get(path);
      expect([path, reply.status]).toEqual([path, 421]);
      expect(reply.text).toMatch(/this server does not answer under this name/i);
      expect(reply.text).toContain(String(reply.headers['x-request-id']));
      expect(reply.headers['set-cookie']).toBeUndefined();
      expectPlain(reply.text.replace('evil.example', ''));
    }
    expect((await browser.signIn('ada')).status).toBe(421);
    expect(await door.rows('SELECT id FROM login_attempts')).toEqual([]);
  });

  it('answers under the name of HOST', async () => {
    const door = await openFrontDoor(embedded, { HOST: 'book.internal' });
    expect(await statusOf(door, '/admin/login', { host: 'book.internal:3000' })).toBe(200);
    expect(await statusOf(door, '/admin/login', { host: 'other.internal' })).toBe(421);
  });
});

describe('with PUBLIC_URL', () => {
  it('answers under its names and their default ports only', async () => {
    const door = await openFrontDoor(embedded, PUBLIC);
    const probes: [string, number][] = [
      ['book.example.com', 200],
      ['BOOK.example.com:443', 200],
      ['127.0.0.1:3000', 200],
      ['book.example.com:80', 421],
      ['book.example.com:8443', 421],
      ['127.0.0.1', 421],
      ['localhost:3000', 421],
      ['www.book.example.com', 421],
      ['book.example.com.evil.example', 421],
      ['192.168.1.20:3000', 421],
    ];
    const found = await each(probes, async ([host]) => [
      host,
      await statusOf(door, '/admin/login', { host }),
    ]);
    expect(found).toEqual(probes);
  });

  it('leads from another name to the first of its own, in the language of the reader', async () => {
    const door = await openFrontDoor(embedded, PUBLIC);
    const reply = await door.ask('/admin/resources/customers', {
      headers: { host: 'old.example.com', 'accept-language': 'es' },
    });
    expect(reply.status).toBe(421);
    expect(reply.text).toContain('Este servidor no responde bajo este nombre');
    expect(reply.text).toContain('href="https://book.example.com/admin"');
    const api = await door.ask('/admin/api/session', { headers: { host: 'old.example.com' } });
    expect(JSON.parse(api.text)).toMatchObject({
      message: 'this server does not answer under this name; open https://book.example.com/admin',
    });
  });

  it('lets probes and the style of its page pass', async () => {
    const door = await openFrontDoor(embedded, PUBLIC);
    const host = '10.0.0.7:3000';
    expect(await statusOf(door, '/healthz', { host })).toBe(200);
    expect((await door.ask('/admin', { headers: { host } })).status).toBe(421);
    const [, style = ''] =
      /href="([^"]+\.css)"/.exec((await door.ask('/admin', { headers: { host } })).text) ?? [];
    expect(await statusOf(door, style, { host })).toBe(200);
  });

  it('believes the name of a proxy that is trusted, and of no other', async () => {
    const headers = { host: '10.0.0.7:3000', 'x-forwarded-host': 'book.example.com' };
    const untrusted = await openFrontDoor(embedded, PUBLIC);
    expect(await statusOf(untrusted, '/admin/login', headers)).toBe(421);
    const trusted = await openFrontDoor(embedded, { ...PUBLIC, TRUST_PROXY: 'loopback' });
    expect(await statusOf(trusted, '/admin/login', headers)).toBe(200);
    const forged = { host: 'book.example.com', 'x-forwarded-host': 'evil.example' };
    expect(await statusOf(trusted, '/admin/login', forged)).toBe(421);
    const before = { ...forged, 'x-forwarded-host': 'evil.example, book.example.com' };
    expect(await statusOf(trusted, '/admin/login', before)).toBe(421);
  });

  it('takes pages of the scheme that it names for pages of its own', async () => {
    const door = await openFrontDoor(embedded, PUBLIC);
    const post = async (origin: string) => {
      const headers = { host: 'book.example.com', origin };
      const body = { login: 'nobody', password: 'wrong' };
      return (await door.ask('/admin/login', { method: 'POST', headers, body })).status;
    };
    expect(await post('https://book.example.com')).toBe(401);
    expect(await post('http://book.example.com')).toBe(403);
    expect(await post('http://127.0.0.1:3000')).toBe(403);
  });
});

describe('redirects', () => {
  it('name no host', async () => {
    const door = await openFrontDoor(embedded, PUBLIC);
    const headers = { host: 'book.example.com' };
    for (const path of ['/', '/admin', '/admin/resources/customers', '/admin/logout']) {
      const { location } = (await door.ask(path, { headers })).headers;
      expect([path, location]).toEqual([path, expect.stringMatching(/^\/admin(?![^/?])/)]);
    }
  });
});
