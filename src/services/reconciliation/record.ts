import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { ReconciliationReport, ReconciliationSummary } from '../../domain/reconciliation.js';
import { fromStored, fromStoredOrNull, type Message } from '../../messages/message.js';
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
export function summarise(
  report: ReconciliationReport<Message>,
  kept: number,
): ReconciliationSummary<Message> {
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
  report: ReconciliationReport<Message>,
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
export async function lastReconciliation(
  context: Context,
): Promise<ReconciliationSummary<Message> | null> {
  const [[row]] = await commitBatch(context.database, [
    rows<{
      after: string;
    }>(sql`SELECT after AS after FROM audit_log WHERE table_name = ${BOOK} AND record_id = ${RECORD}
      ORDER BY seq DESC LIMIT 1`),
  ]);
  return row ? readSummary(JSON.parse(row.after) as ReconciliationSummary<unknown>) : null;
}

/** Reads the messages of a stored result; results of earlier versions have English sentences. */
function readSummary(stored: ReconciliationSummary<unknown>): ReconciliationSummary<Message> {
  const { at, ok, warnings, checks } = stored;
  return {
    at,
    ok,
    warnings: warnings.map(fromStored),
    checks: checks.map((check) => ({
      ...check,
      title: fromStored(check.title),
      broken: check.broken.map((row) => ({
        ...row,
        label: fromStored(row.label),
        expected: readValue(row.expected),
        found: readValue(row.found),
        text: fromStored(row.text),
      })),
    })),
  };
}

function readValue(stored: unknown): Message | number | null {
  return typeof stored === 'number' ? stored : fromStoredOrNull(stored);
}

/** Counts the broken rows of all invariants. */
export function brokenRows({ checks }: ReconciliationSummary<Message>): number {
  return checks.reduce((sum, { brokenCount }) => sum + brokenCount, 0);
}
