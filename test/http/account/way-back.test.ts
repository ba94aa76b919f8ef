import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../helpers/books/logins.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor } from '../../helpers/http/front-door.js';

/** The way back after a session has ended: to the page that noticed it, through the sign-in page. */

const SIGNED_IN = '/admin/account/signed-in';
const nextOf = (path: string) => `next=${encodeURIComponent(path)}`;

describe('the login of a browser', () => {
  it('pages read who is signed in: nobody, the login, and nobody after its deactivation', async () => {
    const door = await openFrontDoor(embedded);
    const { userId } = await door.user('ada');
    await door.user('eve'); // the last administrator stays active
    const browser = door.browser();
    const read = async () => {
      const { status, text } = await browser.get('/admin/api/session');
      return [status, JSON.parse(text) as unknown];
    };
    expect(await read()).toEqual([200, { login: null }]);
    await browser.signIn('ada');
    expect(await read()).toEqual([200, { login: { userId, username: 'ada' } }]);
    await door.context.database
      .prepare(`UPDATE users SET status = 'suspended' WHERE username = 'ada'`)
      .run();
    expect(await read()).toEqual([200, { login: null }]);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await browser.get('/admin/api/session', elsewhere)).status).toBe(403);
  });

  it('a login without its second factor is not signed in yet', async () => {
    const door = await openFrontDoor(embedded);
    await door.user('ada');
    await door.context.database.prepare(`UPDATE users SET totp_enabled_at = 'x'`).run();
    const browser = door.browser();
    await browser.signIn('ada');
    expect((await browser.get('/admin/api/session')).text).toBe('{"login":null}');
  });
});

describe('a sign-in that begins on a page', () => {
  it('leads back to that page, in the language of the login', async () => {
    const door = await openFrontDoor(embedded);
    await door.user('ada');
    const browser = door.browser({ 'accept-language': 'es' });
    expect((await browser.get(SIGNED_IN)).headers.location).toBe(
      `/admin/login?${nextOf(SIGNED_IN)}`,
    );
    const fields = { login: 'ada', password: PASSWORD, next: SIGNED_IN };
    const reply = await browser.post('/admin/login', fields);
    expect(reply.headers.location).toBe(SIGNED_IN);
    const page = await browser.get(SIGNED_IN);
    expect(page.text).toContain('En este navegador está abierta la sesión de ada.');
    expect(page.text).toContain('Vuelva a la pestaña de la que vino');
  });

  it('leads back to that page after another login has signed out', async () => {
    const door = await openFrontDoor(embedded);
    await door.user('gus');
    const browser = door.browser();
    await browser.signIn('gus');
    const question = await browser.get(`/admin/logout?${nextOf(SIGNED_IN)}`);
    const action = /action="([^"]+)"/.exec(question.text)?.[1] ?? '';
    expect(action).toBe(`/admin/logout?${nextOf(SIGNED_IN)}`);
    const login = `/admin/login?${nextOf(SIGNED_IN)}`;
    expect((await browser.post(action)).headers.location).toBe(login);
    expect((await browser.get(action)).headers.location).toBe(login);
  });

  it('never leads to another site', async () => {
    const door = await openFrontDoor(embedded);
    const browser = door.browser();
    for (const wanted of ['https://evil.test/', '//evil.test', '/admin/api/session']) {
      const reply = await browser.post(`/admin/logout?${nextOf(wanted)}`);
      expect(reply.headers.location, wanted).toBe('/admin/login');
    }
  });

  it('keeps the address to return to when the second factor comes too late', async () => {
    const door = await openFrontDoor(embedded);
    const browser = door.browser();
    const login = `/admin/login?${nextOf(SIGNED_IN)}`;
    const asked = await browser.get(`/admin/login/second-factor?${nextOf(SIGNED_IN)}`);
    expect(asked.headers.location).toBe(login);
    const sent = await browser.post('/admin/login/second-factor', { code: '1', next: SIGNED_IN });
    expect(sent.headers.location).toBe(login);
  });
});

describe('an account form sent after the end of the session', () => {
  it('is refused with a link through the sign-in page back to the form', async () => {
    const door = await openFrontDoor(embedded);
    const browser = door.browser();
    const send = (headers: Record<string, string>) =>
      browser.post('/admin/account/password', { current: 'x' }, headers);
    const host = `127.0.0.1:${door.port}`;
    const known = await send({ host, referer: `http://${host}/admin/account/password` });
    expect(known.status).toBe(401);
    expect(known.text).toContain(`href="/admin/login?${nextOf('/admin/account/password')}"`);
    const foreign = await send({ host, referer: 'https://evil.test/admin/account' });
    expect(foreign.text).toContain('href="/admin/login"');
  });
});
