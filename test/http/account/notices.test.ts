import { expect, it } from 'vitest';
import { acceptSecondFactor } from '../../../src/services/accounts/login.js';
import {
  removeSecondFactor,
  renewRecoveryCodes,
} from '../../../src/services/accounts/second-factor.js';
import { noticeWrites, purgeNotices } from '../../../src/services/accounts/notices.js';
import { commitBatch } from '../../../src/db/batch.js';
import { enrol } from '../../helpers/books/second-factor.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import {
  openFrontDoor,
  PANEL,
  type Browser,
  type FrontDoor,
} from '../../helpers/http/front-door.js';

const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0' };
const BANNER = 'Was this you?';

async function openWithTwoBrowsers(engine: Parameters<typeof openFrontDoor>[0]) {
  const door = await openFrontDoor(engine, { TRUST_PROXY: '1' });
  const ada = await door.user('ada');
  const own = door.browser({ 'x-forwarded-for': '192.0.2.1' });
  await own.signIn('ada');
  const thief = door.browser({ ...firefox, 'x-forwarded-for': '203.0.113.5' });
  await thief.signIn('ada');
  return { door, ada, own, thief };
}

const idsOf = (page: string) => /name="ids" value="([^"]*)"/.exec(page)?.[1] ?? '';

const noticesOf = async (browser: Browser) => {
  const reply = await browser.get('/admin/api/notices');
  return (JSON.parse(reply.text) as { notices: { id: string; said: string; details: string }[] })
    .notices;
};

const openNotices = (door: FrontDoor) =>
  door.rows('SELECT kind, address, user_id FROM account_notices WHERE acknowledged_at IS NULL');

describeOnEngines('the notice of a new device', (engine) => {
  it('stays on every account page and each answer until its login acknowledges it', async () => {
    const { door, ada, own } = await openWithTwoBrowsers(engine);
    expect(await openNotices(door)).toEqual([
      { kind: 'new_device', address: '203.0.113.5', user_id: ada.userId },
    ]);
    for (const path of ['/admin/account', '/admin/account/password', '/admin/account']) {
      const page = await own.get(path);
      expect(page.text).toContain(BANNER);
      expect(page.text).toContain('Firefox on Windows, 203.0.113.5, 2 Mar 2026, 12:00');
    }
    expect((await own.get(PANEL)).headers['x-account-notices']).toBe('1');
    const page = await own.get('/admin/account/password');
    const reply = await own.post('/admin/account/notices', {
      ids: idsOf(page.text),
      next: '/admin/account/password',
    });
    expect([reply.status, reply.headers.location]).toEqual([303, '/admin/account/password']);
    const after = await own.get('/admin/account');
    expect(after.text).not.toContain(BANNER);
    expect(after.text).toContain('A browser signed in to your account for the first time.');
    expect((await own.get(PANEL)).headers['x-account-notices']).toBeUndefined();
    expect(
      await door.rows(
        `SELECT action, actor_user_id FROM audit_log WHERE action IN ('login.new_device', 'notice.acknowledged') ORDER BY seq`,
      ),
    ).toEqual([
      { action: 'login.new_device', actor_user_id: ada.userId },
      { action: 'notice.acknowledged', actor_user_id: ada.userId },
    ]);
  });

  it('is data for the panels, which acknowledge it too', async () => {
    const { door, own } = await openWithTwoBrowsers(engine);
    const [notice] = await noticesOf(own);
    expect(notice).toMatchObject({
      said: 'A browser signed in to your account for the first time.',
      details: 'Firefox on Windows, 203.0.113.5, 2 Mar 2026, 12:00',
    });
    const reply = await own.post('/admin/api/notices', { ids: notice?.id ?? '' });
    expect(JSON.parse(reply.text)).toEqual({ acknowledged: 1 });
    expect(await openNotices(door)).toEqual([]);
    expect(await noticesOf(own)).toEqual([]);
  });
});

