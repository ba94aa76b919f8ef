import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { purgeAttempts } from '../../../src/services/sign-in/counters.js';
import { THROTTLE } from '../../../src/services/sign-in/throttle.js';
import { DEMO_PASSWORD } from '../../../src/services/passwords/demo-password.js';
import { acceptPassword } from '../../../src/services/accounts/login.js';
import { hashDemoPassword } from '../../../src/services/passwords/passwords.js';
import { deactivateUser } from '../../../src/services/accounts/users.js';
import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';

const origin = { address: '192.0.2.7', requestId: 'request-1' };

/** Returns the login that was let in, or the code and text of the refusal. */
async function tryLogin(book: Book, login: string, password: string, address = origin.address) {
  try {
    const accepted = await acceptPassword(
      book.context,
      { ...origin, address },
      { login, password },
    );
    return accepted.account.username;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code}: ${error.text}`;
  }
}

const WRONG = 'unauthenticated: username or password is not right';

describeOnSqlite('sign-in', (engine) => {
  it('notes a sign-in in last_login, activities and the audit trail', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    expect(await tryLogin(book, ' ada ', PASSWORD)).toBe('ada');
    const [user] = await book.rows('SELECT last_login FROM users WHERE id = ?', ada.userId);
    expect(user).toEqual({ last_login: '2026-03-02 12:00:00' });
    expect(await book.rows('SELECT user_id, type FROM activities')).toEqual([
      { user_id: ada.userId, type: 'login' },
    ]);
    expect(
      await book.rows(
        `SELECT action, actor_user_id, address, request_id FROM audit_log WHERE action LIKE 'login%'`,
      ),
    ).toEqual([
      {
        action: 'login.succeeded',
        actor_user_id: ada.userId,
        address: origin.address,
        request_id: 'request-1',
      },
    ]);
  });

  it('accepts the demo book’s password outside production only', async () => {
    const hash = await hashDemoPassword({ passwordCost: 4 });
    const outcomes: string[] = [];
    for (const env of [{}, { NODE_ENV: 'production' }]) {
      const book = await openBook(engine, env);
      const { userId } = await book.user('ada');
      await book.rows('UPDATE users SET password_hash = ? WHERE id = ?', hash, userId);
      outcomes.push(await tryLogin(book, 'ada', DEMO_PASSWORD));
    }
    expect(outcomes).toEqual(['ada', WRONG]);
  });

  it('gives the same answer to a wrong password and to an unknown login', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    expect(await tryLogin(book, 'ada', 'not the password')).toBe(WRONG);
    expect(await tryLogin(book, 'nobody', 'not the password')).toBe(WRONG);
    expect(await tryLogin(book, 'x'.repeat(5000), PASSWORD)).toBe(WRONG);
    expect(await tryLogin(book, `' OR 1=1 --`, PASSWORD)).toBe(WRONG);
    expect(await tryLogin(book, 'ada', 'x'.repeat(5000))).toBe(WRONG);
    expect(await tryLogin(book, 'system', '!')).toBe(WRONG);
    const audit = await book.rows(`SELECT * FROM audit_log WHERE action = 'login.failed'`);
    expect(audit).toHaveLength(6);
    expect(JSON.stringify(audit)).not.toContain('not the password');
  });

  it('prefers a username to an email, and finds an email in any case', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    expect(await tryLogin(book, 'ADA@EXAMPLE.TEST', PASSWORD)).toBe('ada');
    expect(await tryLogin(book, 'ADA', PASSWORD)).toBe(WRONG);
  });

  it('refuses a login that may not be used, and says why', async () => {
    const book = await openBook(engine);
    const agentId = await book.agent('a1');
    const customerId = await book.customer('c1', agentId);
    await book.user('grace');
    const ada = await book.user('ada');
    await book.user('agnes', 'agent', { agentId });
    await book.user('carl', 'customer', { customerId });
    await deactivateUser(book.context, book.actor, ada.userId, 'suspended');
    expect(await tryLogin(book, 'ada', PASSWORD)).toBe(
      'forbidden: this login is suspended; ask the book’s administrator',
    );
    expect(await tryLogin(book, 'ada', 'not the password')).toBe(WRONG);
    await book.rows(`UPDATE agents SET status = 'suspended' WHERE id = 'a1' RETURNING id`);
    expect(await tryLogin(book, 'agnes', PASSWORD)).toBe(
      'forbidden: this login’s agent is suspended; ask the book’s administrator',
    );
    // A suspended customer still sees its record; an agent's suspension is not its customers'.
    await book.rows(`UPDATE customers SET status = 'suspended' WHERE id = 'c1' RETURNING id`);
    expect(await tryLogin(book, 'carl', PASSWORD)).toBe('carl');
  });
});

