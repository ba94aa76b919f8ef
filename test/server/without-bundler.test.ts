import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { projectRoot } from '../../src/paths.js';

it('loads AdminJS without its bundler, and AdminJS works', async () => {
  const script = `
    import { createRequire } from 'node:module';
    import { leaveBundlerOut } from ${JSON.stringify(inject('programs').withoutBundler)};
    leaveBundlerOut();
    const { default: AdminJS } = await import('adminjs');
    new AdminJS({});
    const files = Object.keys(createRequire(import.meta.url).cache);
    console.log(files.filter((file) => file.includes('@babel/preset-env')).length);`;
  // In a process of its own: here AdminJS may be loaded already.
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: projectRoot });
  // The one that stands in its place; with the bundler there are hundreds.
  expect(Number(stdout)).toBe(1);
});
