import bcrypt from 'bcrypt';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import commonPasswords from './common-passwords.json' with { type: 'json' };
import { DEMO_PASSWORD } from './demo-password.js';
import { inPasswordShare, noteRightPassword } from './password-share.js';

/** Checks, hashes and compares passwords; no other file does. */

export const PASSWORD_BYTES = { least: 12, most: 72 } as const;

/**
 * Common passwords of at least twelve characters in lower case: the length refuses shorter ones.
 * `isRepetition` and `isSequence` refuse others.
 */
const common: ReadonlySet<string> = new Set([...commonPasswords, DEMO_PASSWORD]);

/**
 * Checks and hashes a new password for this login.
 * @throws DomainError `invalid` on the field `password`; `throttled` without a free place
 */
export async function hashNewPassword(
  context: Context,
  password: string,
  login: { username: string; email: string },
): Promise<string> {
  const problem = passwordProblem(password, login);
  if (problem !== null) throw new DomainError('invalid', problem, { field: 'password' });
  return inPasswordShare(context, () =>
    bcrypt.hash(password.normalize('NFC'), context.passwordCost),
  );
}

/** Hashes the password of every demo login, which no rule checks. */
export function hashDemoPassword({ passwordCost }: Pick<Context, 'passwordCost'>): Promise<string> {
  return bcrypt.hash(DEMO_PASSWORD, passwordCost);
}

/** Returns true for a hash of the demo book's published password. Takes bcrypt's time. */
export async function isDemoPassword(hash: string): Promise<boolean> {
  return hash.startsWith('$2') && (await bcrypt.compare(DEMO_PASSWORD, hash));
}

/** Returns the reason to refuse a password, or null. bcrypt would silently cut it at 72 bytes. */
export function passwordProblem(
  password: string,
  login: { username: string; email: string },
): Message | null {
  const text = password.normalize('NFC');
  const bytes = Buffer.byteLength(text);
  if (bytes < PASSWORD_BYTES.least) {
    return message('accounts.password_too_short', { least: PASSWORD_BYTES.least });
  }
  if (bytes > PASSWORD_BYTES.most) {
    return message('accounts.password_too_long', { length: bytes, most: PASSWORD_BYTES.most });
  }
  if (text.includes('\0')) return message('accounts.password_null_character');
  const folded = text.toLowerCase();
  const names = [login.username, login.email.split('@')[0] ?? ''].map((name) => name.toLowerCase());
  // Shorter names are parts of too many words.
  if (names.some((name) => name.length >= 4 && folded.includes(name))) {
    return message('accounts.password_has_username');
  }
  if (common.has(folded) || isRepetition(folded) || isSequence(folded)) {
    return message('accounts.password_common');
  }
  return null;
}

/**
 * Compares in bcrypt's time, without a hash too, so that an unknown login answers as slowly as a known
 * one. In production the demo book's password matches nothing: another process may have seeded the
 * database beside the running server.
 * @throws DomainError `throttled` without a free place
 */
export async function passwordMatches(
  context: Context,
  password: string,
  hash: string | null,
): Promise<boolean> {
  const text = password.normalize('NFC');
  const usable = hash !== null && hash.startsWith('$2');
  const compareWith = usable ? hash : await standIn(context.passwordCost);
  const matches = await inPasswordShare(context, () => bcrypt.compare(text, compareWith));
  if (matches && usable) noteRightPassword(context);
  const isPublished = context.config.production && text === DEMO_PASSWORD;
  return matches && usable && !isPublished && Buffer.byteLength(text) <= PASSWORD_BYTES.most;
}

/** Hashes of random texts, one for each cost in use. */
const standIns = new Map<number, Promise<string>>();

function standIn(cost: number): Promise<string> {
  const existing = standIns.get(cost);
  if (existing) return existing;
  const made = bcrypt.hash(crypto.randomUUID(), cost);
  standIns.set(cost, made);
  return made;
}

/** `aaaaaaaaaaaa`, `abcabcabcabc` */
function isRepetition(text: string): boolean {
  return /^(.{1,4})\1+$/su.test(text);
}

/** `123456789012`, `abcdefghijkl`, `zyxwvutsrqpo` */
function isSequence(text: string): boolean {
  const steps = new Set<number>();
  for (let index = 1; index < text.length; index += 1) {
    steps.add((text.charCodeAt(index) - text.charCodeAt(index - 1) + 10) % 10);
  }
  const [step] = steps;
  return steps.size === 1 && (step === 1 || step === 9);
}
