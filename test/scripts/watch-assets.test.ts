import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { loadAssets } from '../../src/admin/panels/assets.js';
import { projectRoot } from '../../src/paths.js';
import { temporaryFolder } from '../helpers/engines/engines.js';

/** Copies the sources of the browser's files, and the last build. */
function copyOfSources(): { root: string; inRoot: (file: string) => string } {
  const root = fs.realpathSync(temporaryFolder());
  const copied = [
    'scripts',
    'src/domain',
    'src/locale',
    'src/messages',
    'src/admin',
    'dist/assets',
  ];
  for (const name of [...copied, 'tsconfig.json']) {
    fs.cpSync(path.join(projectRoot, name), path.join(root, name), { recursive: true });
  }
  fs.symlinkSync(path.join(projectRoot, 'node_modules'), path.join(root, 'node_modules'));
  return { root, inRoot: (file) => path.join(root, file) };
}

/** Writes beside the file and renames, so that no reader sees half of it. */
function write(file: string, text: string): void {
  fs.writeFileSync(`${file}.tmp`, text);
  fs.renameSync(`${file}.tmp`, file);
}

const PATIENT_MS = 120_000;

it(
  'rebuilds the browser’s files when one changes, and keeps the last good build',
  { timeout: PATIENT_MS },
  async () => {
    const { root, inRoot } = copyOfSources();
    const watch = `import { watchAssets } from './scripts/assets/watch.mjs';
    await watchAssets((text) => process.stdout.write(text + '\\n'));
    process.stdout.write('watching\\n');`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', watch], { cwd: root });
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const complained = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    const address = () => loadAssets(inRoot('dist/assets')).url('panel.css');
    expect((await said.next()).value).toBe('watching');
    const first = address();

    write(inRoot('src/admin/browser/ui/values.css'), '.new-rule { color: red; }\n');
    expect((await said.next()).value).toBe('assets rebuilt');
    const second = address();
    expect(second).not.toBe(first);
    expect(fs.readFileSync(inRoot(`dist/assets/${path.basename(second)}`), 'utf8')).toContain(
      '.new-rule',
    );

    const boot = inRoot('src/admin/browser/app/boot.ts');
    const right = fs.readFileSync(boot, 'utf8');
    write(boot, `${right}\nconst x = ;\n`);
    expect((await complained.next()).value).toContain('Unexpected ";"');
    expect(address()).toBe(second);

    write(boot, `${right}\nconsole.log('new');\n`);
    expect((await said.next()).value).toBe('assets rebuilt');
    // A build after it starts from the sources.
    const script = inRoot('scripts/build-assets.mjs');
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toMatch(/^assets built/);
  },
);
