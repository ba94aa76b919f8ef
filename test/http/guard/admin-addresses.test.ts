import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { embedded } from '../../helpers/engines/engines.js';
import { nextClick, openFrontDoor, type FrontDoor } from '../../helpers/http/front-door.js';

/** The addresses from which administrators work. */

const env = { ADMIN_ADDRESSES: '203.0.113.0/24, 2001:db8::/32', TRUST_PROXY: 'loopback' };
const OFFICE = { 'x-forwarded-for': '203.0.113.9' };
const ELSEWHERE = { 'x-forwarded-for': '198.51.100.5' };

/** The parts of a refusal that a reader sees; each has a number and a nonce of its own. */
const seen = ({ status, text }: { status: number; text: string }) => [
  status,
  text.replace(/nonce-?="?[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}/g, ''),
];

const reasons = (door: FrontDoor) =>
  door.rows(
    `SELECT action, reason FROM audit_log WHERE action IN ('login.failed', 'session.refused')`,
  );

describe('ADMIN_ADDRESSES', () => {
  it('lets administrators sign in from there only, and says the same of a right password', async () => {
    const door = await openFrontDoor(embedded, env);
    await door.user('ada');
    expect((await door.browser(OFFICE).signIn('ada')).status).toBe(303);
    expect((await door.browser({ 'x-forwarded-for': '2001:db8::7' }).signIn('ada')).status).toBe(
      303,
    );
    const right = await door.browser(ELSEWHERE).signIn('ada');
    const wrong = await door.browser(ELSEWHERE).signIn('ada', 'not the password');
    expect(right.status).toBe(401);
    expect(seen(right)).toEqual(seen(wrong));
    expect(right.headers['set-cookie']).toBeUndefined();
    expect(await reasons(door)).toEqual([
      { action: 'login.failed', reason: 'address outside ADMIN_ADDRESSES' },
      { action: 'login.failed', reason: 'wrong password' },
    ]);
    const junk = { 'x-forwarded-for': "203.0.113.9' OR 1=1" };
    expect((await door.browser(junk).signIn('ada')).status).toBe(401);
  });

  it('ends a session of an administrator that is used elsewhere, once and for all', async () => {
    const door = await openFrontDoor(embedded, env);
    await door.user('ada');
    const browser = door.browser(OFFICE);
    await browser.signIn('ada');
    expect(await nextClick(browser)).toBe(200);
    const thief = door.browser(ELSEWHERE);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    const page = await thief.get('/admin/resources/customers');
    expect(page.status).toBe(403);
    expect(page.text).toContain('this address is not open to administrators');
    expect((await thief.get('/admin/resources/customers')).status).toBe(303);
    expect(await nextClick(browser)).toMatch(/^\/admin\/login/);
    expect(await reasons(door)).toEqual([
      { action: 'session.refused', reason: 'address outside ADMIN_ADDRESSES' },
    ]);
  });

  it.each(['/admin/api/session', '/admin/login', '/admin/account', '/admin/api/dashboard'])(
    'tells a session that is used elsewhere nothing at %s',
    async (path) => {
      const door = await openFrontDoor(embedded, env);
      await door.user('ada');
      const browser = door.browser(OFFICE);
      await browser.signIn('ada');
      const reply = await browser.get(path, ELSEWHERE);
      expect(reply.status).toBe(403);
      expect(reply.text).not.toContain('ada');
    },
  );

  it('is nothing to agents and customers', async () => {
    const door = await openFrontDoor(embedded, env);
    await door.user('gus', 'agent', { agentId: await door.agent('a1') });
    const browser = door.browser(ELSEWHERE);
    expect((await browser.signIn('gus')).status).toBe(303);
    expect(await nextClick(browser)).toBe(200);
  });

  it.each(['office', '10.0.0.0/33', '10.0.0.1,', ',', '10.0.0.1;10.0.0.2'])(
    'is refused at the start as %o',
    (value) => {
      expect(() => readConfig({ ADMIN_ADDRESSES: value })).toThrow(
        /ADMIN_ADDRESSES: must be addresses or networks/,
      );
    },
  );
});

describe('PUBLIC_URL', () => {
  it.each([
    ...['book.example.com', 'https://', 'ftp://book.example.com', 'https://book.example.com/admin'],
    ...[
      'https://*.example.com',
      'https://u:p@book.example.com',
      'https://a.example,',
      'https://a?b',
    ],
  ])('is refused at the start as %o', (value) => {
    expect(() => readConfig({ PUBLIC_URL: value })).toThrow(/PUBLIC_URL: must be an address/);
  });
});
