import { sql, type SQL } from 'drizzle-orm';
import { toCents } from '../../domain/money.js';
import type { Wager, WagerHistory, WagerResult, WagerStatus } from '../../domain/wager.js';
import type { Row } from '../operations/run.js';

/** Wagers with what an operation has to know of their customers and agents. */

export interface WagerRow extends Wager {
  id: string;
  version: number;
  settledAt: string | null;
  /** The latest time that the wager or its customer's ledger has seen. */
  seenAt: string;
  customerId: string;
  customerName: string;
  customerStatus: string;
  balanceCents: number;
  limitCents: number;
  agentId: string;
  agentName: string;
  agentStatus: string;
}

const isGraded = sql`w.status IN ('settled', 'voided')`;

/** SELECT of the status that the latest such grading of wager `w` led from, by an index. */
const gradedFrom = (which: SQL): SQL => sql`SELECT g.from_status FROM gradings g
  WHERE g.wager_id = w.id ${which} ORDER BY g.wager_version DESC LIMIT 1`;

/** `ids` is a list or a subquery. Outer joins keep the planner at the wagers' primary key. */
export function selectWagers(ids: SQL): SQL {
  return sql`SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result,
      w.amount AS amount, w.potential_win AS potential_win, w.version AS version,
      CASE WHEN ${isGraded} THEN (${gradedFrom(sql`AND g.from_status IN ('pending', 'active')`)}) END
        AS open_status,
      CASE WHEN ${isGraded} THEN (${gradedFrom(sql``)}) END AS graded_from,
      w.settled_at AS settled_at, max(w.updated_at, coalesce(c.last_activity, '')) AS seen_at,
      w.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status,
      c.balance AS balance, c.betting_limit AS betting_limit,
      w.agent_id AS agent_id, a.name AS agent_name, a.status AS agent_status
    FROM wagers w
    LEFT JOIN customers c ON c.id = w.customer_id
    LEFT JOIN agents a ON a.id = w.agent_id
    WHERE w.id IN ${ids}`;
}

export function toWagerRow(row: Row): WagerRow {
  return {
    id: row['id'] as string,
    number: row['number'] as string,
    status: row['status'] as WagerStatus,
    result: row['result'] as WagerResult | null,
    stakeCents: toCents(row['amount'] as number),
    profitCents: toCents(row['potential_win'] as number | null),
    version: row['version'] as number,
    openStatus: (row['open_status'] as WagerHistory['openStatus'] | null) ?? 'active',
    isGradedFromPending: row['graded_from'] === 'pending',
    settledAt: row['settled_at'] as string | null,
    seenAt: row['seen_at'] as string,
    customerId: row['customer_id'] as string,
    customerName: row['customer_name'] as string,
    customerStatus: row['customer_status'] as string,
    balanceCents: toCents(row['balance'] as number | null),
    limitCents: toCents(row['betting_limit'] as number | null),
    agentId: row['agent_id'] as string,
    agentName: row['agent_name'] as string,
    agentStatus: row['agent_status'] as string,
  };
}
