import { createHash } from 'node:crypto';

/** Spellings of a typed login: those that the lookup takes as one, and those that count as one. */

/** Characters of the longest login, an email address. */
const LONGEST_LOGIN = 254;

/** Forms of a typed login by which a login is found. */
export interface TypedLogin {
  /** As a username is stored: without the blanks around it, in NFC. */
  username: string;
  /** As an email address is stored: in lower case too. */
  email: string;
  /** Key of its failures. */
  key: string;
}

/**
 * Returns the forms of a typed login. Its key is a function of the email form, so that two spellings
 * that find one login have one key, and of fewer characters than that: invisible characters, width
 * and other compatible forms change nothing, or each would be a fresh count of the same name.
 * A name that is too long to exist is cut for the lookup, and counted by its whole text.
 */
export function readTypedLogin(typed: string): TypedLogin {
  const username = typed.trim().normalize('NFC');
  const email = username.toLowerCase();
  const isTooLong = username.length > LONGEST_LOGIN;
  // A blank at its end is in no stored name.
  const forLookup = (text: string) => (isTooLong ? `${text.slice(0, LONGEST_LOGIN)} ` : text);
  return {
    username: forLookup(username),
    email: forLookup(email),
    key: hashKey('name', foldName(email)),
  };
}

/** Returns the key of a login that is known already, by its id: no typed name has it. */
export function keyOfLogin(userId: string): string {
  return hashKey('login', userId);
}

/** Hashes parts of a key, which cannot run into each other. */
export function hashKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point: what no reader sees. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function foldName(text: string): string {
  const visible = text.normalize('NFKC').replace(INVISIBLE, '');
  return visible.toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
