import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { auditWrite } from '../audit.js';
import type { BrokenRow, InvariantCheck, ReconciliationReport } from './report.js';

/**
 * What the last reconciliation found, whoever ran it and on whichever server: kept in the audit
 * trail, shortened to the first rows of each invariant.
 */

export interface ReconciliationSummary {
  /** When it began, UTC. */
  at: string;
  ok: boolean;
  warnings: string[];
  checks: SummarisedCheck[];
}

export interface SummarisedCheck extends Omit<InvariantCheck, 'broken'> {
  brokenCount: number;
  /** The first of them. */
  broken: BrokenRow[];
}

/** The book as a whole stands for a table here. */
const BOOK = 'book';
const RECORD = 'reconciliation';
const KEPT_ROWS = 20;

export function summarise(report: ReconciliationReport, rows: number): ReconciliationSummary {
  const { at, ok, warnings } = report;
  const checks = report.checks.map(({ broken, ...check }) => ({
    ...check,
    brokenCount: broken.length,
    broken: broken.slice(0, rows),
  }));
  return { at, ok, warnings, checks };
}

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

/** Null where nobody has ever run one. */
export async function lastReconciliation(context: Context): Promise<ReconciliationSummary | null> {
  const [rows = []] = await commitBatch(context.database, [
    sql`SELECT after AS after FROM audit_log WHERE table_name = ${BOOK} AND record_id = ${RECORD}
      ORDER BY seq DESC LIMIT 1`,
  ]);
  const [row] = rows;
  return row ? (JSON.parse(row['after'] as string) as ReconciliationSummary) : null;
}

export function brokenRows({ checks }: ReconciliationSummary): number {
  return checks.reduce((sum, { brokenCount }) => sum + brokenCount, 0);
}
