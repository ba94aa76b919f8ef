import { Secret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.js';
import { acceptPassword, acceptSecondFactor } from '../../../src/services/accounts/login.js';
import { countRecoveryCodes } from '../../../src/services/accounts/second-factor-codes.js';
import {
  confirmSecondFactor,
  pendingSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '../../../src/services/accounts/second-factor.js';
import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

const origin = { address: '192.0.2.7' };

/** Returns the code that an authenticator shows `steps` half minutes from now. */
function codeNow(book: Book, secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return totp.generate({ timestamp: book.clock.now().getTime() + steps * 30_000 });
}

async function enrol(book: Book, actor: Actor): Promise<{ secret: string; codes: string[] }> {
  await startSecondFactor(book.context, actor);
  const { secret = '' } = (await pendingSecondFactor(book.context, actor)) ?? {};
  const codes = await confirmSecondFactor(book.context, actor, codeNow(book, secret));
  book.clock.advance({ minutes: 1 });
  return { secret, codes };
}

async function signIn(book: Book, actor: Actor, code: string): Promise<string> {
  const { account, secondFactor } = await acceptPassword(book.context, origin, {
    login: actor.username,
    password: PASSWORD,
  });
  expect(secondFactor).toBe(true);
  return acceptSecondFactor(book.context, origin, account.userId, code).then(
    () => 'in',
    (error: unknown) => (error as { code: string }).code,
  );
}

describeOnEngines('the second factor', (engine) => {
  it('needs a code to be set up, and stores the secret encrypted and recovery codes hashed', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await startSecondFactor(book.context, ada);
    const enrolment = await pendingSecondFactor(book.context, ada);
    expect(enrolment?.uri).toMatch(
      /^otpauth:\/\/totp\/Fire22%20Dashboard:ada\?issuer=Fire22%20Dashboard&secret=[A-Z2-7]{32}/,
    );
    const secret = enrolment?.secret ?? '';
    await expect(confirmSecondFactor(book.context, ada, '000000')).rejects.toMatchObject({
      code: 'invalid',
      field: 'code',
    });
    const codes = await confirmSecondFactor(book.context, ada, codeNow(book, secret));
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
    expect(await pendingSecondFactor(book.context, ada)).toBeNull();
    const stored = JSON.stringify([
      await book.rows('SELECT * FROM users'),
      await book.rows('SELECT * FROM recovery_codes'),
      await book.rows('SELECT * FROM audit_log'),
    ]);
    expect(stored).toContain('enc:v1:k1:');
    for (const plain of [secret, secret.replaceAll(' ', ''), ...codes]) {
      expect(stored).not.toContain(plain);
    }
    await expect(startSecondFactor(book.context, ada)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('asks for a code after the password, and accepts each code once', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const { secret } = await enrol(book, ada);
    const before = await book.rows(`SELECT * FROM activities`);
    expect(before).toEqual([]);
    expect(await signIn(book, ada, '000000')).toBe('unauthenticated');
    const code = codeNow(book, secret);
    expect(await signIn(book, ada, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toBe('in');
    expect(await signIn(book, ada, code)).toBe('unauthenticated');
    expect(await signIn(book, ada, codeNow(book, secret, -1))).toBe('unauthenticated');
    expect(await signIn(book, ada, codeNow(book, secret, 1))).toBe('in');
    expect(await book.rows(`SELECT type FROM activities`)).toHaveLength(2);
  });

  it('lets in one of two browsers that send the same code at once', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const { secret, codes } = await enrol(book, ada);
    for (const code of [codeNow(book, secret), codes[0] ?? '']) {
      const results = await Promise.allSettled([
        acceptSecondFactor(book.context, origin, ada.userId, code),
        acceptSecondFactor(book.context, origin, ada.userId, code),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('accepts each recovery code once, in upper case and with spaces too', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const { codes } = await enrol(book, ada);
    const [code = '', second = ''] = codes;
    expect(await signIn(book, ada, code.toUpperCase().replaceAll('-', ' '))).toBe('in');
    expect(await signIn(book, ada, code)).toBe('unauthenticated');
    expect(await countRecoveryCodes(book.context, ada.userId)).toBe(9);
    const renewed = await renewRecoveryCodes(book.context, ada);
    expect(await signIn(book, ada, second)).toBe('unauthenticated');
    expect(await signIn(book, ada, renewed[0] ?? '')).toBe('in');
    const used = await book.rows(
      `SELECT actor_user_id FROM audit_log WHERE action = 'second_factor.code_used'`,
    );
    expect(used).toHaveLength(2);
  });

  it('throttles guesses of somebody who knows the password', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const { secret } = await enrol(book, ada);
    const guesses: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      guesses.push(await signIn(book, ada, `00000${index}`));
    }
    expect(guesses).toEqual(Array<string>(5).fill('unauthenticated'));
    await expect(
      acceptSecondFactor(book.context, origin, ada.userId, codeNow(book, secret)),
    ).rejects.toMatchObject({ code: 'throttled' });
    // Another right password does not let it guess on.
    await acceptPassword(book.context, origin, { login: 'ada', password: PASSWORD });
    await expect(
      acceptSecondFactor(book.context, origin, ada.userId, codeNow(book, secret)),
    ).rejects.toMatchObject({ code: 'throttled' });
  });

  it('lets its owner remove it, and an administrator remove that of somebody else', async () => {
    const book = await openBook(engine);
    const admin = await book.user('grace');
    const agnes = await book.user('agnes', 'agent', { agentId: await book.agent('a1') });
    await enrol(book, agnes);
    await enrol(book, admin);
    await expect(removeSecondFactor(book.context, agnes, admin.userId)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await removeSecondFactor(book.context, admin, agnes.userId);
    const rows = await book.rows('SELECT totp_secret FROM users WHERE id = ?', agnes.userId);
    expect(rows).toEqual([{ totp_secret: null }]);
    expect(await countRecoveryCodes(book.context, agnes.userId)).toBe(0);
    await removeSecondFactor(book.context, admin, admin.userId);
  });

  it('cannot be removed where administrators must have it', async () => {
    const book = await openBook(engine, { REQUIRE_ADMIN_2FA: 'true' });
    const admin = await book.user('grace');
    await enrol(book, admin);
    await expect(removeSecondFactor(book.context, admin, admin.userId)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
