import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../../src/paths.js';

/** Paths of programs that tests start as processes. */
export interface Programs {
  server: string;
  cli: string;
  operator: string;
  writeAgents: string;
  withoutBundler: string;
}

const SOURCES: Programs = {
  server: 'src/server.ts',
  cli: 'src/cli.ts',
  operator: 'test/helpers/processes/operator-process.ts',
  writeAgents: 'test/helpers/processes/write-agents.ts',
  withoutBundler: 'src/admin/panels/without-bundler.ts',
};

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
  const { server, cli, writeAgents, withoutBundler } = SOURCES;
  const others = [server, cli, writeAgents, withoutBundler, embeddedThread];
  const operators = path.join(folder, 'operator');
  await Promise.all([
    build({ ...common, entryPoints: others, outdir: folder, packages: 'external' }),
    // Bundled with its packages, it starts in half of the time.
    build({
      ...common,
      entryPoints: [SOURCES.operator, embeddedThread],
      outdir: operators,
      external: ['bcrypt', 'better-sqlite3', 'pino'],
      banner: {
        js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
      },
    }),
  ]);
  const built = (source: string, where = folder) =>
    path.join(where, `${path.parse(source).name}.js`);
  const programs = {
    server: built(SOURCES.server),
    cli: built(SOURCES.cli),
    operator: built(SOURCES.operator, operators),
    writeAgents: built(SOURCES.writeAgents),
    withoutBundler: built(SOURCES.withoutBundler),
  };
  return { folder, programs };
}
