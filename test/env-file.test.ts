import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { parseEnvText, readEnvFile } from '../src/env-file.js';
import { ProblemsError } from '../src/errors.js';
import { projectRoot } from '../src/paths.js';
import { said } from './helpers/messages/said.js';
import { temporaryFolder } from './helpers/engines/engines.js';

/** Files of environment variables: their settings and their refused lines. */

describe('the text of an env file', () => {
  it.each([
    ['PORT=3001', { PORT: '3001' }],
    ['  PORT = 3001  ', { PORT: '3001' }],
    ['\tPORT\t=\t3001\t', { PORT: '3001' }],
    ['export PORT=3001', { PORT: '3001' }],
    ['# a comment\n   # another\n\n \t\nPORT=3001', { PORT: '3001' }],
    ['PORT=3001 # a comment', { PORT: '3001' }],
    ['HOST= # a comment\nPORT=1', { HOST: '', PORT: '1' }],
    ['HOST=\nPORT=1', { HOST: '', PORT: '1' }],
    ['KEY="a # b" # a comment\nPORT=1', { KEY: 'a # b', PORT: '1' }],
    [`KEY='it"s'\nPORT=1`, { KEY: 'it"s', PORT: '1' }],
    ['KEY=`it"s`', { KEY: 'it"s' }],
    ['KEY=it"s', { KEY: 'it"s' }],
    ['KEY="one\n# two  \nthree"\nPORT=1', { KEY: 'one\n# two  \nthree', PORT: '1' }],
    ['KEY=k1:a=b==\nPORT=1', { KEY: 'k1:a=b==', PORT: '1' }],
    ['HOST=a\r\nPORT=1\r\n', { HOST: 'a', PORT: '1' }],
    ['PORT=1\nPORT=2', { PORT: '2' }],
    ['', {}],
  ])('%j sets its variables', (text, expected) => {
    const { values, problems } = parseEnvText(text);
    expect([Object.fromEntries(values), problems]).toEqual([expected, []]);
  });

  it.each([
    ['PORT 3001', 'it has no =; write NAME=VALUE, or # before a comment'],
    ['PORT', 'it has no =; write NAME=VALUE, or # before a comment'],
    ['THE PORT=3001', 'the text before = is not a name of letters, digits and _'],
    ['=3001', 'the text before = is not a name of letters, digits and _'],
    ['2FA=true', 'the text before = is not a name of letters, digits and _'],
    ['// PORT=3001', 'the text before = is not a name of letters, digits and _'],
    ['KEY="abc', 'the quote " is never closed'],
    [`KEY='it's`, "there is text after the closing quote '"],
    ['KEY=abc#def', 'a value that contains # needs quotes'],
    ['KEY=#abc', 'a value that contains # needs quotes'],
  ])('%j is refused by its number, and hides no other line', (line, problem) => {
    const { values, problems } = parseEnvText(`HOST=a\n\n${line}\nPORT=1\n`);
    expect(said(problems)).toEqual([`line 3: ${problem}`]);
    expect(Object.fromEntries(values)).toEqual({ HOST: 'a', PORT: '1' });
  });

  it('is numbered by the line of the file after a value of several lines', () => {
    expect(said(parseEnvText('KEY="one\ntwo\nthree"\nPORT').problems)).toEqual([
      'line 4: it has no =; write NAME=VALUE, or # before a comment',
    ]);
  });
});

describe('an env file', () => {
  const inFolder = () => path.join(temporaryFolder(), '.env');

  it('names every wrong line at once by its number, and prints no line', () => {
    const file = inFolder();
    fs.writeFileSync(file, 'DATA_KEY: a secret\nPORT=3001\nan other secret');
    expect(() => readEnvFile(file)).toThrow(ProblemsError);
    expect(() => readEnvFile(file)).toThrow(
      `${file} is not right:
  - line 1: it has no =; write NAME=VALUE, or # before a comment
  - line 3: it has no =; write NAME=VALUE, or # before a comment`,
    );
  });

  it('may be missing', () => {
    expect(readEnvFile(inFolder())).toBeNull();
  });

  it('may begin with the mark of UTF-8', () => {
    const file = inFolder();
    fs.writeFileSync(file, '\uFEFFPORT=3001');
    expect(readEnvFile(file)).toEqual(new Map([['PORT', '3001']]));
  });

  it.each([
    ['a folder', (file: string) => fs.mkdirSync(file), 'it is a folder'],
    [
      'written in UTF-16',
      (file: string) => fs.writeFileSync(file, '\uFEFFPORT=3001', 'utf16le'),
      'it is not text in UTF-8',
    ],
  ])('is refused when it is %s', (_what, make, reason) => {
    const file = inFolder();
    make(file);
    expect(() => readEnvFile(file)).toThrow(`${file} cannot be read:\n  - ${reason}`);
  });
});

describe('.env.example', () => {
  const text = fs.readFileSync(path.join(projectRoot, '.env.example'), 'utf8');

  it('sets nothing but defaults', () => {
    const { values, problems } = parseEnvText(text);
    expect(problems).toEqual([]);
    expect(readConfig(Object.fromEntries(values))).toEqual(readConfig({}));
  });

  it('holds its further lines ready behind a #', () => {
    const { values, problems } = parseEnvText(text.replaceAll(/^# (?=[A-Z_\d]+=)/gm, ''));
    expect(problems).toEqual([]);
    expect([...values.keys()]).toEqual(expect.arrayContaining(['D1_TOKEN', 'DATA_KEY']));
  });
});
