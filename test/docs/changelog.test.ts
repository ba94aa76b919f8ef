import { describe, expect, it } from 'vitest';
import { readFile } from './documents.js';

const headings = [...readFile('CHANGELOG.md').matchAll(/^(##+) (.+)$/gm)].map(
  ([, level = '', text = '']) => ({ level, text }),
);
const releases = headings.filter(({ level }) => level === '##').map(({ text }) => text);

describe('the changelog', () => {
  it('begins with unreleased changes, and has the version of package.json', () => {
    const { version } = JSON.parse(readFile('package.json')) as { version: string };
    expect(releases[0]).toBe('Unreleased');
    expect(releases[1]).toMatch(/^\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}$/);
    expect(releases[1]?.split(' - ')[0]).toBe(version);
  });

  it('sorts changes by the kinds of Keep a Changelog', () => {
    const kinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    const used = headings.filter(({ level }) => level === '###').map(({ text }) => text);
    expect(used.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});
