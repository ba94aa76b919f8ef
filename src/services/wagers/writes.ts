import { sql, type SQL } from 'drizzle-orm';
import { guard } from '../../db/batch.js';
import type { WagerState } from '../../domain/wager.js';
import type { OperationFacts } from '../operations/facts.js';

/**
 * The writes that place wagers and change them, many at once: a fixed number whatever the
 * number of rows. Rows carry their ids and times, so that a book can also be written in the past.
 * Everything else follows from the wagers at the version that the rows expect.
 */

export interface PlacementRow {
  id: string;
  /** Null: continues from the highest number there is, in the order of the rows. */
  number: string | null;
  customerId: string;
  stakeCents: number;
  odds: number;
  profitCents: number;
  description: string;
  status: 'pending' | 'active';
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  at: string;
  transactionId: string;
  activityId: string;
  actorUserId?: string | undefined;
}

export interface WagerChangeRow {
  id: string;
  /** The version that the wager has before. */
  version: number;
  from: WagerState & { settledAt: string | null };
  to: WagerState;
  at: string;
  /** Null for accepting, which is not graded. */
  grading: { id: string; winDeltaCents: number } | null;
  /** Null where no money moves. */
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
 * The number that the next wager gets, as SQL: the last entry of an index. The index is named: the
 * planner walks the one on the numbers themselves, all of them, whatever its statistics say.
 */
export const nextWagerNumber: SQL = sql`(
  SELECT coalesce(max(CAST(substr(wager_number, 3) AS INTEGER)), 1000) + 1
  FROM wagers INDEXED BY idx_wagers_number_sequence
  WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15)`;

const field = (name: string) => sql.raw(`(j.value ->> '$.${name}')`);
const money = (name: string) => sql.raw(`round((j.value ->> '$.${name}') / 100.0, 2)`);
const rowsOf = (rows: readonly object[]) => sql`json_each(${JSON.stringify(rows)}) AS j`;

/** Wager, stake, activity and audit row of each: 4 writes. Statuses and limits are the caller's to guard. */
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
        odds, potential_win, created_at, updated_at, operation_id)
      SELECT ${field('id')}, coalesce(${field('n')}, 'W-' || (${nextWagerNumber} + j.key)), c.id,
        c.agent_id, ${money('a')}, ${field('d')}, ${field('s')}, ${field('o')}, ${money('p')},
        ${field('t')}, ${field('t')}, ${operationId}
      FROM ${rowsOf(wagers)} CROSS JOIN customers AS c ON c.id = ${field('c')}
      ORDER BY j.key`,
    sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
        created_at, updated_at, processed_at, operation_id)
      SELECT ${field('x')}, 'wager', w.customer_id, w.amount, 'completed', w.wager_number,
        'Stake of ' || w.wager_number, w.created_at, w.created_at, w.created_at, ${operationId}
      FROM ${rowsOf(traces)} CROSS JOIN wagers AS w ON w.id = ${field('id')}
      ORDER BY j.key`,
    sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
      SELECT ${field('v')}, ${field('u')}, 'wager_placed', 'placed', w.amount,
        json_object('wager', w.wager_number), ${field('t')}
      FROM ${rowsOf(traces)} CROSS JOIN wagers AS w ON w.id = ${field('id')}
      ORDER BY j.key`,
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        operation_id, request_id, address, reason, after)
      SELECT ${field('t')}, ${field('u')}, 'wager.placed', 'wagers', w.id, ${operationId},
        ${facts.requestId ?? null}, ${facts.address ?? null}, ${facts.reason ?? null},
        json_object('wager_number', w.wager_number, 'customer_id', w.customer_id,
          'amount', w.amount, 'odds', w.odds, 'status', w.status)
      FROM ${rowsOf(traces)} CROSS JOIN wagers AS w ON w.id = ${field('id')}
      ORDER BY j.key`,
  ];
}

/**
 * Grading, payment, wager, activity and audit row of each: 5 writes. A wager that is not at the
 * expected version is left out; follow with `wagerCountGuard` to abort instead.
 */
