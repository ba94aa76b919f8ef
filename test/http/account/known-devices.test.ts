import { expect, it } from 'vitest';
import { THROTTLE } from '../../../src/services/sign-in/throttle.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { nextClick, openFrontDoor, type FrontDoor } from '../../helpers/http/front-door.js';

const DEVICE = 'fire22-device';

/** Opens the door behind a proxy, so that each browser has an address of its own. */
const openBehindProxy = (
  engine: Parameters<typeof openFrontDoor>[0],
  env: Record<string, string> = {},
) => openFrontDoor(engine, { TRUST_PROXY: '1', ...env });

const browserFrom = (door: FrontDoor, address: string) =>
  door.browser({ 'x-forwarded-for': address });

/** Fails from many addresses until every unknown browser has to wait. */
async function attack(door: FrontDoor, login: string): Promise<void> {
  for (let index = 0; index < THROTTLE.strangers.free; index += 1) {
    const reply = await browserFrom(door, `198.51.100.${index}`).signIn(login, 'wrong');
    expect(reply.status).toBe(401);
  }
  const last = await browserFrom(door, '198.51.100.250').signIn(login, 'wrong');
  expect(last.status).toBe(429);
}

describeOnEngines('a lock-out by a stranger', (engine) => {
  it('leaves the browser that signed in before, and one at its address, in', async () => {
    const door = await openBehindProxy(engine);
    await door.user('ada');
    const laptop = browserFrom(door, '192.0.2.1');
    await laptop.signIn('ada');
    await laptop.post('/admin/logout');
    await attack(door, 'ada');
    const stranger = await browserFrom(door, '203.0.113.1').signIn('ada');
    expect(stranger.status).toBe(429);
    expect(stranger.text).toContain('or use a browser that has signed in before');
    expect((await browserFrom(door, '192.0.2.1').signIn('ada')).status).toBe(303);
    const travelling = browserFrom(door, '203.0.113.2');
    travelling.cookies.set(DEVICE, laptop.cookies.get(DEVICE) ?? '');
    expect((await travelling.signIn('ada')).status).toBe(303);
    expect(await nextClick(travelling)).toBe(200);
  });

  it('ends for everybody when an administrator’s browser is in, by time alone', async () => {
    const door = await openBehindProxy(engine);
    await door.user('ada');
    await attack(door, 'ada');
    const waiting = await browserFrom(door, '203.0.113.1').signIn('ada');
    expect(waiting.headers['retry-after']).toBe('60');
    door.clock.advance({ minutes: 1, seconds: 1 });
    expect((await browserFrom(door, '203.0.113.1').signIn('ada')).status).toBe(303);
  });
});

