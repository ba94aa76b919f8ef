import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { acceptPassword } from '../../../src/services/accounts/login.js';
import { unlockUser } from '../../../src/services/sign-in/unlock.js';
import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';

async function tryLogin(book: Book, login: string, address: string, password = 'wrong') {
  try {
    await acceptPassword(book.context, { address }, { login, password });
    return 'in';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}

async function attack(book: Book, login: string): Promise<void> {
  for (let index = 0; index < 12; index += 1) {
    await tryLogin(book, login, `198.51.100.${index}`);
  }
  expect(await tryLogin(book, login, '203.0.113.9', PASSWORD)).toBe('throttled');
}

describeOnEngines('user unlock', (engine) => {
  it('lets a login in again by each of its names, and is audited', async () => {
    const book = await openBook(engine);
    const { userId } = await book.user('ada');
    await attack(book, 'ada');
    await attack(book, 'Ada@example.test');
    const clock = book.clock;
    const plan = await run(book.context.engine, ['user', 'unlock', 'ada', '--dry-run', '--json'], {
      clock,
    });
    expect(plan.json).toEqual({ username: 'ada', failures: 20, address: null });
    expect(plan.stderr).toBe('ada would be unlocked; 20 failed sign-ins count now\n');
    expect(await tryLogin(book, 'ada', '203.0.113.9', PASSWORD)).toBe('throttled');
    const done = await run(
      book.context.engine,
      ['user', 'unlock', 'ada@example.test', '--as', 'ada'],
      { clock },
    );
    expect(done).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'ada can sign in again; 20 failed sign-ins count no longer\n',
    });
    expect(await tryLogin(book, 'ada', '203.0.113.9', PASSWORD)).toBe('in');
    expect(await tryLogin(book, 'ada@example.test', '203.0.113.8', PASSWORD)).toBe('in');
    expect(
      await book.rows(
        `SELECT actor_user_id, record_id, after FROM audit_log WHERE action = 'login.unlocked'`,
      ),
    ).toEqual([
      { actor_user_id: userId, record_id: userId, after: '{"failures":20,"address":null}' },
    ]);
  });

  it('makes an address known, which a stranger’s next failures do not close again', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    await attack(book, 'ada');
    const address = ['--address', '203.0.113.9'];
    const { clock } = book;
    const done = await run(book.context.engine, ['user', 'unlock', 'ada', ...address, '--json'], {
      clock,
    });
    expect(done.json).toEqual({ username: 'ada', failures: 10, address: '203.0.113.9' });
    for (let index = 0; index < 12; index += 1) {
      await tryLogin(book, 'ada', `198.51.101.${index}`);
    }
    expect(await tryLogin(book, 'ada', '203.0.113.8', PASSWORD)).toBe('throttled');
    expect(await tryLogin(book, 'ada', '203.0.113.9', PASSWORD)).toBe('in');
  });
});

describeOnSqlite('user unlock', (engine) => {
  it('refuses an unknown login, a text that is no address, and everybody but administrators', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const agent = await book.user('agnes', 'agent', { agentId: await book.agent('a1') });
    const unlock = (...args: string[]) => run(book.context.engine, ['user', 'unlock', ...args]);
    expect(await unlock('nobody')).toMatchObject({
      exitCode: 1,
      stderr: 'error: there is no login nobody\n',
    });
    expect(await unlock('ada', '--address', "1' OR 1=1")).toMatchObject({
      exitCode: 1,
      stderr: 'error: type an IP address such as 203.0.113.9 or 2001:db8::9\n',
    });
    const input = { userId: ada.userId };
    await expect(unlockUser(book.context, agent, input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(unlockUser(book.context, book.actor, { userId: 'gone' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await book.rows(`SELECT 1 FROM audit_log WHERE action = 'login.unlocked'`)).toEqual([]);
  });

  it('leaves the count of an address as it is', async () => {
    const book = await openBook(engine);
    const { userId } = await book.user('ada');
    for (let index = 0; index < 30; index += 1) {
      await tryLogin(book, `guess ${index}`, '198.51.100.1');
    }
    await unlockUser(book.context, book.actor, { userId });
    expect(await tryLogin(book, 'ada', '198.51.100.1', PASSWORD)).toBe('throttled');
  });
});
