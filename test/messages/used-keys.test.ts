import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { english } from '../../src/messages/en/index.js';
import { words } from '../../src/messages/en/words.js';
import { projectRoot } from '../../src/paths.js';

/** Sources that name keys: all but the catalogues themselves. */
function sourcesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return /^(en|es)$/.test(entry.name) ? [] : sourcesIn(file);
    return /\.tsx?$/.test(entry.name) ? [fs.readFileSync(file, 'utf8')] : [];
  });
}

it('the code uses every key and every word of the catalogues', () => {
  const code = ['src', 'resources', 'examples']
    .flatMap((folder) => sourcesIn(path.join(projectRoot, folder)))
    .join('\n');
  // A key may be completed by a value: `role.${role}`.
  const beginnings = [...code.matchAll(/`([\w.]+)\$\{/g)].flatMap(([, text = '']) => text);
  const isUsed = (key: string) =>
    code.includes(`'${key}'`) || beginnings.some((beginning) => key.startsWith(beginning));
  const keys = [...Object.keys(english), ...Object.keys(words)];
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});
