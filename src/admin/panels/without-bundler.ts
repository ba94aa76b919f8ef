import Module, { createRequire } from 'node:module';

/**
 * Replaces Babel by empty packages. AdminJS loads it on import, for a bundler of components that is
 * never reached here (`npm run build` bundles ours), at the cost of half a second of the processor
 * and 13 MiB.
 */

const packages = [
  '@babel/core',
  '@babel/helper-module-imports',
  '@babel/preset-env',
  '@babel/preset-react',
  '@babel/preset-typescript',
];

/**
 * Puts the empty packages into the module cache. Call it before AdminJS is loaded; afterwards, or
 * without those packages, it does nothing.
 */
export function leaveBundlerOut(): void {
  const { cache, resolve } = createRequire(createRequire(import.meta.url).resolve('adminjs'));
  for (const name of packages) {
    let file: string;
    try {
      file = resolve(name);
    } catch {
      continue;
    }
    if (cache[file]) continue;
    const empty = new Module(file);
    empty.filename = file;
    empty.loaded = true;
    cache[file] = empty;
  }
}
