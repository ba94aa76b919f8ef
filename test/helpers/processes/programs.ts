import fs from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { projectRoot } from '../../../src/paths.js';

/** Paths of programs that tests start as processes. */
export interface Programs {
  server: string;
  /** The server with its packages as they are installed. */
  installedServer: string;
  cli: string;
  operator: string;
  writeAgents: string;
  withoutBundler: string;
}

const SOURCES: Omit<Programs, 'installedServer'> = {
  server: 'src/server.ts',
  cli: 'src/cli.ts',
  operator: 'test/helpers/processes/operator-process.ts',
  writeAgents: 'test/helpers/processes/write-agents.ts',
  withoutBundler: 'src/admin/panels/without-bundler.ts',
};

/** Lets bundled packages require others. */
const banner = {
  js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
};

/** Packages that load the one AdminJS of the program. */
const ADMINJS = ['adminjs', '@adminjs/express', '@adminjs/sql'];
/** Packages that AdminJS names and no server reaches: its bundler, drivers of other databases. */
const UNREACHED = ['@babel/*', 'rollup', '@rollup/*', 'pg', 'mysql2'];
/** Imports of AdminJS's own pages: without effects, their unused components are left out. */
const PAGES =
  /^(@adminjs\/design-system|react(-.*)?|axios|@tinymce\/.*|styled-components)$|^\.\/(components|hooks|hoc)/;

/** Bundles the programs into a folder of the project: a start from the sources takes seconds. */
export async function buildPrograms(): Promise<{ folder: string; programs: Programs }> {
  const cache = path.join(projectRoot, 'node_modules/.cache');
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, 'programs-'));
  const embeddedThread = 'src/db/engines/embedded/thread-worker.ts';
  const common = {
    absWorkingDir: projectRoot,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  } as const;
  const { operator, server, ...others } = SOURCES;
  const installed = path.join(folder, 'installed');
  const operators = path.join(folder, 'operator');
  await Promise.all([
    build({
      ...common,
      ...withAdminJS(),
      entryPoints: [server, ...Object.values(others), embeddedThread],
      outdir: folder,
    }),
    build({
      ...common,
      entryPoints: [server, embeddedThread],
      outdir: installed,
      packages: 'external',
    }),
    // Bundled with its packages, it starts in half of the time.
    build({
      ...common,
      banner,
      entryPoints: [operator, embeddedThread],
      outdir: operators,
      external: ['bcrypt', 'better-sqlite3', 'pino'],
    }),
  ]);
  const built = (source: string, where = folder) =>
    path.join(where, `${path.parse(source).name}.js`);
  const programs = {
    server: built(SOURCES.server),
    installedServer: built(SOURCES.server, installed),
    cli: built(SOURCES.cli),
    operator: built(SOURCES.operator, operators),
    writeAgents: built(SOURCES.writeAgents),
    withoutBundler: built(SOURCES.withoutBundler),
  };
  return { folder, programs };
}

/**
 * Bundles AdminJS, without its browser's components: to load all of them takes half of the time of a
 * start. Other packages stay outside.
 */
function withAdminJS(): BuildOptions {
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const installed = Object.keys({ ...dependencies, ...devDependencies });
  return {
    banner,
    external: [...installed.filter((name) => !ADMINJS.includes(name)), ...UNREACHED],
    plugins: [
      {
        name: 'adminjs',
        setup: (bundle) => {
          // It reads its package.json from the folder above its own.
          bundle.onLoad({ filter: /adminjs\/lib\/adminjs\.js$/ }, async ({ path: file }) => {
            const source = await fs.promises.readFile(file, 'utf8');
            return {
              contents: source.replace(/const pkg = .*/, `import pkg from '../package.json';`),
            };
          });
          bundle.onResolve({ filter: PAGES }, async ({ path: name, pluginData, ...from }) => {
            if (pluginData !== undefined) return undefined;
            const found = await bundle.resolve(name, { ...from, pluginData: 'asked' });
            return { ...found, sideEffects: false };
          });
        },
      },
    ],
  };
}
