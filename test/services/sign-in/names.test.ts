import { describe, expect, it } from 'vitest';
import { keyOfLogin, readTypedLogin } from '../../../src/services/sign-in/names.js';

const keyOf = (typed: string) => readTypedLogin(typed).key;

describe('spellings of a typed login', () => {
  it.each([
    ['capitals', 'ADA'],
    ['blanks around it', '\u00a0 ada\t'],
    ['a byte order mark', '\ufeffada'],
    ['a space of no width', 'a\u200bda'],
    ['a joiner', 'ad\u200da'],
    ['a soft hyphen', 'a\u00adda'],
    ['a direction mark', '\u202eada\u202c'],
    ['a variation selector', 'ada\ufe0f'],
    ['a filler', 'ada\u3164'],
    ['a null character', 'ada\0'],
    ['an escape', '\u001bada'],
    ['a tag', 'ada\u{e0041}'],
    ['wide letters', '\uff41\uff44\uff41'],
    ['wide capitals', '\uff21\uff24\uff21'],
    ['mathematical letters', '\u{1d41a}\u{1d41d}\u{1d41a}'],
  ])('count as one with %s', (_what, typed) => {
    expect(keyOf(typed)).toBe(keyOf('ada'));
  });

  it('count as one in composed and decomposed form, and are looked up as stored', () => {
    const typed = 'Jose\u0301';
    expect(keyOf(typed)).toBe(keyOf('José'));
    expect(readTypedLogin(typed)).toMatchObject({ username: 'José', email: 'josé' });
  });

  it('count apart when a reader sees another name', () => {
    const names = ['ada', 'ad', 'ada1', 'ada b', 'ada@example.test', 'àda', '', 'adа'];
    expect(new Set(names.map(keyOf)).size).toBe(names.length);
  });

  it('count as one wherever the lookup takes them as one', () => {
    // Pairs of one character that the lookup's own forms (NFC, lower case) make equal.
    const byForm = new Map<string, Set<string>>();
    for (let code = 1; code < 0x3000; code += 1) {
      const { email, key } = readTypedLogin(`a${String.fromCodePoint(code)}b`);
      byForm.set(email, (byForm.get(email) ?? new Set()).add(key));
    }
    expect([...byForm].filter(([, keys]) => keys.size > 1)).toEqual([]);
  });

  it('cuts a name that is too long to exist, finds nothing by it, and counts all of it', () => {
    const long = readTypedLogin('a'.repeat(5000));
    expect(long.username.length).toBeLessThan(300);
    expect(long.username.trim()).not.toBe(long.username);
    expect(long.key).not.toBe(keyOf('a'.repeat(5001)));
  });

  it('never counts a typed id as the login that has it', () => {
    expect(keyOf('u-1')).not.toBe(keyOfLogin('u-1'));
  });
});
