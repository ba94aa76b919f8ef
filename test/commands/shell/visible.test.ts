import { describe, expect, it } from 'vitest';
import { toVisible, toVisibleJson, toVisibleLine } from '../../../src/commands/shell/visible.js';
import { openBookOf } from '../../helpers/books/logins.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';

const TITLE = '\u001b]0;owned\u0007';
/** Anything that a terminal obeys. */
const OBEYED = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u;

describe('texts for a terminal', () => {
  it.each([
    [TITLE, '␛]0;owned␇'],
    ['a\u0000b', 'a␀b'],
    ['a\rb', 'a␍b'],
    ['\u009b31m', '\\u009b31m'],
    ['\u007f', '␡'],
    ['\u202eevil', '\\u202eevil'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['ñ 💰 ␛', 'ñ 💰 ␛'],
  ])('show the control characters of %j', (text, visible) => {
    expect(toVisible(text)).toBe(visible);
    expect(toVisible(visible)).toBe(visible);
  });

  it('show line breaks within a value, which would look like another row', () => {
    expect(toVisibleLine('a\nb\tc')).toBe('a␊b␉c');
  });

  it('keep every value of JSON', () => {
    const value = { name: `${TITLE}\u009b\u007f\u202e\u2028\n\t` };
    const json = toVisibleJson(JSON.stringify(value, null, 2));
    expect(json).not.toMatch(OBEYED);
    expect(JSON.parse(json)).toEqual(value);
  });
});

describeOnSqlite('a command', (engine) => {
  it.each([
    [['user', 'list']],
    [['user', 'list', '--json']],
    [['user', 'sessions', 'list']],
    [['user', 'set-password', `no${TITLE}body`]],
    [['user', 'unlock', 'boss\u009b2J', '--dry-run']],
    [['user', `un${TITLE}known`]],
    [['wager', 'list', '--status', `ac${TITLE}tive`]],
    [
      [
        'transaction',
        'adjust',
        '--customer',
        TITLE,
        '--amount',
        '1',
        '--reason',
        'x',
        '--as',
        'ada',
      ],
    ],
  ])('prints no control character that a terminal obeys: %j', async (args) => {
    const book = await openBookOf(engine, {
      logins: { ada: 'admin' },
      sql: [
        `INSERT INTO users (id, username, email, password_hash, role) VALUES
          ('evil', 'boss' || char(155) || '2J', char(27) || ']0;owned' || char(7) || char(10) || '@x', '!', 'admin')`,
        `INSERT INTO sessions (id_hash, user_id, data, address, created_at, last_seen_at, expires_at)
          VALUES ('h', 'evil', '{}', char(27) || '[2J', '2026-03-04 11:59:00', '2026-03-04 11:59:00',
            '2026-03-05 00:00:00')`,
      ],
    });
    const { stdout, stderr } = await run(book.context.engine, args);
    expect(stdout + stderr).not.toBe('');
    expect(stdout).not.toMatch(OBEYED);
    expect(stderr).not.toMatch(OBEYED);
  });
});
