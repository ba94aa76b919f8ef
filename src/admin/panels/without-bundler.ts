import Module, { createRequire } from 'node:module';

/**
 * AdminJS loads Babel as soon as it is loaded itself, for a bundler of components that is never
 * reached here: ours are bundled when the server is built. It takes half a second of the processor
 * and 13 MiB, so AdminJS gets empty packages in its place.
 */

const packages = [
  '@babel/core',
  '@babel/helper-module-imports',
  '@babel/preset-env',
  '@babel/preset-react',
  '@babel/preset-typescript',
];

/** To be called before AdminJS is loaded; afterwards, or without those packages, it does nothing. */
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
