import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../../src/paths.js';

/** What tests start as processes of their own. */
export interface Programs {
  server: string;
  cli: string;
  operator: string;
  writeAgents: string;
}

const SOURCES: Programs = {
  server: 'src/server.ts',
  cli: 'src/cli.ts',
  operator: 'test/helpers/processes/operator-process.ts',
  writeAgents: 'test/helpers/processes/write-agents.ts',
};

/** Bundles them into a folder of the project: from the sources each start would take seconds. */
export async function buildPrograms(): Promise<{ folder: string; programs: Programs }> {
  const cache = path.join(projectRoot, 'node_modules/.cache');
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, 'programs-'));
  const embeddedThread = 'src/db/engines/embedded/thread-worker.ts';
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [...Object.values<string>({ ...SOURCES }), embeddedThread],
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const built = (source: string) => path.join(folder, `${path.parse(source).name}.js`);
  const programs = {
    server: built(SOURCES.server),
    cli: built(SOURCES.cli),
    operator: built(SOURCES.operator),
    writeAgents: built(SOURCES.writeAgents),
  };
  return { folder, programs };
}
