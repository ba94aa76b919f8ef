import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { projectRoot } from '../../src/paths.js';

/** In a process of its own: here AdminJS may be loaded already. */
function filesOfBabel(first: string): number {
  const script = `
    import { createRequire } from 'node:module';
    ${first}
    const { default: AdminJS } = await import('adminjs');
    new AdminJS({});
    const files = Object.keys(createRequire(import.meta.url).cache);
    console.log(files.filter((file) => file.includes('@babel/preset-env')).length);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return Number(execFileSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' }));
}

it('AdminJS is loaded without its bundler, and works', () => {
  const leave = `(await import('./src/admin/without-bundler.ts')).leaveBundlerOut();`;
  // The one that stands in its place.
  expect(filesOfBabel(leave)).toBe(1);
  expect(filesOfBabel('')).toBeGreaterThan(1);
});
