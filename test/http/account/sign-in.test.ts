import { describe, expect, it } from 'vitest';
import { safeNext } from '../../../src/http/account/next-page.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import {
  LOGIN,
  PANEL,
  SESSION_COOKIE,
  nextClick,
  openFrontDoor,
} from '../../helpers/http/front-door.js';

describeOnEngines('signing in', (engine) => {
  it('takes a username or an email and leads to the requested page', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    const asked = await browser.get(`${PANEL}?page=2`);
    expect(asked.status).toBe(303);
    const form = await browser.get(asked.headers.location ?? '');
    expect(form.text).toContain(`value="${PANEL}?page=2"`);
    const reply = await browser.post('/admin/login', {
      login: 'Ada@example.test',
      password: PASSWORD,
      next: `${PANEL}?page=2`,
    });
    expect([reply.status, reply.headers.location]).toEqual([303, `${PANEL}?page=2`]);
    expect((await browser.get(`${PANEL}?page=2`)).status).toBe(200);
    expect(door.reached).toMatchObject([{ role: 'admin', user: { username: 'ada' } }]);
    expect((await browser.get('/admin/login')).headers.location).toBe('/admin');
  });

  it('renews the session id, so that a planted one is worth nothing', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    await door.user('eve');
    const attacker = door.browser();
    await attacker.signIn('eve');
    const planted = attacker.cookies.get(SESSION_COOKIE) ?? '';
    const victim = door.browser();
    victim.cookies.set(SESSION_COOKIE, planted);
    await victim.signIn('ada');
    expect(victim.cookies.get(SESSION_COOKIE)).not.toBe(planted);
    expect(await nextClick(victim)).toBe(200);
    expect(await nextClick(attacker)).toBe(LOGIN);
  });

  it('shows a wrong password and a lock on the page, and keeps all input but the password', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    const wrong = await browser.signIn('"><script>alert(1)</script>', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('Username or password is not right.');
    expect(wrong.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(wrong.text).not.toContain('not the password');
    expect(browser.cookies.size).toBe(0);
    const replies = [];
    for (let index = 0; index < 6; index += 1) replies.push(await browser.signIn('ada', 'wrong'));
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(replies[5]?.text).toContain(
      'Too many failed sign-ins; try again in 1 minute, or use a browser',
    );
    expect(replies[5]?.headers['retry-after']).toBe('60');
    expect((await browser.post('/admin/login', { login: '', password: '' })).status).toBe(400);
  });

  it('ends for a first password after its day, and tells nobody else', async () => {
    const door = await openFrontDoor(engine, { FIRST_PASSWORD_DAYS: '3' });
    await door.user('ada');
    await door.rows(
      `UPDATE users SET must_change_password = 1 WHERE username = 'ada' RETURNING id`,
    );
    expect((await door.browser().signIn('ada')).status).toBe(303);
    door.clock.advance({ minutes: 4 * 24 * 60 });
    const wrong = await door.browser().signIn('ada', 'not the password');
    const unknown = await door.browser().signIn('nobody', 'not the password');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text.replaceAll('ada', 'nobody')).toBe(unknown.text);
    const right = await door.browser().signIn('ada');
    expect(right.status).toBe(403);
    expect(right.text).toContain('had to be changed by 2026-03-05; ask the book’s administrator');
    expect(right.headers['set-cookie']).toBeUndefined();
  });

  it('ends by signing out, by POST only', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    await browser.signIn('ada');
    const stolen = door.browser();
    stolen.cookies.set(SESSION_COOKIE, browser.cookies.get(SESSION_COOKIE) ?? '');
    const page = await browser.get('/admin/logout');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<form method="post" action="/admin/logout"');
    expect(await nextClick(browser)).toBe(200);
    const out = await browser.post('/admin/logout');
    expect([out.status, out.headers.location]).toEqual([303, '/admin/login']);
    expect([...browser.cookies.keys()]).toEqual(['fire22-device']);
    expect(await nextClick(stolen)).toBe(LOGIN);
    expect(await door.rows('SELECT type FROM activities ORDER BY id')).toEqual([
      { type: 'login' },
      { type: 'logout' },
    ]);
    expect((await browser.post('/admin/logout')).status).toBe(303);
    expect(await door.rows('SELECT type FROM activities')).toHaveLength(2);
  });

  it.each<[string, string, string]>([
    ['deactivated', `UPDATE users SET status = 'inactive' WHERE username = 'agnes'`, LOGIN],
    ['suspended', `UPDATE users SET status = 'suspended' WHERE username = 'agnes'`, LOGIN],
    ['of a suspended agent', `UPDATE agents SET status = 'suspended' WHERE id = 'a1'`, LOGIN],
    ['of a deactivated agent', `UPDATE agents SET status = 'inactive' WHERE id = 'a1'`, LOGIN],
    [
      'to change its password',
      `UPDATE users SET must_change_password = 1 WHERE username = 'agnes'`,
      '/admin/account/password',
    ],
  ])('is over at the next click of a login that is %s', async (_what, change, where) => {
    const door = await openFrontDoor(engine);
    await door.user('agnes', 'agent', { agentId: await door.agent('a1') });
    const browser = door.browser();
    await browser.signIn('agnes');
    expect(await nextClick(browser)).toBe(200);
    await door.rows(`${change} RETURNING id`);
    expect(await nextClick(browser)).toBe(where);
    const landed = await browser.get(where);
    expect(landed.status).toBe(200);
    if (where === LOGIN) expect(landed.text).toMatch(/role="alert"[^>]*>\s*This login/);
    const call = await browser.get('/admin/api/resources/customers/actions/list');
    expect(call.status).toBe(where === LOGIN ? 401 : 403);
    expect(JSON.parse(call.text)).toMatchObject({ notice: { type: 'error' } });
    expect(door.reached).toHaveLength(1);
  });

  it('gives a session the current role of its login', async () => {
    const door = await openFrontDoor(engine);
    const { userId } = await door.user('ada');
    const browser = door.browser();
    await browser.signIn('ada');
    await door.agent('a1');
    await door.user('grace');
    await door.rows(
      `UPDATE users SET role = 'agent', agent_id = 'a1' WHERE id = ? RETURNING id`,
      userId,
    );
    await nextClick(browser);
    expect(door.reached).toMatchObject([{ role: 'agent', user: { role: 'agent', agentId: 'a1' } }]);
  });

  it('lasts while the database takes no writes', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    await browser.signIn('ada');
    door.clock.advance({ minutes: 2 });
    await door.context.database
      .prepare(
        `CREATE TRIGGER no_writes BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'no'); END`,
      )
      .run();
    expect(await nextClick(browser)).toBe(200);
    expect(door.log.map(({ msg }) => msg)).toContain('the use of a session was not noted');
  });

  it('ends after idling and after its hours, whichever is first', async () => {
    const door = await openFrontDoor(engine, { SESSION_IDLE_MINUTES: '30', SESSION_HOURS: '1' });
    await door.user('ada');
    const browser = door.browser();
    await browser.signIn('ada');
    for (const minutes of [29, 29]) {
      door.clock.advance({ minutes });
      expect(await nextClick(browser)).toBe(200);
    }
    door.clock.advance({ minutes: 2 });
    expect(await nextClick(browser)).toBe(LOGIN);
    await browser.signIn('ada');
    door.clock.advance({ minutes: 31 });
    expect(await nextClick(browser)).toBe(LOGIN);
  });
});

describe('the destination of a sign-in', () => {
  it.each([
    ['/admin/resources/wagers?filters.status=pending', undefined],
    ['/admin', undefined],
    [undefined, '/admin'],
    ['/admin?a=b', undefined],
    ['https://evil.example/admin', '/admin'],
    ['//evil.example/admin', '/admin'],
    ['/\\evil.example', '/admin'],
    ['/admin\\@evil.example', '/admin'],
    ['/admin/../../evil', '/admin'],
    ['/admin\r\nSet-Cookie: a=b', '/admin'],
    ['javascript:alert(1)', '/admin'],
    ['/admin/api/dashboard', '/admin'],
    ['/admin/logout', '/admin'],
    ['/administrator', '/admin'],
    [['/admin/x'], '/admin'],
  ])('is one of ours when %j is asked for', (wanted, expected) => {
    const next = safeNext(wanted);
    expect(next).toBe(expected ?? wanted);
  });
});
