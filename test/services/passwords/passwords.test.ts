import { describe, expect, it } from 'vitest';
import commonPasswords from '../../../src/services/passwords/common-passwords.json' with { type: 'json' };
import { passwordProblem } from '../../../src/services/passwords/passwords.js';
import { said } from '../../helpers/messages/said.js';

const login = { username: 'marlowe', email: 'philip@example.test' };

describe('new passwords', () => {
  it.each([
    ['is too short', 'short', /at least 12/],
    ['has eleven characters', 'elevenchar1', /at least 12/],
    ['is longer than bcrypt reads', 'x1y2 '.repeat(15), /at most 72 bytes, it has 75/],
    ['has few characters but many bytes', '🦦'.repeat(19), /at most 72 bytes, it has 76/],
    ['is a common one', 'Password1234', /too common/],
    ['is a common one in capitals', 'QWERTYUIOP123', /too common/],
    ['is the demo book’s', 'Harvest-Moon-2200', /too common/],
    ['repeats one character', 'zzzzzzzzzzzz', /too common/],
    ['repeats a few characters', 'abcabcabcabc', /too common/],
    ['counts up', '123456789012', /too common/],
    ['counts down', 'zyxwvutsrqponm', /too common/],
    ['contains the username', 'my MARLOWE password', /username/],
    ['contains the name of the email', 'xx philip xx philip', /username/],
    ['contains a null character', 'seven quiet\0otters', /null character/],
  ])('refuses a password that %s', (_why, password, message) => {
    expect(said(passwordProblem(password, login))).toMatch(message);
  });

  it.each([
    'seven quiet otters',
    'äöü-äöü-äöü',
    'x'.repeat(11) + 'y'.repeat(61),
    '🦦 otters in the sea',
  ])('accepts a password that is %s', (password) => {
    expect(passwordProblem(password, login)).toBeNull();
  });
});

describe('the file of common passwords', () => {
  it('holds each password once, in lower case, and leaves out those that are too short', () => {
    const reachable = commonPasswords.filter(
      (password) => password === password.toLowerCase() && Buffer.byteLength(password) >= 12,
    );
    expect([...new Set(reachable)]).toEqual(commonPasswords);
  });
});
