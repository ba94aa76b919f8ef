import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { changeOwnPassword, setPassword } from '../../../src/services/accounts/change-password.js';
import { DEMO_PASSWORD } from '../../../src/services/passwords/demo-password.js';
import { hashDemoPassword } from '../../../src/services/passwords/passwords.js';
import { findUser } from '../../../src/services/accounts/reads.js';
import { activateUser, deactivateUser, updateUser } from '../../../src/services/accounts/users.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { countSessions, openSession } from './open-sessions.js';

describeOnSqlite('passwords', (engine) => {
  it('must be changed after an administrator sets them, which ends every session', async () => {
    const book = await openBook(engine);
    const admin = await book.user('grace');
    const { userId } = await book.user('ada');
    await openSession(book, userId, 'one');
    await setPassword(book.context, admin, { userId, password: 'eleven loud geese' });
    expect(await countSessions(book, userId)).toBe(0);
    const [row] = await book.rows('SELECT must_change_password FROM users WHERE id = ?', userId);
    expect(row).toEqual({ must_change_password: 1 });
    const audit = await book.rows(
      `SELECT action, actor_user_id, "after" FROM audit_log WHERE action = 'user.password_set'`,
    );
    expect(audit).toEqual([
      { action: 'user.password_set', actor_user_id: admin.userId, after: null },
    ]);
    await expect(
      setPassword(book.context, admin, { userId: admin.userId, password: 'eleven loud geese' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('cannot be the demo book’s in production, where a login that has it stays inactive', async () => {
    const book = await openBook(engine, { NODE_ENV: 'production' });
    const admin = await book.user('grace');
    const { userId } = await book.user('ada');
    const published = setPassword(book.context, admin, { userId, password: DEMO_PASSWORD });
    await expect(published).rejects.toMatchObject({ code: 'invalid', field: 'password' });

    await deactivateUser(book.context, admin, userId);
    const hash = await hashDemoPassword(book.context);
    await book.rows('UPDATE users SET password_hash = ? WHERE id = ?', hash, userId);
    const again = updateUser(book.context, admin, userId, { status: 'active' });
    await expect(again).rejects.toMatchObject({ code: 'conflict', field: 'status' });
    await setPassword(book.context, admin, { userId, password: 'eleven loud geese' });
    await activateUser(book.context, admin, userId);
    expect(await findUser(book.context, 'ada')).toMatchObject({ status: 'active' });
  });

  it('need the current password to be changed, which ends the other sessions', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await openSession(book, ada.userId, 'here');
    await openSession(book, ada.userId, 'elsewhere');
    await changeOwnPassword(book.context, ada, {
      current: PASSWORD,
      password: 'eleven loud geese',
      keepSession: 'here',
    });
    expect(await countSessions(book, ada.userId)).toBe(1);
    const failures = [
      [{ current: PASSWORD, password: 'twelve slow snails' }, 'current'],
      [{ current: 'eleven loud geese', password: 'eleven loud geese' }, 'password'],
      [{ current: 'eleven loud geese', password: 'short' }, 'password'],
    ] as const;
    for (const [input, field] of failures) {
      await expect(changeOwnPassword(book.context, ada, input)).rejects.toMatchObject({
        code: 'invalid',
        field,
      });
    }
  });

  it('cannot be guessed through the form that changes them', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const codes: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const input = { current: `wrong guess number ${index}`, password: 'eleven loud geese' };
      const error: unknown = await changeOwnPassword(book.context, ada, input).catch(
        (reason: unknown) => reason,
      );
      codes.push(error instanceof DomainError ? error.code : 'none');
    }
    expect(codes).toEqual([...Array<string>(5).fill('invalid'), 'throttled', 'throttled']);
  });
});
