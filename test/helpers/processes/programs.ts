import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../../src/paths.js';
import { banner, cache, smallAdminJS } from './small-adminjs.js';

/** Paths of programs that tests start as processes. */
export interface Programs {
  server: string;
  /** The server with its packages as they are installed. */
  installedServer: string;
  cli: string;
  operator: string;
  writeAgents: string;
  readWorkbook: string;
  withoutBundler: string;
}

const SOURCES: Omit<Programs, 'installedServer'> = {
  server: 'src/server.ts',
  cli: 'src/cli.ts',
  operator: 'test/helpers/processes/operator-process.ts',
  writeAgents: 'test/helpers/processes/write-agents.ts',
  readWorkbook: 'test/helpers/processes/read-workbook.ts',
  withoutBundler: 'src/admin/panels/without-bundler.ts',
};

/** Bundles the programs into a folder of the project: a start from the sources takes seconds. */
export async function buildPrograms(): Promise<{ folder: string; programs: Programs }> {
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, 'programs-'));
  const embeddedThread = 'src/db/engines/embedded/thread-worker.ts';
  const copyProcess = 'src/ops/backup/prepare-process.ts';
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
      entryPoints: [server, ...Object.values(others), embeddedThread, copyProcess],
      outdir: folder,
      packages: 'external',
      plugins: [await smallAdminJS()],
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
    readWorkbook: built(SOURCES.readWorkbook),
    withoutBundler: built(SOURCES.withoutBundler),
  };
  return { folder, programs };
}
