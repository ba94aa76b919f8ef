import { sql, type SQL } from 'drizzle-orm';
import { guard, jsonDollars, jsonField, jsonTable } from '../../db/batch.js';
import type { WagerState } from '../../domain/wager.js';
import type { OperationFacts } from '../operations/facts.js';

/**
 * SQL that places and changes wagers: a fixed number of writes for any number of rows. Rows carry
 * their ids and times, so that a book can also be written in the past. Everything else follows from
 * the wagers at the version that the rows expect.
 */

export interface PlacementRow {
  id: string;
  /** Null continues from the highest number in the book, in the order of the rows. */
  number: string | null;
  customerId: string;
  stakeCents: number;
  odds: number;
  profitCents: number;
  description: string;
  /** `YYYY-MM-DD HH:MM:SS`, UTC; null where nobody knows it. */
  eventStartsAt: string | null;
  status: 'pending' | 'active';
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  at: string;
  transactionId: string;
  activityId: string;
  actorUserId?: string | undefined;
}

export interface WagerChangeRow {
  id: string;
  /** The wager's version before the change. */
  version: number;
  from: WagerState & { settledAt: string | null };
  to: WagerState;
  at: string;
  /** Null for accepting, which is not graded. */
  grading: { id: string; winDeltaCents: number } | null;
  /** Null when no money moves. */
  transaction: {
    id: string;
    type: 'settlement' | 'refund';
    amountCents: number;
    description: string;
  } | null;
  activityId: string;
  actorUserId?: string | undefined;
}

/**
 * SQL of the next wager's number: one after the last entry of an index. Without the name of the
 * index, the planner walks all entries of the one on the numbers, whatever its statistics say.
 */
export const nextWagerNumber: SQL = sql`(
  SELECT coalesce(max(CAST(substr(wager_number, 3) AS INTEGER)), 1000) + 1
  FROM wagers INDEXED BY idx_wagers_number_sequence
  WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15)`;

/** Writes wager, stake, activity and audit row of each: 4 writes. The caller guards statuses and limits. */
export function placementWrites(facts: OperationFacts, rows: readonly PlacementRow[]): SQL[] {
  const { operationId } = facts;
  const wagers = rows.map((row) => ({
    id: row.id,
    n: row.number,
    c: row.customerId,
    a: row.stakeCents,
    o: row.odds,
    p: row.profitCents,
    d: row.description,
    s: row.status,
    e: row.eventStartsAt,
    t: row.at,
  }));
  const traces = rows.map((row) => ({
    id: row.id,
    x: row.transactionId,
    v: row.activityId,
    t: row.at,
    u: row.actorUserId ?? facts.actorUserId,
  }));
  return [
    sql`INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, description, status,
        odds, potential_win, event_starts_at, created_at, updated_at, operation_id)
      SELECT ${jsonField('id')}, coalesce(${jsonField('n')}, 'W-' || (${nextWagerNumber} + j.key)), c.id,
        c.agent_id, ${jsonDollars('a')}, ${jsonField('d')}, ${jsonField('s')}, ${jsonField('o')}, ${jsonDollars('p')},
        ${jsonField('e')}, ${jsonField('t')}, ${jsonField('t')}, ${operationId}
      FROM ${jsonTable(wagers)} CROSS JOIN customers AS c ON c.id = ${jsonField('c')}
      ORDER BY j.key`,
    sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
        created_at, updated_at, processed_at, operation_id)
      SELECT ${jsonField('x')}, 'wager', w.customer_id, w.amount, 'completed', w.wager_number,
        'Stake of ' || w.wager_number, w.created_at, w.created_at, w.created_at, ${operationId}
      FROM ${jsonTable(traces)} CROSS JOIN wagers AS w ON w.id = ${jsonField('id')}
      ORDER BY j.key`,
    sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
      SELECT ${jsonField('v')}, ${jsonField('u')}, 'wager_placed', 'placed', w.amount,
        json_object('wager', w.wager_number), ${jsonField('t')}
      FROM ${jsonTable(traces)} CROSS JOIN wagers AS w ON w.id = ${jsonField('id')}
      ORDER BY j.key`,
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        operation_id, request_id, address, reason, after)
      SELECT ${jsonField('t')}, ${jsonField('u')}, 'wager.placed', 'wagers', w.id, ${operationId},
        ${facts.requestId ?? null}, ${facts.address ?? null}, ${facts.reason ?? null},
        json_object('wager_number', w.wager_number, 'customer_id', w.customer_id,
          'amount', w.amount, 'odds', w.odds, 'status', w.status,
          'event_starts_at', w.event_starts_at)
      FROM ${jsonTable(traces)} CROSS JOIN wagers AS w ON w.id = ${jsonField('id')}
      ORDER BY j.key`,
  ];
}

/**
 * Writes grading, payment, wager, activity and audit row of each: 5 writes, fewer where nothing is
 * graded or paid. They leave out a wager that is not at the expected version; follow with
 * `wagerCountGuard` to abort instead.
 * @param action the verb in the past: settled, voided, …
 */
export function wagerChangeWrites(
  facts: OperationFacts,
  action: string,
  rows: readonly WagerChangeRow[],
): SQL[] {
  return [
    ...insertGradings(facts, rows),
    ...insertPayments(facts, rows),
    updateWagers(facts, rows),
    insertWagerActivities(facts, action, rows),
    insertWagerAudits(facts, action, rows),
  ];
}

/** Finds the wager that the rows name, at the version that they expect. */
const claimed = sql.raw(`w.id = (j.value ->> '$.id') AND w.version = (j.value ->> '$.v')`);

function insertGradings(facts: OperationFacts, rows: readonly WagerChangeRow[]): SQL[] {
  const gradings = rows.flatMap(({ grading, ...row }) =>
    grading === null
      ? []
      : {
          g: grading.id,
          id: row.id,
          v: row.version,
          s: row.to.status,
          r: row.to.result,
          w: grading.winDeltaCents,
          t: row.at,
          u: row.actorUserId ?? facts.actorUserId,
        },
  );
  if (gradings.length === 0) return [];
  return [
    sql`INSERT INTO gradings (id, wager_id, from_status, from_result, to_status, to_result,
              win_delta, created_at, actor_user_id, reason, operation_id, wager_version)
            SELECT ${jsonField('g')}, w.id, w.status, w.result, ${jsonField('s')}, ${jsonField('r')},
              ${jsonDollars('w')}, ${jsonField('t')}, ${jsonField('u')}, ${facts.reason ?? null}, ${facts.operationId},
              w.version + 1
            FROM ${jsonTable(gradings)} CROSS JOIN wagers AS w ON ${claimed}
            ORDER BY j.key`,
  ];
}

function insertPayments({ operationId }: OperationFacts, rows: readonly WagerChangeRow[]): SQL[] {
  const payments = rows.flatMap(({ transaction, ...row }) =>
    transaction === null
      ? []
      : {
          x: transaction.id,
          k: transaction.type,
          a: transaction.amountCents,
          d: transaction.description,
          id: row.id,
          v: row.version,
          t: row.at,
        },
  );
  if (payments.length === 0) return [];
  return [
    sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference,
              description, created_at, updated_at, processed_at, operation_id)
            SELECT ${jsonField('x')}, ${jsonField('k')}, w.customer_id, ${jsonDollars('a')}, 'completed',
              w.wager_number, ${jsonField('d')}, ${jsonField('t')}, ${jsonField('t')}, ${jsonField('t')},
              ${operationId}
            FROM ${jsonTable(payments)} CROSS JOIN wagers AS w ON ${claimed}
            ORDER BY j.key`,
  ];
}