export function wagerChangeWrites(
  facts: OperationFacts,
  /** The verb in the past: settled, voided, … */
  action: string,
  rows: readonly WagerChangeRow[],
): SQL[] {
  const { operationId } = facts;
  const actor = (row: WagerChangeRow) => row.actorUserId ?? facts.actorUserId;
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
  const changes = rows.map((row) => ({
    id: row.id,
    v: row.version,
    s: row.to.status,
    r: row.to.result,
    t: row.at,
    e: row.to.status === 'settled' || row.to.status === 'voided' ? row.at : null,
  }));
  const activities = rows.map((row) => ({
    y: row.activityId,
    id: row.id,
    u: actor(row),
    a: row.transaction?.amountCents ?? 0,
    t: row.at,
  }));
  const audits = rows.map((row) => ({
    id: row.id,
    u: actor(row),
    t: row.at,
    b: { status: row.from.status, result: row.from.result, settled_at: row.from.settledAt },
  }));
  const claimed = sql.raw(`w.id = (j.value ->> '$.id') AND w.version = (j.value ->> '$.v')`);
  return [
    ...(gradings.length === 0
      ? []
      : [
          sql`INSERT INTO gradings (id, wager_id, from_status, from_result, to_status, to_result,
              win_delta, created_at, actor_user_id, reason, operation_id, wager_version)
            SELECT ${field('g')}, w.id, w.status, w.result, ${field('s')}, ${field('r')},
              ${money('w')}, ${field('t')}, ${field('u')}, ${facts.reason ?? null}, ${operationId},
              w.version + 1
            FROM ${rowsOf(gradings)} CROSS JOIN wagers AS w ON ${claimed}
            ORDER BY j.key`,
        ]),
    ...(payments.length === 0
      ? []
      : [
          sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference,
              description, created_at, updated_at, processed_at, operation_id)
            SELECT ${field('x')}, ${field('k')}, w.customer_id, ${money('a')}, 'completed',
              w.wager_number, ${field('d')}, ${field('t')}, ${field('t')}, ${field('t')},
              ${operationId}
            FROM ${rowsOf(payments)} CROSS JOIN wagers AS w ON ${claimed}
            ORDER BY j.key`,
        ]),
    sql`UPDATE wagers SET status = ${field('s')}, result = ${field('r')}, settled_at = ${field('e')},
        updated_at = ${field('t')}, version = version + 1, operation_id = ${operationId}
      FROM ${rowsOf(changes)}
      WHERE wagers.id = ${field('id')} AND wagers.version = ${field('v')}`,
    sql`INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
      SELECT ${field('y')}, ${field('u')}, 'wager_settled', ${action}, ${money('a')},
        json_object('wager', w.wager_number), ${field('t')}
      FROM ${rowsOf(activities)} CROSS JOIN wagers AS w
        ON w.id = ${field('id')} AND w.operation_id = ${operationId}
      ORDER BY j.key`,
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        operation_id, request_id, address, reason, before, after)
      SELECT ${field('t')}, ${field('u')}, ${`wager.${action}`}, 'wagers', w.id, ${operationId},
        ${facts.requestId ?? null}, ${facts.address ?? null}, ${facts.reason ?? null},
        j.value -> '$.b',
        json_object('status', w.status, 'result', w.result, 'settled_at', w.settled_at)
      FROM ${rowsOf(audits)} CROSS JOIN wagers AS w
        ON w.id = ${field('id')} AND w.operation_id = ${operationId}
      ORDER BY j.key`,
  ];
}

/**
 * Aborts the batch unless exactly so many wagers carry the operation's id. The index is named: the
 * planner walks the table when its statistics come from a book of a few large operations.
 */
export function wagerCountGuard(operationId: string, count: number): SQL {
  return guard(
    'wagers',
    sql`(SELECT count(*) FROM wagers INDEXED BY idx_wagers_operation WHERE operation_id = ${operationId}) = ${count}`,
  );
}
