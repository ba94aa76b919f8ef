import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder, projectRoot } from '../../../src/paths.js';
import { startD1Pool } from '../engines/d1-pool.js';
import { buildPrograms, type Programs } from '../processes/programs.js';
import { databasesFolder } from './memory-folder.js';

/**
 * What is made once for all tests: the browser's files as they are in the sources (servers and
 * browsers need them), programs to start, one migrated database that is copied by every test that
 * wants one, and D1 databases.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [path.join(projectRoot, 'scripts/build-assets.mjs')]);
  const folder = fs.mkdtempSync(path.join(databasesFolder(), 'fire22-test-'));
  const file = path.join(folder, 'migrated.db');
  const engine = openEmbedded({ file, threads: false });
  await migrateUp(engine.database, readMigrations(migrationsFolder));
  await engine.close();
  project.provide('migratedDatabase', file);

  const { folder: programsFolder, programs } = await buildPrograms();
  project.provide('programs', programs);

  const pool = await startD1Pool(file);
  project.provide('d1Pool', pool.url);
  return async () => {
    await pool.close();
    for (const each of [folder, programsFolder]) {
      fs.rmSync(each, { recursive: true, force: true });
    }
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    migratedDatabase: string;
    d1Pool: string;
    programs: Programs;
  }
}
