import { describe, expect, it } from 'vitest';
import { codeIn, projectFiles, readFile, tableRowsOf } from './documents.js';

const entries = tableRowsOf('docs/glossary.md').map(
  ({ cells: [word = '', meaning = '', code = ''] }) => ({ word, meaning, code }),
);
const words = entries.map(({ word }) => word);

describe('the glossary', () => {
  it('gives each word one meaning', () => {
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(entries.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('has the words that documents and code use', () => {
    const needed = [
      ...['agent', 'book', 'bulk run', 'call', 'context', 'declaration', 'engine', 'figure'],
      ...['gateway', 'grade', 'guard', 'handle', 'hold', 'operation', 'panel', 'push', 'recompute'],
      ...['reconcile', 'regrade', 'reopen', 'resource', 'scope', 'seam', 'stake', 'statement'],
      ...['stored figures', 'tenant', 'void', 'volume', 'week', 'win', 'writes'],
    ];
    expect(needed.filter((word) => !words.includes(word))).toEqual([]);
  });

  it('names code that exists', () => {
    const sources = projectFiles
      .filter((file) => /^(?:src|resources)\/.*\.tsx?$/.test(file))
      .map(readFile)
      .join('\n');
    const names = entries
      .flatMap(({ code }) => codeIn(code))
      .filter((name) => !name.includes('/') && !projectFiles.some((file) => file.startsWith(name)))
      .map((name) => name.split('.').at(-1) ?? name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !sources.includes(name))).toEqual([]);
  });
});
