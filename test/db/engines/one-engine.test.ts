import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../src/paths.js';
import { oneEngine } from '../../helpers/engines/one-engine.js';

/** What a file looks like that chooses an engine instead of running on all. */
const chooses = [
  /import \{[^}]*\b(embedded|d1)\b[^}]*\} from '[^']*helpers\/engines\/engines\.js'/,
  /\b(freshD1|openD1|openEmbedded|startServer|migratedFile|runKillTest)\(/,
  /from 'better-sqlite3'/,
  /\bengine\.name\b(?=[\])]| ===)/,
];

function filesThatChoose(): string[] {
  const folder = path.join(projectRoot, 'test');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('helpers/'))
    .filter((name) => name !== 'db/engines/one-engine.test.ts')
    .filter((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      return chooses.some((pattern) => pattern.test(text));
    });
}

it('whatever runs on one engine only is listed with a reason, and nothing else is', () => {
  const files = filesThatChoose();
  const isListed = (file: string) =>
    Object.keys(oneEngine).some((key) => (key.endsWith('/') ? file.startsWith(key) : file === key));
  const unlisted = files.filter((file) => !isListed(file));
  expect(
    unlisted,
    'use describeOnEngines, or say why not in helpers/engines/one-engine.ts',
  ).toEqual([]);
  const isUsed = (key: string) => files.some((file) => file.startsWith(key));
  expect(Object.keys(oneEngine).filter((key) => !isUsed(key))).toEqual([]);
});
