import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { ReconciliationReport, ReconciliationSummary } from '../../domain/reconciliation.js';
import { auditWrite } from '../audit.js';

/**
 * The result of the last reconciliation of any login and server: the audit trail keeps it, shortened
 * to the first rows of each invariant.
 */

/** Stands in the audit row for a table: a reconciliation is about the whole book. */
const BOOK = 'book';
const RECORD = 'reconciliation';
const KEPT_ROWS = 20;

/** Shortens a report to the first broken rows of each invariant. */
export function summarise(report: ReconciliationReport, kept: number): ReconciliationSummary {
  const { at, ok, warnings } = report;
  const checks = report.checks.map(({ broken, ...check }) => ({
    ...check,
    brokenCount: broken.length,
    broken: broken.slice(0, kept),
  }));
  return { at, ok, warnings, checks };
}

/** Writes the result into the audit trail. */
export async function recordReconciliation(
  context: Context,
  actor: Actor,
  report: ReconciliationReport,
): Promise<void> {
  await commitBatch(context.database, [
    auditWrite(context, actor, {
      action: 'book.reconciled',
      tableName: BOOK,
      recordId: RECORD,
      after: { ...summarise(report, KEPT_ROWS) },
    }),
  ]);
}

/** Reads the last result; null when there is none. */
export async function lastReconciliation(context: Context): Promise<ReconciliationSummary | null> {
  const [[row]] = await commitBatch(context.database, [
    rows<{
      after: string;
    }>(sql`SELECT after AS after FROM audit_log WHERE table_name = ${BOOK} AND record_id = ${RECORD}
      ORDER BY seq DESC LIMIT 1`),
  ]);
  return row ? (JSON.parse(row.after) as ReconciliationSummary) : null;
}

/** Counts the broken rows of all invariants. */
export function brokenRows({ checks }: ReconciliationSummary): number {
  return checks.reduce((sum, { brokenCount }) => sum + brokenCount, 0);
}
