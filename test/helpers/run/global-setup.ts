import chromiumBinary from '@sparticuz/chromium';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder, projectRoot } from '../../../src/paths.js';
import { startD1Pool } from '../engines/d1-pool.js';
import { buildPrograms, type Programs } from '../processes/programs.js';
import { checkRecords, type RecordCheck } from '../sql/record-check.js';
import { makeRunFolder } from './run-folder.js';

/**
 * Makes once the files that all tests share: the browser's files (servers and browsers need them),
 * the browser, programs to start, a migrated database to copy, and D1 databases. Checks the SQL texts that they
 * sent.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const building = Promise.all([
    buildPrograms(),
    promisify(execFile)(process.execPath, [path.join(projectRoot, 'scripts/build-assets.mjs')]),
    // Its package unpacks it once a machine: two workers that unpacked at once would start half of it.
    chromiumBinary.executablePath(),
  ]);
  const folder = makeRunFolder();
  project.provide('runFolder', folder);
  const file = path.join(folder, 'migrated.db');
  const engine = openEmbedded({ file, threads: false });
  await migrateUp(engine.database, readMigrations(migrationsFolder));
  const tables = engine.database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'",
  );
  project.provide('tables', (await tables.raw<[string]>()).flat());
  await engine.close();
  project.provide('migratedDatabase', file);
  const records = path.join(folder, 'sql');
  fs.mkdirSync(records);
  project.provide('sqlRecords', records);

  const [{ folder: programsFolder, programs }, , chromium] = await building;
  project.provide('chromium', chromium);
  project.provide('programs', programs);

  const pool = await startD1Pool(file, folder);
  project.provide('d1Pool', pool.url);
  return async () => {
    await pool.close();
    report(checkRecords(records, project.vitest));
    for (const each of [folder, programsFolder]) {
      fs.rmSync(each, { recursive: true, force: true });
    }
  };
}

/** Fails the run when its SQL texts are not as they should be. */
function report(check: RecordCheck | null): void {
  if (!check) return;
  const { problems, summary } = check;
  process.stdout.write([...problems, summary].map((line) => `\n${line}\n`).join(''));
  if (problems.length > 0) process.exitCode = 1;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of all files of the run. */
    runFolder: string;
    migratedDatabase: string;
    d1Pool: string;
    programs: Programs;
    /** Path of the browser. */
    chromium: string;
    /** Names of the migrated schema's tables. */
    tables: string[];
    /** Folder of the records of SQL texts. */
    sqlRecords: string;
  }
}