describeOnSqlite('the device cookie', (engine) => {
  const lineOf = (headers: { 'set-cookie'?: string[] | undefined }, name: string) =>
    headers['set-cookie']?.find((line) => line.startsWith(`${name}=`));

  it('hides from scripts and other sites, lasts, and changes with each sign-in', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser();
    const line = lineOf((await browser.signIn('ada')).headers, DEVICE);
    expect(line).toMatch(
      /^fire22-device=[\w-]{43}; Max-Age=7776000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const first = browser.cookies.get(DEVICE);
    await browser.signIn('ada');
    expect(browser.cookies.get(DEVICE)).not.toBe(first);
    expect(await door.rows('SELECT id FROM known_devices')).toHaveLength(1);
  });

  it('is Secure and of this host alone in production', async () => {
    const door = await openFrontDoor(engine, { NODE_ENV: 'production', TRUST_PROXY: '1' });
    await door.user('ada');
    const browser = door.browser({ 'x-forwarded-proto': 'https' });
    expect(lineOf((await browser.signIn('ada')).headers, `__Host-${DEVICE}`)).toMatch(
      /; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it.each([
    ['empty', ''],
    ['a hash of the database', 'stored'],
    ['enormous', 'x'.repeat(6000)],
    ['nonsense', "' OR 1=1 --"],
  ])('makes no browser known when it is %s', async (_what, value) => {
    const door = await openBehindProxy(engine);
    await door.user('ada');
    await browserFrom(door, '192.0.2.1').signIn('ada');
    await attack(door, 'ada');
    const [stored] = await door.rows('SELECT token_hash FROM known_devices');
    const thief = browserFrom(door, '203.0.113.1');
    thief.cookies.set(DEVICE, value === 'stored' ? String(stored?.['token_hash']) : value);
    expect((await thief.signIn('ada')).status).toBe(429);
  });

  it('is not given to a browser whose sign-in failed or lacks its second factor', async () => {
    const door = await openFrontDoor(engine);
    const { userId } = await door.user('ada');
    await door.rows(
      `UPDATE users SET totp_secret = 'x', totp_enabled_at = '2026-01-01 00:00:00'
        WHERE id = ? RETURNING id`,
      userId,
    );
    const browser = door.browser();
    expect((await browser.signIn('ada', 'wrong')).status).toBe(401);
    expect((await browser.signIn('ada')).headers.location).toContain('second-factor');
    expect(browser.cookies.get(DEVICE)).toBeUndefined();
  });
});

describeOnSqlite('answers to known and unknown logins', (engine) => {
  const spellings: [string, (name: string) => string][] = [
    ['as it is', (name) => name],
    ['in capitals', (name) => name.toUpperCase()],
    ['with blanks around it', (name) => `  ${name}\t`],
    ['with a space of no width', (name) => `${name.slice(0, 2)}\u200b${name.slice(2)}`],
    ['in wide letters', (name) => name.replace(/[a-z]/g, toWide)],
    ['decomposed', (name) => name.normalize('NFD')],
    ['with a direction mark', (name) => `\u202e${name}`],
  ];

  function toWide(letter: string): string {
    return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
  }

  /** Everything that a browser can compare, without what names the request. */
  function comparable(
    { status, headers, text }: Awaited<ReturnType<FrontDoor['ask']>>,
    name: string,
  ) {
    const passing = new Set(['date', 'x-request-id', 'content-length']);
    const rest = Object.fromEntries(Object.entries(headers).filter(([key]) => !passing.has(key)));
    const policy = String(rest['content-security-policy']).replace(/nonce-[^']+/g, 'nonce');
    const shown = text.replace(/value="[^"]*"/g, 'value').replaceAll(name, 'NAME');
    return { status, headers: { ...rest, 'content-security-policy': policy }, text: shown };
  }

  it.each(spellings)('are alike after five failures of the name %s', async (_how, spell) => {
    const door = await openBehindProxy(engine);
    await door.user('josé');
    await browserFrom(door, '192.0.2.1').signIn('josé');
    const answers = [];
    for (const [index, name] of ['josé', 'rené'].entries()) {
      const browser = browserFrom(door, `203.0.113.${index}`);
      const replies = [];
      for (let round = 0; round < 5; round += 1) {
        replies.push(await browser.signIn(spell(name), 'wrong'));
      }
      replies.push(await browser.signIn(name, 'wrong'));
      expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      answers.push(replies.map((reply) => comparable(reply, name)));
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('are alike for an email of a login after failures of its username', async () => {
    const door = await openBehindProxy(engine);
    await door.user('ada');
    const statuses = [];
    for (const [index, name] of ['ada', 'eva'].entries()) {
      const browser = browserFrom(door, `203.0.113.${index}`);
      for (let round = 0; round < 5; round += 1) await browser.signIn(name, 'wrong');
      statuses.push((await browser.signIn(`${name}@example.test`, 'wrong')).status);
    }
    expect(statuses).toEqual([401, 401]);
  });

  it('take the same work', async () => {
    const door = await openBehindProxy(engine);
    await door.user('ada');
    const { database } = door.context;
    const work = [];
    for (const name of ['ada', 'nobody', 'x'.repeat(4000)]) {
      const sent: string[] = [];
      const prepare = database.prepare.bind(database);
      database.prepare = (text: string) => {
        sent.push(text.replace(/\s+/g, ' '));
        return prepare(text);
      };
      await browserFrom(door, '203.0.113.1').signIn(name, 'wrong');
      database.prepare = prepare;
      work.push(sent);
    }
    expect(work[0]?.length).toBeGreaterThan(4);
    expect(work[1]).toEqual(work[0]);
    expect(work[2]).toEqual(work[0]);
  });

  it('finds a name that was typed in decomposed form', async () => {
    const door = await openFrontDoor(engine);
    await door.user('josé');
    const reply = await door.browser().signIn('josé'.normalize('NFD'), PASSWORD);
    expect(reply.status).toBe(303);
  });
});

describeOnSqlite('the address of a forwarded request', (engine) => {
  it.each([
    ["1' OR 1=1", null],
    ['unknown', null],
    ['fe80::1%<script>', 'fe80::1'],
    ['::ffff:192.0.2.9', '192.0.2.9'],
    ['192.0.2.9:51234', '192.0.2.9'],
    ['2001:DB8::9', '2001:db8::9'],
    ['192.0.2.9', '192.0.2.9'],
  ])('is kept of %j as %s in sessions, audit trail and notices', async (header, address) => {
    const door = await openBehindProxy(engine);
    await door.user('ada');
    await browserFrom(door, '198.51.100.1').signIn('ada');
    const browser = browserFrom(door, header);
    await browser.signIn('ada', 'wrong');
    await browser.signIn('ada');
    const addresses = await door.rows(
      `SELECT address FROM sessions UNION ALL SELECT address FROM account_notices
        UNION ALL SELECT address FROM audit_log WHERE action IN ('login.failed', 'login.succeeded')`,
    );
    const kept = new Set(addresses.map((row) => row['address']));
    expect(kept).toEqual(new Set(['198.51.100.1', address]));
    const counted = await door.rows('SELECT DISTINCT address FROM login_attempts ORDER BY id');
    expect(JSON.stringify(counted)).not.toMatch(/OR 1=1|script/);
    expect(JSON.stringify(door.log)).not.toContain('OR 1=1');
  });
});