describeOnEngines('the sign-in throttle', (engine) => {
  it('makes an account wait longer after each failure, known or not', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    for (const login of ['ada', 'nobody']) {
      for (let index = 0; index < THROTTLE.source.free; index += 1) {
        expect(await tryLogin(book, login, 'wrong')).toBe(WRONG);
      }
      const wait = (minutes: string) =>
        `throttled: too many failed sign-ins; try again in ${minutes}, or use a browser that has signed in before`;
      expect(await tryLogin(book, login, PASSWORD)).toBe(wait('1 minute'));
      book.clock.advance({ minutes: 1, seconds: 1 });
      expect(await tryLogin(book, login, 'wrong')).toBe(WRONG);
      expect(await tryLogin(book, login, PASSWORD)).toBe(wait('2 minutes'));
      book.clock.advance({ minutes: 2, seconds: 1 });
      expect(await tryLogin(book, login, 'wrong')).toBe(WRONG);
      expect(await tryLogin(book, login, PASSWORD)).toBe(wait('4 minutes'));
    }
    const locks = await book.rows(
      `SELECT record_id FROM audit_log WHERE action = 'login.locked_out' ORDER BY seq`,
    );
    expect(locks).toHaveLength(6);
  });

  it('counts attempts that arrive at the same moment', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tryLogin(book, 'ada', `guess ${index}`)),
    );
    expect(results.filter((result) => result === WRONG).length).toBeLessThanOrEqual(
      THROTTLE.source.free,
    );
    expect(results.filter((result) => result.startsWith('throttled')).length).toBeGreaterThan(14);
    expect(await tryLogin(book, 'ada', PASSWORD)).toMatch(/^throttled/);
  });

  it('keeps attempts for a day', async () => {
    const book = await openBook(engine);
    await tryLogin(book, 'nobody', 'wrong');
    book.clock.advance({ minutes: 24 * 60 + 1 });
    await tryLogin(book, 'nobody', 'wrong');
    await purgeAttempts(book.context);
    expect(await book.rows('SELECT id FROM login_attempts')).toHaveLength(1);
  });
});

describeOnSqlite('logins and addresses of the throttle', (engine) => {
  it('starts again after a success from the same address', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const fail = () => tryLogin(book, 'ada', 'wrong');
    for (let index = 0; index < 4; index += 1) expect(await fail()).toBe(WRONG);
    expect(await tryLogin(book, 'ada', PASSWORD)).toBe('ada');
    for (let index = 0; index < THROTTLE.source.free; index += 1) expect(await fail()).toBe(WRONG);
    expect(await fail()).toMatch(/^throttled/);
    expect(await tryLogin(book, 'nobody', PASSWORD)).toBe(WRONG);
  });

  it('makes one address wait, whichever logins it tries, and no other address', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    for (let index = 0; index < THROTTLE.address.free; index += 1) {
      expect(await tryLogin(book, `guess-${index}`, 'wrong')).toBe(WRONG);
    }
    expect(await tryLogin(book, 'ada', PASSWORD)).toMatch(/^throttled/);
    expect(await tryLogin(book, 'ada', PASSWORD, '192.0.2.8')).toBe('ada');
    book.clock.advance({ minutes: THROTTLE.address.windowMinutes, seconds: 1 });
    expect(await tryLogin(book, 'ada', PASSWORD)).toBe('ada');
  });
});
