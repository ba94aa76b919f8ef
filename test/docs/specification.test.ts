import { describe, expect, it } from 'vitest';
import { codeIn, documents, projectFiles, readFile, tableRowsOf } from './documents.js';

/** docs/specification.md names the place of every line of the specification, or a reason. */

const PAGE = 'docs/specification.md';
const placed = ['built', 'another way'];
const states = [...placed, 'not built yet', 'not planned'];

const rows = tableRowsOf(PAGE).map(({ line, cells }) => {
  const [asked = '', state = '', where = ''] = cells;
  const paths = codeIn(where).filter(
    (code) => /^[\w.-]+(?:\/[\w.-]+)*$/.test(code) && isPath(code),
  );
  return { line, cells, asked, state, where, paths };
});

/** A path begins at the root; other words in backticks are commands, columns and settings. */
function isPath(code: string): boolean {
  const [first = ''] = code.split('/');
  return code.includes('/') || /\.(?:ts|md|json|jsonc)$/.test(first);
}

describe('the page on the specification', () => {
  it('has rows of a requirement, its state and its place', () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.filter(({ cells }) => cells.length !== 3 || cells.includes(''))).toEqual([]);
    expect(rows.filter(({ state }) => !states.includes(state))).toEqual([]);
  });

  it('names an existing file or folder for everything that is built', () => {
    const isThere = (path: string) =>
      projectFiles.some((file) => file === path || file.startsWith(`${path}/`));
    expect(rows.flatMap(({ paths }) => paths).filter((path) => !isThere(path))).toEqual([]);
    const unplaced = rows.filter(
      ({ state, paths }) => placed.includes(state) && paths.length === 0,
    );
    expect(unplaced.map(({ line, asked }) => `${PAGE}:${line} ${asked}`)).toEqual([]);
  });

  it('has every specified table and index', () => {
    const ddl = readFile('test/db/schema/specification.sql');
    const names = [...ddl.matchAll(/CREATE (?:TABLE|INDEX) (\w+)/g)].map(([, name = '']) => name);
    expect(names).toHaveLength(8 + 29);
    const told = rows.flatMap(({ asked }) => codeIn(asked));
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
  });

  it('is linked from README', () => {
    expect(documents).toContain(PAGE);
    expect(readFile('README.md')).toContain(`](${PAGE})`);
  });
});
