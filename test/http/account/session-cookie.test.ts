import { describe, expect, it } from 'vitest';
import { embedded } from '../../helpers/engines/engines.js';
import {
  LOGIN,
  PANEL,
  SESSION_COOKIE,
  nextClick,
  openFrontDoor,
  type Browser,
  type FrontDoor,
} from '../../helpers/http/front-door.js';

describe('the session cookie', () => {
  const cookieLine = async (door: FrontDoor, browser: Browser) => {
    await door.user('ada');
    const reply = await browser.signIn('ada');
    const lines = reply.headers['set-cookie'] ?? [];
    const lineOf = (name: string) => lines.find((line) => line.startsWith(`${name}=`)) ?? '';
    return { reply, line: lineOf(SESSION_COOKIE) || lineOf(`__Host-${SESSION_COOKIE}`) };
  };

  it('hides from scripts and other sites, and ends with the browser', async () => {
    const door = await openFrontDoor(embedded);
    const { line } = await cookieLine(door, door.browser());
    expect(line).toMatch(/^fire22=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const anonymous = await door.browser().get('/admin/login');
    expect(anonymous.headers['set-cookie']).toBeUndefined();
  });

  it('is Secure in production, behind a proxy that ends TLS', async () => {
    const door = await openFrontDoor(embedded, { NODE_ENV: 'production', TRUST_PROXY: '1' });
    const browser = door.browser({ 'x-forwarded-proto': 'https' });
    const { reply, line } = await cookieLine(door, browser);
    expect(line).toMatch(/^__Host-fire22=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(reply.headers['strict-transport-security']).toContain('max-age=31536000');
    expect((await browser.get(PANEL)).status).toBe(200);
  });

  it('is refused in production over plain HTTP, with the way out', async () => {
    const door = await openFrontDoor(embedded, { NODE_ENV: 'production' });
    const browser = door.browser({ 'x-forwarded-proto': 'https' });
    const { reply } = await cookieLine(door, browser);
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('set TRUST_PROXY');
    expect(await door.rows('SELECT * FROM sessions')).toEqual([]);
  });

  it.each<[string, (signed: string) => string]>([
    ['tampered with', (signed) => signed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['without its signature', (signed) => signed.split('.')[0] ?? ''],
    ['signed with another key', (signed) => `${signed.split('.')[0] ?? ''}.${'A'.repeat(43)}`],
    ['of the stored hash', () => 's%3Ahash'],
    ['empty', () => ''],
    ['nonsense', () => '%00%ff;;=,"'],
    ['enormous', () => 'x'.repeat(7000)],
  ])('opens no session when it is %s', async (_what, change) => {
    const door = await openFrontDoor(embedded);
    await door.user('ada');
    const browser = door.browser();
    await browser.signIn('ada');
    browser.cookies.set(SESSION_COOKIE, change(browser.cookies.get(SESSION_COOKIE) ?? ''));
    expect(await nextClick(browser)).toBe(LOGIN);
    expect(door.reached).toEqual([]);
  });

  it('keeps two browsers of two users apart', async () => {
    const door = await openFrontDoor(embedded);
    await door.user('ada');
    await door.user('eve');
    const [ada, eve] = [door.browser(), door.browser()];
    await Promise.all([ada.signIn('ada'), eve.signIn('eve')]);
    await Promise.all([ada.get(PANEL), eve.get(PANEL), ada.get(PANEL), eve.get(PANEL)]);
    const names = door.reached.map(({ user }) => (user as { username: string }).username).sort();
    expect(names).toEqual(['ada', 'ada', 'eve', 'eve']);
    expect(JSON.stringify(await door.rows('SELECT data FROM sessions'))).not.toContain('ada');
  });
});
