import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import { toTimestamp } from '../db/ids.js';
import type { Actor } from '../domain/actor.js';

/** Writes of the audit trail and of activities, for the batch of the change that they describe. */

export interface AuditEntry {
  /** table.verb in the past: `wager.settled`, `login.failed` */
  action: string;
  tableName?: string | undefined;
  /** SQL when only the batch knows it: the row number of the insert before. */
  recordId?: string | SQL | undefined;
  operationId?: string | undefined;
  reason?: string | undefined;
  /** Changed columns only; the caller masks secrets and sensitive columns. */
  before?: Record<string, unknown> | undefined;
  after?: Record<string, unknown> | undefined;
}

/** The actor, as far as the trail knows it: null for a failed sign-in. */
export type AuditActor = Pick<Actor, 'requestId' | 'address'> & { userId: string | null };

/** Returns the write of one audit row. */
export function auditWrite(context: Context, actor: AuditActor, entry: AuditEntry): SQL {
  const json = (value: Record<string, unknown> | undefined) =>
    value === undefined ? null : JSON.stringify(value);
  return sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
      operation_id, request_id, address, reason, before, after)
    VALUES (${toTimestamp(context.clock.now())}, ${actor.userId}, ${entry.action},
      ${entry.tableName ?? null}, ${entry.recordId ?? null}, ${entry.operationId ?? null},
      ${actor.requestId ?? null}, ${actor.address ?? null}, ${entry.reason ?? null},
      ${json(entry.before)}, ${json(entry.after)})`;
}

/**
 * Returns one write for the same entry about many rows.
 * @param toRecordId makes the id of a row of what its entry has, where the batch alone knows it
 */
export function auditRowsWrite(
  context: Context,
  actor: AuditActor,
  entry: Pick<AuditEntry, 'action' | 'tableName' | 'operationId'>,
  rows: readonly AuditedRow[],
  toRecordId: (listed: SQL) => SQL = (listed) => listed,
): SQL {
  return sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
      operation_id, request_id, address, before, after)
    SELECT ${toTimestamp(context.clock.now())}, ${actor.userId}, ${entry.action},
      ${entry.tableName ?? null}, ${toRecordId(sql.raw("json_extract(value, '$.recordId')"))}, ${entry.operationId ?? null},
      ${actor.requestId ?? null}, ${actor.address ?? null}, json_extract(value, '$.before'),
      json_extract(value, '$.after')
    FROM json_each(${JSON.stringify(rows)})`;
}

/** A row in the trail; a row that was deleted has no values after. */
export interface AuditedRow {
  recordId: string;
  before?: Record<string, unknown> | undefined;
  after?: Record<string, unknown> | undefined;
}

export interface ActivityEntry {
  type: 'login' | 'logout' | 'wager_placed' | 'wager_settled' | 'payment' | 'withdrawal';
  /** The verb: placed, settled, voided, … */
  action: string;
  /** Dollars. */
  amount?: number | undefined;
  metadata?: Record<string, unknown> | undefined;
}

/** Returns the write of one activity. */
export function activityWrite(context: Context, userId: string, entry: ActivityEntry): SQL {
  return sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
    VALUES (${context.newId()}, ${userId}, ${entry.type}, ${entry.action}, ${entry.amount ?? null},
      ${entry.metadata === undefined ? null : JSON.stringify(entry.metadata)},
      ${toTimestamp(context.clock.now())})`;
}