describeOnSqlite('notices', (engine) => {
  it('are not made for the first sign-in of all, nor for a browser that signed in before', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const own = door.browser();
    await own.signIn('ada');
    await own.post('/admin/logout');
    await own.signIn('ada');
    expect(await openNotices(door)).toEqual([]);
  });

  it('are closed by their own login only, and only those that its page showed', async () => {
    const { door, own } = await openWithTwoBrowsers(engine);
    await door.user('eve');
    const eve = door.browser();
    await eve.signIn('eve');
    const shown = idsOf((await own.get('/admin/account')).text);
    const stolen = await eve.post('/admin/api/notices', { ids: shown });
    expect(JSON.parse(stolen.text)).toEqual({ acknowledged: 0 });
    await door.browser({ ...firefox }).signIn('ada');
    await own.post('/admin/account/notices', { ids: shown, next: 'https://evil.example/' });
    expect(await openNotices(door)).toHaveLength(1);
    expect((await door.browser().get('/admin/api/notices')).status).toBe(401);
  });

  it('offer the way out, after which the new browser is out and new again', async () => {
    const { door, own, thief } = await openWithTwoBrowsers(engine);
    const page = await own.get('/admin/account');
    expect(page.text).toContain('href="/admin/account/password"');
    await own.post('/admin/account/sessions', { all: 'others' });
    expect((await thief.get(PANEL)).status).toBe(303);
    await thief.signIn('ada');
    expect(await openNotices(door)).toHaveLength(2);
    await own.signIn('ada');
    expect(await openNotices(door)).toHaveLength(2);
  });

  it('tell of a changed second factor, also by an administrator, and of a used recovery code', async () => {
    const door = await openFrontDoor(engine);
    const ada = await door.user('ada');
    const grace = { ...(await door.user('grace')), userAgent: firefox['user-agent'] };
    const { recoveryCodes: codes } = await enrol(door, ada);
    const origin = { address: '203.0.113.5', ...{ userAgent: firefox['user-agent'] } };
    await acceptSecondFactor(door.context, origin, ada.userId, codes[0] ?? '');
    await renewRecoveryCodes(door.context, ada);
    await removeSecondFactor(door.context, grace, ada.userId);
    expect(
      await door.rows(
        `SELECT kind, actor_user_id AS actor, address FROM account_notices WHERE user_id = ? ORDER BY id`,
        ada.userId,
      ),
    ).toEqual([
      { kind: 'second_factor_enabled', actor: null, address: '192.0.2.1' },
      { kind: 'recovery_code_used', actor: null, address: '203.0.113.5' },
      { kind: 'recovery_codes_renewed', actor: null, address: '192.0.2.1' },
      { kind: 'second_factor_removed', actor: grace.userId, address: '192.0.2.1' },
    ]);
    const own = door.browser();
    await own.signIn('ada');
    const page = await own.get('/admin/account');
    expect(page.text).toContain('A recovery code signed in to your account.');
    expect(page.text).toContain('By grace: Firefox on Windows, 192.0.2.1');
  });

  it('wait while the login has to change its password first', async () => {
    const { door, own } = await openWithTwoBrowsers(engine);
    await door.rows(`UPDATE users SET must_change_password = 1 RETURNING id`);
    expect((await own.get('/admin/account/password')).text).not.toContain(BANNER);
    await door.rows(`UPDATE users SET must_change_password = 0 RETURNING id`);
    expect((await own.get('/admin/account/password')).text).toContain(BANNER);
  });

  it('name an administrator, escape what a browser sent, and spell out the newest three', async () => {
    const { door, ada, own } = await openWithTwoBrowsers(engine);
    await door.user('grace');
    const grace = { userId: 'system', userAgent: '"><script>alert(1)</script>'.repeat(50) };
    for (let index = 0; index < 4; index += 1) {
      const notice = { userId: ada.userId, kind: 'second_factor_removed' } as const;
      await commitBatch(door.context.database, noticeWrites(door.context, grace, notice));
    }
    const page = await own.get('/admin/account');
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('By system: A browser, unknown address, 2 Mar 2026, 12:00');
    expect(page.text).toContain('2 notices more');
    expect(idsOf(page.text).split(' ')).toHaveLength(5);
    const [row] = await door.rows('SELECT max(length(user_agent)) AS longest FROM account_notices');
    expect(row).toEqual({ longest: 300 });
  });

  it('are kept for a year after they were acknowledged', async () => {
    const { door, own } = await openWithTwoBrowsers(engine);
    await own.post('/admin/account/notices', {
      ids: idsOf((await own.get('/admin/account')).text),
    });
    door.clock.advance({ minutes: 364 * 24 * 60 });
    await purgeNotices(door.context);
    expect(await door.rows('SELECT id FROM account_notices')).toHaveLength(1);
    door.clock.advance({ minutes: 2 * 24 * 60 });
    await purgeNotices(door.context);
    expect(await door.rows('SELECT id FROM account_notices')).toEqual([]);
  });
});
