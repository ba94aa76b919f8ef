import type { Context } from '../../context.js';
import { migrationStatus, readMigrations } from '../../db/migrations/migrator.js';
import { migrationsFolder } from '../../paths.js';
import { systemActor } from '../../services/accounts/actors.js';
import {
  buildSearchIndex,
  searchIndexes,
  searchIndexState,
} from '../../services/lists/search-index.js';
import { recordResult } from './results.js';
import type { VacuumReport } from './vacuum.js';

/** The work after a VACUUM, on an open database: a server may be started meanwhile. */

const ROWS_BETWEEN_STEPS = 100_000;

/** Builds every search index that is unfinished. Returns their tables. */
export async function buildSuspended(
  context: Context,
  onProgress: (table: string, done: number, of: number) => void,
): Promise<string[]> {
  const built: string[] = [];
  for (const index of searchIndexes) {
    if ((await searchIndexState(context, index)) !== 'unfinished') continue;
    let reported = 0;
    await buildSearchIndex(context, index, (done, of) => {
      if (done < of && done - reported < ROWS_BETWEEN_STEPS) return;
      reported = done;
      onProgress(index.table, done, of);
    });
    built.push(index.table);
  }
  return built;
}

/** Keeps the result in the audit trail; on another schema the trail may have other columns. */
export async function keepVacuum(
  context: Context,
  { bytesBefore, bytesAfter, tookMs }: VacuumReport,
  indexed: string[],
): Promise<void> {
  const status = await migrationStatus(context.database, readMigrations(migrationsFolder));
  if (status.length === 0 || status.some(({ state }) => state !== 'applied')) return;
  const at = context.clock.now().toISOString();
  const result = { at, bytesBefore, bytesAfter, indexed, tookMs };
  await recordResult(context, await systemActor(context), 'vacuum', result);
}
