import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { setPassword } from '../../../src/services/accounts/change-password.js';
import { acceptPassword } from '../../../src/services/accounts/login.js';
import { lastDayOfFirstPassword } from '../../../src/services/sign-in/first-password.js';
import { openBook, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

const FIRST = 'eleven loud geese';

async function tryLogin(book: Book, login: string, password: string) {
  try {
    await acceptPassword(book.context, { address: '192.0.2.1' }, { login, password });
    return 'in';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code}: ${error.text}`;
  }
}

const WRONG = 'unauthenticated: username or password is not right';

describeOnEngines('a password that somebody else set', (engine) => {
  it('signs in until the end of its last day, and then tells only who has it the way out', async () => {
    const book = await openBook(engine, { BOOK_TIMEZONE: 'America/New_York' });
    const { userId } = await book.user('ada');
    await setPassword(book.context, book.actor, { userId, password: FIRST });
    expect(lastDayOfFirstPassword(book.context)).toBe('2026-03-09');
    // 2026-03-09 23:59 in New York, where summer time has begun.
    book.clock.advance({ minutes: 7 * 24 * 60 + 15 * 60 + 59 });
    expect(await tryLogin(book, 'ada', FIRST)).toBe('in');
    book.clock.advance({ minutes: 1 });
    expect(await tryLogin(book, 'ada', 'not the password')).toBe(WRONG);
    expect(await tryLogin(book, 'nobody', 'not the password')).toBe(WRONG);
    expect(await tryLogin(book, 'ada', FIRST)).toBe(
      'forbidden: this password was set by somebody else and had to be changed by 2026-03-09; ask the book’s administrator to set a new one',
    );
    await setPassword(book.context, book.actor, { userId, password: 'twelve shy newts' });
    expect(await tryLogin(book, 'ada', 'twelve shy newts')).toBe('in');
  });

  it('has the days of the setting, and one that its user chose has no end', async () => {
    const book = await openBook(engine, { FIRST_PASSWORD_DAYS: '1' });
    const { userId } = await book.user('ada');
    await book.user('eve');
    await setPassword(book.context, book.actor, { userId, password: FIRST });
    book.clock.advance({ minutes: 2 * 24 * 60 });
    expect(await tryLogin(book, 'ada', FIRST)).toMatch(/^forbidden: .*2026-03-03/);
    await book.rows(
      'UPDATE users SET password_changed_at = NULL WHERE id = ? RETURNING id',
      userId,
    );
    expect(await tryLogin(book, 'ada', FIRST)).toMatch(/^forbidden: .*2026-03-03/);
    book.clock.advance({ minutes: 400 * 24 * 60 });
    expect(await tryLogin(book, 'eve', 'seven quiet otters')).toBe('in');
  });
});
