import { expect, it } from 'vitest';
import { CODE_LIMITS, purgeCodes } from '../../../src/services/accounts/code-attempts.js';
import { checkSecondFactor } from '../../../src/services/accounts/second-factor.js';
import { findAccount } from '../../../src/services/accounts/account.js';
import { commitBatch } from '../../../src/db/batch.js';
import { removeSecondFactor } from '../../../src/services/accounts/second-factor.js';
import { sql } from 'drizzle-orm';
import { openBook, type Book } from '../../helpers/books/logins.js';
import { enrol } from '../../helpers/books/second-factor.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';

const DAY_MINUTES = 24 * 60;

async function openEnrolled(engine: TestEngine) {
  const book = await openBook(engine);
  const ada = await book.user('ada');
  const authenticator = await enrol(book, ada);
  const account = await findAccount(book.context, sql`users.id = ${ada.userId}`);
  if (!account) throw new Error('there is no login');
  let addresses = 0;
  /** Types a code from an address of its own: "in", "wrong" or the reason to wait. */
  const type = async (code: string): Promise<string> => {
    addresses += 1;
    const origin = { address: `192.0.2.${addresses % 250}` };
    try {
      const writes = await checkSecondFactor(book.context, account, origin, code);
      if (writes) await commitBatch(book.context.database, writes);
      return writes ? 'in' : 'wrong';
    } catch (error) {
      return (error as Error).message;
    }
  };
  return { ...book, ada, type, ...authenticator };
}

const attempts = ({ rows }: Book) =>
  rows('SELECT count(*) AS n, sum(is_cleared) AS cleared FROM code_attempts');

describeOnEngines('wrong codes of a login', (engine) => {
  it('make it wait from the fifth on, from any address, twice as long each time', async () => {
    const { type, clock, code } = await openEnrolled(engine);
    for (let count = 0; count < CODE_LIMITS.free; count += 1)
      expect(await type('000000')).toBe('wrong');
    expect(await type(code())).toBe('too many wrong codes');
    clock.advance({ minutes: 1 });
    expect(await type('000000')).toBe('wrong');
    clock.advance({ minutes: 1 });
    expect(await type(code())).toBe('too many wrong codes');
    clock.advance({ minutes: 1 });
    expect(await type(code())).toBe('in');
    expect(await type('000000')).toBe('wrong');
  });

  it('are counted exactly where they come at once', async () => {
    const book = await openEnrolled(engine);
    const replies = await Promise.all(Array.from({ length: 12 }, () => book.type('000000')));
    expect(replies.filter((reply) => reply === 'wrong')).toHaveLength(CODE_LIMITS.free);
    expect(await attempts(book)).toEqual([{ n: CODE_LIMITS.free, cleared: 0 }]);
  });

  it('count for thirty days, also beside right ones, until the second factor is removed', async () => {
    const book = await openEnrolled(engine);
    const { context, type, clock, code, recoveryCodes, actor, ada } = book;
    for (let count = 0; count < CODE_LIMITS.most; count += 1) {
      // A right code between them: none of them waits.
      if (count % 4 === 3) {
        clock.advance({ minutes: 1 });
        expect(await type(code())).toBe('in');
      }
      expect(await type(count % 2 === 0 ? '000000' : 'abcd-abcd-abcd-abcd')).toBe('wrong');
    }
    clock.advance({ minutes: 5 * DAY_MINUTES });
    expect(await type(code())).toBe('too many wrong codes within a month');
    expect(await type(recoveryCodes[0] ?? '')).toBe('too many wrong codes within a month');
    await purgeCodes(context);
    expect(await type(code())).toBe('too many wrong codes within a month');
    clock.advance({ minutes: 26 * DAY_MINUTES });
    expect(await type(code())).toBe('in');
    await purgeCodes(context);
    expect(await attempts(book)).toEqual([{ n: 0, cleared: null }]);
    expect(await type('000000')).toBe('wrong');
    await removeSecondFactor(context, actor, ada.userId);
    expect(await attempts(book)).toEqual([{ n: 0, cleared: null }]);
  });

  it('do not count a right code that was used before, which is refused', async () => {
    const book = await openEnrolled(engine);
    const code = book.code();
    expect(await book.type(code)).toBe('in');
    for (let count = 0; count < 8; count += 1) expect(await book.type(code)).toBe('wrong');
    expect(await attempts(book)).toEqual([{ n: 0, cleared: null }]);
  });
});
