import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { projectRoot } from '../../../src/paths.js';

/**
 * AdminJS without its browser's components, for the servers that tests start: to load them all takes
 * half of the time of a start. It is built once for each state of package-lock.json.
 */

export const cache = path.join(projectRoot, 'node_modules/.cache');

/** Lets bundled packages require others. */
export const banner = {
  js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
};

/** AdminJS, the packages that load it, and their names as files. */
const FILES: Record<string, string> = {
  adminjs: 'adminjs',
  '@adminjs/express': 'express',
  '@adminjs/sql': 'sql',
};
/** Packages that AdminJS names and no server reaches: its bundler, drivers of other databases. */
const UNREACHED = ['@babel/*', 'rollup', '@rollup/*', 'pg', 'mysql2'];
/** Imports of AdminJS's pages: without effects, the components that nobody names are left out. */
const PAGES =
  /^(@adminjs\/design-system|react(-.*)?|axios|@tinymce\/.*|styled-components)$|^\.\/(components|hooks|hoc)/;

/** Puts the small AdminJS in the place of the installed one. */
export async function smallAdminJS(): Promise<Plugin> {
  const folder = await builtOnce();
  return {
    name: 'small AdminJS',
    setup: (bundle) => {
      bundle.onResolve({ filter: /adminjs/ }, ({ path: name }) => {
        const file = FILES[name];
        if (file === undefined) return undefined;
        return { path: pathToFileURL(path.join(folder, `${file}.js`)).href, external: true };
      });
    },
  };
}

async function builtOnce(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [path.join(projectRoot, 'package-lock.json'), import.meta.filename]) {
    hash.update(fs.readFileSync(file));
  }
  const folder = path.join(cache, `adminjs-${hash.digest('hex').slice(0, 16)}`);
  if (fs.existsSync(folder)) return folder;
  const aside = fs.mkdtempSync(path.join(cache, 'adminjs-aside-'));
  await buildInto(aside);
  try {
    fs.renameSync(aside, folder);
  } catch (error) {
    // Another run was faster.
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(aside, { recursive: true });
  }
  return folder;
}

async function buildInto(outdir: string): Promise<void> {
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const installed = Object.keys({ ...dependencies, ...devDependencies });
  await build({
    banner,
    outdir,
    absWorkingDir: projectRoot,
    entryPoints: Object.entries(FILES).map(([name, out]) => ({ in: name, out })),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    external: [...installed.filter((name) => !(name in FILES)), ...UNREACHED],
    plugins: [withoutPages],
  });
}

const withoutPages: Plugin = {
  name: 'without pages',
  setup: (bundle) => {
    // Its index names all components. A server that needs another export does not start.
    bundle.onResolve({ filter: /^adminjs$/ }, ({ path: name, kind }) =>
      kind === 'entry-point' ? { path: name, namespace: 'server' } : undefined,
    );
    bundle.onLoad({ filter: /^adminjs$/, namespace: 'server' }, () => ({
      contents: `export { default } from './lib/adminjs.js'; export * from './lib/backend/index.js';`,
      resolveDir: path.join(projectRoot, 'node_modules/adminjs'),
    }));
    // It reads its package.json from the folder above its own.
    bundle.onLoad({ filter: /adminjs\/lib\/adminjs\.js$/ }, async ({ path: file }) => {
      const source = await fs.promises.readFile(file, 'utf8');
      return { contents: source.replace(/const pkg = .*/, `import pkg from '../package.json';`) };
    });
    bundle.onResolve({ filter: PAGES }, async ({ path: name, pluginData, ...from }) => {
      if (pluginData !== undefined) return undefined;
      const found = await bundle.resolve(name, { ...from, pluginData: 'asked' });
      return { ...found, sideEffects: false };
    });
  },
};
