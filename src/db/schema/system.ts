import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { agents, timestampColumn, users, wagers } from './book.js';

// This module has every system table, so that a check finds them all.
export * from './accounts.js';
export * from './open-stakes.js';
export * from './panels.js';

/**
 * Tables that the project adds to the specified ones; those of signing in are in
 * accounts.ts, those of what people chose for the panels in panels.ts. None has a generated panel unless a resource file declares one
 * (`systemTables`, checked at start).
 */

/** One row for each change of a wager's payout: the append-only history behind the book's win. */
export const gradings = sqliteTable(
  'gradings',
  {
    id: text('id').primaryKey(),
    wagerId: text('wager_id')
      .notNull()
      .references(() => wagers.id),
    fromStatus: text('from_status').notNull(),
    fromResult: text('from_result'),
    toStatus: text('to_status').notNull(),
    toResult: text('to_result'),
    /** Change of the book's recognised win on the wager, dollars. */
    winDelta: real('win_delta').notNull(),
    createdAt: timestampColumn('created_at'),
    actorUserId: text('actor_user_id')
      .notNull()
      .references(() => users.id),
    reason: text('reason'),
    operationId: text('operation_id').notNull(),
    /** The wager's version after this grading: the order of a wager's gradings, whatever the clocks. */
    wagerVersion: integer('wager_version').notNull().default(0),
  },
  (table) => [
    uniqueIndex('gradings_wager_version_unique').on(table.wagerId, table.wagerVersion),
    index('idx_gradings_wager').on(table.wagerId, table.createdAt, table.id),
    index('idx_gradings_created_at').on(table.createdAt),
    uniqueIndex('gradings_operation_wager_unique').on(table.operationId, table.wagerId),
  ],
);

/** Every operation that took effect, by its caller's id: the key to "exactly once". */
export const operations = sqliteTable(
  'operations',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    actorUserId: text('actor_user_id')
      .notNull()
      .references(() => users.id),
    requestHash: text('request_hash').notNull(),
    /** JSON, returned unchanged when the caller sends the same id again. */
    result: text('result').notNull(),
    requestId: text('request_id'),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [index('idx_operations_created_at').on(table.createdAt)],
);

/** The audit trail: actor, action and row of each change, in order. Append-only. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    createdAt: timestampColumn('created_at'),
    /** Null when nobody was signed in (a failed login). */
    actorUserId: text('actor_user_id').references(() => users.id),
    action: text('action').notNull(),
    tableName: text('table_name'),
    recordId: text('record_id'),
    operationId: text('operation_id'),
    requestId: text('request_id'),
    address: text('address'),
    reason: text('reason'),
    /** JSON of the changed columns before and after; secrets and sensitive columns are masked. */
    before: text('before'),
    after: text('after'),
  },
  (table) => [
    index('idx_audit_log_record').on(table.tableName, table.recordId, table.seq),
    index('idx_audit_log_actor').on(table.actorUserId, table.seq),
    index('idx_audit_log_created_at').on(table.createdAt),
    index('idx_audit_log_operation').on(table.operationId),
  ],
);

/** An agent's commission rates, each from its first day (a date in the book's time zone). */
export const commissionRates = sqliteTable(
  'commission_rates',
  {
    id: text('id').primaryKey(),
    agentId: text('agent_id')
      .notNull()
      .references(() => agents.id),
    rate: real('rate').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [
    uniqueIndex('commission_rates_agent_from_unique').on(table.agentId, table.effectiveFrom),
  ],
);

/**
 * Periods with stored figures: the instants that they span (UTC, end exclusive), and `outdated` once
 * a later grading changes them.
 */
export const periodStates = sqliteTable(
  'period_states',
  {
    period: text('period').notNull(),
    periodStart: text('period_start').notNull(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    outdated: integer('outdated', { mode: 'boolean' }).notNull().default(false),
    computedAt: text('computed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.period, table.periodStart] }),
    index('idx_period_states_span').on(table.startsAt, table.endsAt),
  ],
);

/** A bulk operation over many rows, run in chunks; `bulk_run_items` holds its rows. */
export const bulkRuns = sqliteTable(
  'bulk_runs',
  {
    id: text('id').primaryKey(),
    /** The verb: wager.settle, transaction.process, … */
    kind: text('kind').notNull(),
    actorUserId: text('actor_user_id')
      .notNull()
      .references(() => users.id),
    /** JSON: result, reason and the choice of rows. */
    input: text('input').notNull(),
    /** previewed, running, cancelled, finished */
    status: text('status').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** Done rows of an edit that had the new values already. */
    unchanged: integer('unchanged').notNull().default(0),
    /** Refused rows of an edit that somebody changed meanwhile. */
    conflicts: integer('conflicts').notNull().default(0),
    undoOf: text('undo_of'),
    requestId: text('request_id'),
    /** Time until which the running process owns it; afterwards any process may take it over. */
    leaseUntil: text('lease_until'),
    leaseOwner: text('lease_owner'),
    createdAt: timestampColumn('created_at'),
    startedAt: text('started_at'),
    finishedAt: text('finished_at'),
  },
  (table) => [
    index('idx_bulk_runs_actor').on(table.actorUserId, table.createdAt),
    index('idx_bulk_runs_status').on(table.status, table.createdAt),
    check(
      'bulk_runs_status_check',
      sql.raw("status IN ('previewed', 'running', 'cancelled', 'finished')"),
    ),
  ],
);

export const bulkRunItems = sqliteTable(
  'bulk_run_items',
  {
    runId: text('run_id')
      .notNull()
      .references(() => bulkRuns.id),
    position: integer('position').notNull(),
    recordId: text('record_id').notNull(),
    expectedVersion: integer('expected_version').notNull(),
    /** Null until its chunk has run; then done or refused. */
    outcome: text('outcome'),
    reason: text('reason'),
    operationId: text('operation_id'),
    /** The row's version after the run, which undo checks. */
    leftVersion: integer('left_version'),
    /** Null but in an edit: `unchanged` of done rows, `conflict` of refused ones. */
    effect: text('effect'),
    /** Hash of the values that an edit was chosen for. */
    expectedHash: text('expected_hash'),
    /** JSON of the values that an edit replaced, in the order of its columns. */
    beforeValues: text('before_values'),
    /** JSON of the row's own new values, in an undo; null where the run has them for all rows. */
    targetValues: text('target_values'),
    /** Hash of the values that an edit left, which its undo expects. */
    leftHash: text('left_hash'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.position] }),
    index('idx_bulk_run_items_record').on(table.recordId),
    check('bulk_run_items_outcome_check', sql.raw("outcome IN ('done', 'refused')")),
  ],
);

/** Never holds a row: its trigger aborts the batch when `ok` is 0 and ignores the row otherwise. */
export const guards = sqliteTable('guards', {
  code: text('code').notNull(),
  ok: integer('ok').notNull(),
});

/** Holds a row only inside the trigger that applies a completed transaction to a balance. */
export const balanceMarker = sqliteTable('balance_marker', {
  transactionId: text('transaction_id').notNull(),
});
