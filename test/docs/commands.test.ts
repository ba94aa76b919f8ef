import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/commands/program.js';
import type { Terminal } from '../../src/commands/shell/session.js';
import { createShell } from '../../src/commands/shell/shell.js';
import { codeIn, documents, projectFiles, readFile, tableRowsOf } from './documents.js';

/** Compares README and CONTRIBUTING with the commands and scripts. */

const terminal: Terminal = {
  write: () => undefined,
  note: () => undefined,
  ask: null,
  openContext: () => Promise.reject(new Error('no command is run here')),
  readSettings: () => Promise.reject(new Error('no command is run here')),
};
const shell = createShell(terminal);
const program = createProgram(terminal, shell);

/** Commands that do something, with the words before them: `user sessions list`. */
function leavesOf(command: Command, before: readonly string[] = []): string[] {
  return command.commands.flatMap((child) => {
    const words = [...before, child.name()];
    return child.commands.length === 0 ? [words.join(' ')] : leavesOf(child, words);
  });
}

const commands = leavesOf(program);
const { scripts } = JSON.parse(readFile('package.json')) as { scripts: Record<string, string> };

/** Documents, and sources whose messages name commands. */
const texts = [
  ...documents,
  ...projectFiles.filter((file) => /^(?:src|scripts)\/.*\.(?:ts|tsx|mjs)$/.test(file)),
].map((file) => ({ file, text: readFile(file) }));

describe('the operator’s commands', () => {
  const cells = tableRowsOf('README.md').map(({ cells: [first = ''] }) => first);
  const documented = cells
    .flatMap(codeIn)
    .map((code) => code.replace(/ (?:-|\[).*$/, ''))
    .filter((code) => program.commands.some((group) => code.split(' ')[0] === group.name()));

  it('stand in README by their whole names, all of them and no others', () => {
    expect([...new Set(documented)].sort()).toEqual([...commands].sort());
  });

  it('have their common options in README', () => {
    const told = codeIn(readFile('README.md')).map((code) => code.split(' ')[0]);
    const common = Object.values(shell.option).map((make) => make().long);
    expect(common.filter((name) => !told.includes(name ?? ''))).toEqual([]);
  });

  it('exist where a text tells people to run them', () => {
    const named = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/npm run (?:-s )?cli (?:--silent )?-- ([a-z][a-z -]*[a-z])/g)].map(
        ([, words = '']) => ({ file, words: words.replace(/ --?.*$/, '') }),
      ),
    );
    const isThere = (words: string) =>
      commands.some((command) => `${words} `.startsWith(`${command} `));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ words }) => !isThere(words))).toEqual([]);
  });
});

describe('the scripts of package.json', () => {
  it('stand in README, CONTRIBUTING or a page of docs', () => {
    const told = new Set(
      documents.flatMap((file) =>
        [...readFile(file).matchAll(/\bnpm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name),
      ),
    );
    // npm runs a script's `pre` before it.
    const isHook = (name: string) => name.startsWith('pre') && name.slice(3) in scripts;
    const names = Object.keys(scripts).filter((name) => !isHook(name));
    expect(names.filter((name) => !told.has(name))).toEqual([]);
  });

  it('exist where a text tells people to run them', () => {
    const named = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => ({ file, name })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });
});
