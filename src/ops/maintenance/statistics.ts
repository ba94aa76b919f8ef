import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { recordResult, type MaintenanceResult } from './results.js';

/**
 * The planner's statistics. Tests hold the plans of the hot statements with and without them. The
 * embedded engine reads a bounded number of rows of each index (`analysis_limit`), so that both work
 * beside a running server.
 */

/**
 * The masks of PRAGMA optimize: all tables, not only those that this connection has queried, within
 * `analysis_limit`; the first one lists what the second does.
 * https://www.sqlite.org/pragma.html#pragma_optimize
 */
const LIST = sql`PRAGMA optimize(0x10013)`;
const RUN = sql`PRAGMA optimize(0x10012)`;

/** Gathers statistics of every table and index. */
export async function analyseBook(
  context: Context,
  actor: Actor,
): Promise<MaintenanceResult<'analyze'>> {
  const startedAt = Date.now();
  await commitBatch(context.database, [sql`ANALYZE`]);
  const [[found]] = await commitBatch(context.database, [
    rows<{ tables: number }>(sql`SELECT count(DISTINCT tbl) AS tables FROM sqlite_stat1`),
  ]);
  const result = {
    at: context.clock.now().toISOString(),
    tables: found?.tables ?? 0,
    tookMs: Date.now() - startedAt,
  };
  await recordResult(context, actor, 'analyze', result);
  return result;
}

/** Gathers statistics of those tables whose number of rows has changed much, as SQLite decides. */
export async function optimiseBook(
  context: Context,
  actor: Actor,
): Promise<MaintenanceResult<'optimize'>> {
  const startedAt = Date.now();
  const listed = await listChanged(context);
  await commitBatch(context.database, [RUN]);
  // SQLite lists tables without a row each time: it has no statistics of them.
  const left = await listChanged(context);
  const result = {
    at: context.clock.now().toISOString(),
    analysed: listed.filter((table) => !left.includes(table)),
    tookMs: Date.now() - startedAt,
  };
  await recordResult(context, actor, 'optimize', result);
  return result;
}

async function listChanged({ database }: Context): Promise<string[]> {
  const [listed] = await commitBatch(database, [LIST]);
  return listed.flatMap((row) => tableOf(String(Object.values(row)[0])));
}

/** Reads the table out of `ANALYZE "main"."wagers"`. */
function tableOf(statement: string): string[] {
  const [, name] = /^ANALYZE "main"\."((?:[^"]|"")*)"/.exec(statement) ?? [];
  return name === undefined ? [] : [name.replaceAll('""', '"')];
}
