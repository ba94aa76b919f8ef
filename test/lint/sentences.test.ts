import { Linter, type Rule } from 'eslint';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/paths.js';

const rule = pathToFileURL(path.join(projectRoot, 'eslint.sentences.js')).href;
const { noSentences } = (await import(rule)) as { noSentences: Rule.RuleModule };
const linter = new Linter();

function sentencesIn(code: string): string[] {
  const found = linter.verify(code, {
    languageOptions: { parser: tseslint.parser },
    plugins: { house: { rules: { 'no-sentences': noSentences } } },
    rules: { 'house/no-sentences': 'error' },
  });
  return found.map(({ message }) => message);
}

describe('a sentence outside the catalogues', () => {
  it.each([
    [`throw new DomainError('invalid', 'the stake is missing');`],
    ['const text = `wager ${number} was settled as ${result} by hand`;'],
    [`const notice = verbatim('nothing was changed here');`],
    [`const answer = { title: 'What the book has won' };`],
    [`html\`<p>Your session has ended, sign in again to go on</p>\`;`],
  ])('is refused: %s', (code) => {
    expect(sentencesIn(code)).toEqual([expect.stringContaining('is a sentence')]);
  });

  it.each([
    [`throw new DomainError('invalid', message('inputs.missing'));`],
    [`context.log.warn({ err }, 'a bulk run stopped and goes on later');`],
    [`throw new Error('the panel has no state of its own');`],
    [`sql\`SELECT id FROM wagers WHERE status = 'active' and is not null\`;`],
    [`const plan = 'SELECT value from the table where it is';`],
    [`const column = { label: 'Change of the book’s win' };`],
    [`type Word = 'one of the words';`],
  ])('is left alone where it is no text for users: %s', (code) => {
    expect(sentencesIn(code)).toEqual([]);
  });
});
