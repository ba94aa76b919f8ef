import { sql, type SQL } from 'drizzle-orm';
import { rows, type Query } from '../../db/batch.js';
import type { AccountStatus } from '../../domain/actor.js';
import { toCents } from '../../domain/money.js';
import type { LimitRule } from '../../domain/limit-rule.js';
import type { Wager, WagerHistory, WagerResult, WagerStatus } from '../../domain/wager.js';

import { limitsOf, readLimits } from './limits.js';

/** Wagers with the facts about their customers and agents that decide on an operation. */

export interface WagerRow extends Wager {
  id: string;
  version: number;
  odds: number | null;
  eventStartsAt: string | null;
  /** Rules in force for the customer of a pending wager; none of others. */
  limits: LimitRule[];
  settledAt: string | null;
  /** The latest time of the wager and of its customer's ledger, UTC. */
  seenAt: string;
  customerId: string;
  customerName: string;
  customerStatus: AccountStatus;
  balanceCents: number;
  limitCents: number;
  agentId: string;
  agentName: string;
  agentStatus: AccountStatus;
}

/** Columns of `selectWagers`; money in dollars. */
export interface WagerColumns {
  id: string;
  number: string;
  status: WagerStatus;
  result: WagerResult | null;
  amount: number;
  potential_win: number | null;
  version: number;
  odds: number | null;
  event_starts_at: string | null;
  limits: string | null;
  open_status: WagerHistory['openStatus'] | null;
  graded_from: string | null;
  settled_at: string | null;
  seen_at: string;
  customer_id: string;
  customer_name: string;
  customer_status: AccountStatus;
  balance: number | null;
  betting_limit: number | null;
  agent_id: string;
  agent_name: string;
  agent_status: AccountStatus;
}

const isGraded = sql`w.status IN ('settled', 'voided')`;

/** Selects the status that the latest such grading of wager `w` led from, by an index. */
const gradedFrom = (which: SQL): SQL => sql`SELECT g.from_status FROM gradings g
  WHERE g.wager_id = w.id ${which} ORDER BY g.wager_version DESC LIMIT 1`;

/** Reads wagers by `ids`, a list or a subquery. Outer joins keep the planner at the primary key. */
export function selectWagers(ids: SQL): Query<WagerColumns> {
  return rows(sql`SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result,
      w.amount AS amount, w.potential_win AS potential_win, w.version AS version,
      w.odds AS odds, w.event_starts_at AS event_starts_at,
      CASE w.status WHEN 'pending' THEN ${limitsOf(sql`w.customer_id`, sql`w.agent_id`)} END AS limits,
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
    WHERE w.id IN ${ids}`);
}

/** Turns columns into a wager; money becomes whole cents. */
export function toWagerRow(row: WagerColumns): WagerRow {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    result: row.result,
    stakeCents: toCents(row.amount),
    profitCents: toCents(row.potential_win),
    version: row.version,
    odds: row.odds,
    eventStartsAt: row.event_starts_at,
    limits: readLimits(row.limits),
    openStatus: row.open_status ?? 'active',
    isGradedFromPending: row.graded_from === 'pending',
    settledAt: row.settled_at,
    seenAt: row.seen_at,
    customerId: row.customer_id,
    customerName: row.customer_name,
    customerStatus: row.customer_status,
    balanceCents: toCents(row.balance),
    limitCents: toCents(row.betting_limit),
    agentId: row.agent_id,
    agentName: row.agent_name,
    agentStatus: row.agent_status,
  };
}
