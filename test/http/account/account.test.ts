import { Secret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { setPassword } from '../../../src/services/accounts/change-password.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import {
  PANEL,
  openFrontDoor,
  type Browser,
  type FrontDoor,
} from '../../helpers/http/front-door.js';

const NEW_PASSWORD = 'eleven loud geese';

function codeFrom(door: FrontDoor, page: string): string {
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return totp.generate({ timestamp: door.clock.now().getTime() });
}

type Three = [Browser, Browser, Browser];

const recoveryCodes = (page: string) =>
  [...page.matchAll(/<li>([0-9a-z-]{19})<\/li>/g)].map(([, code]) => code ?? '');

describeOnSqlite('the account page', (engine) => {
  it('changes the password, keeps this session and ends the others', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const [here, there] = [door.browser(), door.browser()];
    await here.signIn('ada');
    await there.signIn('ada');
    const form = { current: PASSWORD, password: NEW_PASSWORD, again: NEW_PASSWORD };
    const differing = await here.post('/admin/account/password', { ...form, again: 'other' });
    expect(differing.status).toBe(400);
    expect(differing.text).toContain('The two new passwords differ.');
    const wrong = await here.post('/admin/account/password', { ...form, current: 'wrong' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).not.toContain(NEW_PASSWORD);
    expect((await there.get(PANEL)).status).toBe(200);
    const changed = await here.post('/admin/account/password', form);
    expect(changed.headers.location).toBe('/admin/account?done=password');
    expect((await here.get(changed.headers.location ?? '')).text).toContain(
      'Your password is changed.',
    );
    expect((await there.get(PANEL)).status).toBe(303);
    expect((await door.browser().signIn('ada', PASSWORD)).status).toBe(401);
    expect((await door.browser().signIn('ada', NEW_PASSWORD)).status).toBe(303);
  });

  it('demands a new password first after an administrator has set one', async () => {
    const door = await openFrontDoor(engine);
    const admin = await door.user('grace');
    const { userId } = await door.user('ada');
    await setPassword(door.context, admin, { userId, password: NEW_PASSWORD });
    const browser = door.browser();
    await browser.signIn('ada', NEW_PASSWORD);
    for (const path of [PANEL, '/admin', '/admin/account', '/admin/account/second-factor']) {
      const reply = await browser.get(path);
      expect([path, reply.headers.location]).toEqual([path, '/admin/account/password']);
    }
    const call = await browser.get('/admin/api/dashboard');
    expect(call.status).toBe(403);
    expect(JSON.parse(call.text)).toMatchObject({
      message: 'change your password first; open /admin/account/password',
    });
    await browser.post('/admin/account/password', {
      current: NEW_PASSWORD,
      password: 'twelve slow snails',
      again: 'twelve slow snails',
    });
    expect((await browser.get(PANEL)).status).toBe(200);
  });

  it('sets up a second factor, signs in with it, and takes it off with password and code', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    const page = '/admin/account/second-factor';
    await browser.signIn('ada');
    expect((await browser.post(page, { do: 'start' })).status).toBe(403);
    expect((await browser.post(page, { do: 'start', password: 'wrong' })).status).toBe(400);
    const shown = await browser.post(page, { do: 'start', password: PASSWORD });
    expect(shown.text).toContain('<svg');
    expect((await browser.get(page)).text).toContain('<svg');
    expect((await browser.post(page, { do: 'confirm', code: '000000' })).status).toBe(400);
    const on = await browser.post(page, { do: 'confirm', code: codeFrom(door, shown.text) });
    const codes = recoveryCodes(on.text);
    expect(codes).toHaveLength(10);
    expect((await browser.get(page)).text).not.toContain(codes[0]);
    door.clock.advance({ minutes: 1 });

    const other = door.browser();
    const step = await other.signIn('ada');
    expect(step.headers.location).toBe('/admin/login/second-factor?next=%2Fadmin');
    // Nobody is signed in yet.
    expect((await other.get(PANEL)).status).toBe(303);
    expect((await other.get('/admin/api/dashboard')).status).toBe(401);
    expect(await door.rows('SELECT user_id FROM sessions WHERE user_id IS NULL')).toHaveLength(1);
    const half = new Map(other.cookies);
    const wrong = await other.post('/admin/login/second-factor', { code: '000000' });
    expect(wrong.status).toBe(401);
    const right = await other.post('/admin/login/second-factor', {
      code: codeFrom(door, shown.text),
      next: PANEL,
    });
    expect([right.status, right.headers.location]).toEqual([303, PANEL]);
    expect(other.cookies).not.toEqual(half);
    expect((await other.get(PANEL)).status).toBe(200);

    const third = door.browser();
    await third.signIn('ada');
    door.clock.advance({ minutes: 11 });
    const late = await third.post('/admin/login/second-factor', { code: codes[0] ?? '' });
    expect(late.headers.location).toBe('/admin/login');

    const code = () => codeFrom(door, shown.text);
    expect((await other.post(page, { do: 'remove', password: 'wrong', code: code() })).status).toBe(
      400,
    );
    expect((await other.post(page, { do: 'remove', password: PASSWORD })).status).toBe(400);
    expect((await other.post(page, { do: 'remove' })).status).toBe(403);
    const renewed = await other.post(page, { do: 'renew', password: PASSWORD, code: code() });
    expect(recoveryCodes(renewed.text)).toHaveLength(10);
    const off = await other.post(page, { do: 'remove' });
    expect(off.headers.location).toBe('/admin/account?done=removed');
    expect((await door.browser().signIn('ada')).headers.location).toBe('/admin');
  });

  it('requires a second factor of administrators when the configuration demands it', async () => {
    const door = await openFrontDoor(engine, { REQUIRE_ADMIN_2FA: 'true' });
    await door.user('ada');
    await door.user('agnes', 'agent', { agentId: await door.agent('a1') });
    const [admin, agent] = [door.browser(), door.browser()];
    await admin.signIn('ada');
    await agent.signIn('agnes');
    expect((await agent.get(PANEL)).status).toBe(200);
    const page = '/admin/account/second-factor';
    expect((await admin.get(PANEL)).headers.location).toBe(page);
    expect((await admin.get('/admin/api/dashboard')).status).toBe(403);
    const shown = await admin.post(page, { do: 'start', password: PASSWORD });
    await admin.post(page, { do: 'confirm', code: codeFrom(door, shown.text) });
    expect((await admin.get(PANEL)).status).toBe(200);
    door.clock.advance({ minutes: 1 });
    const again = { password: PASSWORD, code: codeFrom(door, shown.text) };
    const refused = await admin.post(page, { do: 'remove', ...again });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('cannot be turned off');
    expect((await admin.get(PANEL)).status).toBe(200);
  });

  it('lists the sessions of its login, ends one or all others, and never those of another login', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    await door.user('eve');
    const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/130.0' };
    const [here, there, everywhere] = [1, 2, 3].map(() => door.browser(firefox)) as Three;
    const eve = door.browser(firefox);
    for (const browser of [here, there, everywhere]) await browser.signIn('ada');
    await eve.signIn('eve');
    const page = await here.get('/admin/account');
    const [, sessions = ''] = /Where you are signed in([^]*?)<\/section>/.exec(page.text) ?? [];
    expect(sessions.match(/Firefox on Linux/g)).toHaveLength(3);
    const ids = [...page.text.matchAll(/name="id" value="([0-9a-f]{64})"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    const stolen = await eve.post('/admin/account/sessions', { id: ids[0] ?? '' });
    expect(stolen.status).toBe(404);
    await here.post('/admin/account/sessions', { id: ids[0] ?? '' });
    const left = await Promise.all([there, everywhere].map((browser) => browser.get(PANEL)));
    expect(left.map(({ status }) => status).sort()).toEqual([200, 303]);
    await here.post('/admin/account/sessions', { all: 'others' });
    expect((await there.get(PANEL)).status).toBe(303);
    expect((await everywhere.get(PANEL)).status).toBe(303);
    expect((await here.get(PANEL)).status).toBe(200);
    expect((await eve.get(PANEL)).status).toBe(200);
  });
});