function updateWagers({ operationId }: OperationFacts, rows: readonly WagerChangeRow[]): SQL {
  const changes = rows.map((row) => ({
    id: row.id,
    v: row.version,
    s: row.to.status,
    r: row.to.result,
    t: row.at,
    e: row.to.status === 'settled' || row.to.status === 'voided' ? row.at : null,
  }));
  return sql`UPDATE wagers SET status = ${jsonField('s')}, result = ${jsonField('r')}, settled_at = ${jsonField('e')},
        updated_at = ${jsonField('t')}, version = version + 1, operation_id = ${operationId}
      FROM ${jsonTable(changes)}
      WHERE wagers.id = ${jsonField('id')} AND wagers.version = ${jsonField('v')}`;
}

function insertWagerActivities(
  facts: OperationFacts,
  action: string,
  rows: readonly WagerChangeRow[],
): SQL {
  const activities = rows.map((row) => ({
    y: row.activityId,
    id: row.id,
    u: row.actorUserId ?? facts.actorUserId,
    a: row.transaction?.amountCents ?? 0,
    t: row.at,
  }));
  return sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
      SELECT ${jsonField('y')}, ${jsonField('u')}, 'wager_settled', ${action}, ${jsonDollars('a')},
        json_object('wager', w.wager_number), ${jsonField('t')}
      FROM ${jsonTable(activities)} CROSS JOIN wagers AS w
        ON w.id = ${jsonField('id')} AND w.operation_id = ${facts.operationId}
      ORDER BY j.key`;
}

function insertWagerAudits(
  facts: OperationFacts,
  action: string,
  rows: readonly WagerChangeRow[],
): SQL {
  const audits = rows.map((row) => ({
    id: row.id,
    u: row.actorUserId ?? facts.actorUserId,
    t: row.at,
    b: { status: row.from.status, result: row.from.result, settled_at: row.from.settledAt },
  }));
  return sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        operation_id, request_id, address, reason, before, after)
      SELECT ${jsonField('t')}, ${jsonField('u')}, ${`wager.${action}`}, 'wagers', w.id, ${facts.operationId},
        ${facts.requestId ?? null}, ${facts.address ?? null}, ${facts.reason ?? null},
        j.value -> '$.b',
        json_object('status', w.status, 'result', w.result, 'settled_at', w.settled_at)
      FROM ${jsonTable(audits)} CROSS JOIN wagers AS w
        ON w.id = ${jsonField('id')} AND w.operation_id = ${facts.operationId}
      ORDER BY j.key`;
}

/**
 * Aborts the batch unless exactly `count` wagers carry the operation's id. Without the name of the
 * index, the planner walks the table when its statistics come from a book of a few large operations.
 */
export function wagerCountGuard(operationId: string, count: number): SQL {
  return guard(
    'wagers',
    sql`(SELECT count(*) FROM wagers INDEXED BY idx_wagers_operation WHERE operation_id = ${operationId}) = ${count}`,
  );
}
