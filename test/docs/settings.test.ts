import { describe, expect, it } from 'vitest';
import { readConfig, settingDefaults } from '../../src/config.js';
import { codeIn, projectFiles, readFile, tableRowsOf } from './documents.js';

/** Compares README and .env.example with the settings that the code reads. */

const VARIABLE = /^[A-Z][A-Z0-9_]+$/;

/** README, "Configuration": the first column names variables, the second their defaults. */
const rows = tableRowsOf('README.md').filter(({ cells: [first = ''] }) =>
  codeIn(first).some((name) => VARIABLE.test(name)),
);
const documented = rows.flatMap(({ cells: [names = '', defaults = ''] }) =>
  codeIn(names).map((name, index) => ({ name, shown: codeIn(defaults)[index] })),
);

/** Variables that a source reads outside the parsed environment. */
function readIn(files: readonly string[]): string[] {
  const found = files.flatMap((file) =>
    [...readFile(file).matchAll(/\bprocess\.env(?:\.|\[')([A-Z_0-9]+)/g)].map(
      ([, name = '']) => name,
    ),
  );
  return [...new Set(found)];
}

const below = (...folders: string[]) =>
  projectFiles.filter(
    (file) => /\.(?:tsx?|mjs)$/.test(file) && folders.some((one) => file.startsWith(`${one}/`)),
  );

describe('settings', () => {
  it('stand in README, all of them and no others', () => {
    const read = [...Object.keys(settingDefaults), ...readIn(below('src'))];
    expect(documented.map(({ name }) => name).sort()).toEqual([...new Set(read)].sort());
  });

  it('have the same default in README and in the code', () => {
    const wrong = documented
      .filter(({ name }) => settingDefaults[name] !== undefined)
      .filter(({ name, shown }) => shown !== String(settingDefaults[name]))
      .map(
        ({ name, shown }) => `${name} is ${String(settingDefaults[name])}, not ${shown ?? 'empty'}`,
      );
    expect(wrong).toEqual([]);
  });

  it('stand in .env.example, where a line without # changes nothing', () => {
    const lines = readFile('.env.example').split('\n');
    const assignments = lines.flatMap((line) => {
      const [, mark = '', name = '', value = ''] =
        /^(# ?)?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [{ name, value, isSet: mark === '' }];
    });
    const names = new Set(assignments.map(({ name }) => name));
    expect([...names].sort()).toEqual(Object.keys(settingDefaults).sort());
    const set = assignments.filter(({ isSet }) => isSet);
    expect(readConfig(Object.fromEntries(set.map(({ name, value }) => [name, value])))).toEqual(
      readConfig({}),
    );
  });

  it('include those of tests and scripts in README or CONTRIBUTING', () => {
    const ofTheSystem = ['PATH', 'NODE_ENV'];
    const told = [...codeIn(readFile('README.md')), ...codeIn(readFile('CONTRIBUTING.md'))]
      .flatMap((code) => code.split(/[=\s]/))
      .concat(ofTheSystem);
    const read = readIn(below('test', 'scripts'));
    expect(read.length).toBeGreaterThan(ofTheSystem.length);
    expect(read.filter((name) => !told.includes(name))).toEqual([]);
  });
});
