import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { auditWrite } from '../../services/audit.js';

/**
 * Results of maintenance on the database itself. The audit trail keeps them, so that every server
 * and both engines show the newest.
 */

const count = z.number().nonnegative();

const rules = {
  analyze: z.object({ at: z.iso.datetime(), tables: count, tookMs: count }),
  optimize: z.object({ at: z.iso.datetime(), analysed: z.array(z.string()), tookMs: count }),
  vacuum: z.object({
    at: z.iso.datetime(),
    bytesBefore: count,
    bytesAfter: count,
    /** Tables whose search index was built again. */
    indexed: z.array(z.string()),
    tookMs: count,
  }),
};

export type MaintenanceKind = keyof typeof rules;
export type MaintenanceResult<Kind extends MaintenanceKind> = z.infer<(typeof rules)[Kind]>;
export type NewestResults = { [Kind in MaintenanceKind]: MaintenanceResult<Kind> | null };

const BOOK = 'book';
const ACTIONS = {
  analyze: 'book.analyzed',
  optimize: 'book.optimized',
  vacuum: 'book.vacuumed',
} as const;

/** Writes a result into the audit trail. */
export async function recordResult<Kind extends MaintenanceKind>(
  context: Context,
  actor: Actor,
  kind: Kind,
  result: MaintenanceResult<Kind>,
): Promise<void> {
  await commitBatch(context.database, [
    auditWrite(context, actor, {
      action: ACTIONS[kind],
      tableName: BOOK,
      recordId: kind,
      after: result,
    }),
  ]);
}

/** Reads the newest result of each kind; null of what was never done. */
export async function newestResults(context: Context): Promise<NewestResults> {
  const [analyzed, optimized, vacuumed] = await commitBatch(context.database, [
    newest('analyze'),
    newest('optimize'),
    newest('vacuum'),
  ]);
  return {
    analyze: read('analyze', analyzed[0]),
    optimize: read('optimize', optimized[0]),
    vacuum: read('vacuum', vacuumed[0]),
  };
}

function newest(kind: MaintenanceKind) {
  return rows<{ after: string | null }>(sql`SELECT after AS after FROM audit_log
    WHERE table_name = ${BOOK} AND record_id = ${kind} ORDER BY seq DESC LIMIT 1`);
}

function read<Kind extends MaintenanceKind>(
  kind: Kind,
  row: { after: string | null } | undefined,
): MaintenanceResult<Kind> | null {
  const parsed = rules[kind].safeParse(JSON.parse(row?.after ?? 'null'));
  return (parsed.data ?? null) as MaintenanceResult<Kind> | null;
}
