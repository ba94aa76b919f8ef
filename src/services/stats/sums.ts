import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows, type Query } from '../../db/batch.js';
import { NO_SUMS, type Sums } from '../../domain/figures.js';

/** The sums behind all figures, read set-based for many spans of time at once. */

/** The time from `startsAt` up to, not including, `endsAt`: UTC timestamps. */
export interface Span {
  startsAt: string;
  endsAt: string;
}

/** Groups sums by agent or by customer; an id narrows them to one. */
export interface SumsGroup {
  by: 'agent' | 'customer';
  agentId?: string | null;
  customerId?: string | null;
}

/** A row of one query: some of the sums. */
type SumsRow = { span: number; owner: string } & Partial<Sums>;

/** Reads, for each span in order, the sums of each agent or customer that has any. Cents. */
export async function readSums(
  context: Context,
  spans: readonly Span[],
  group: SumsGroup = { by: 'agent' },
): Promise<Map<string, Sums>[]> {
  const found = spans.map(() => new Map<string, Sums>());
  if (spans.length === 0) return found;
  const results = await commitBatch(context.engine.longReads, sumQueries(spans, group));
  for (const { span, owner, ...values } of results.flat()) {
    const sums = found[span];
    sums?.set(owner, { ...NO_SUMS, ...sums.get(owner), ...values });
  }
  return found;
}

const cents = (column: string): SQL => sql.raw(`CAST(round(${column} * 100) AS INTEGER)`);

/**
 * Cents that a transaction `t` adds to this kind of payment: itself, or minus the opposite that
 * reverses one (`o`). Adjustments and their reversals are no payments.
 */
function payment(type: string, opposite: string): SQL {
  const isPlain = (table: string) =>
    `coalesce(${table}.reference, '') NOT GLOB 'ADJ-*' AND coalesce(${table}.reference, '') NOT GLOB 'REV-*'`;
  return sql.raw(`CASE
    WHEN t.type = '${type}' AND ${isPlain('t')} THEN CAST(round(t.amount * 100) AS INTEGER)
    WHEN t.type = '${opposite}' AND o.type = '${type}' AND ${isPlain('o')}
      THEN -CAST(round(t.amount * 100) AS INTEGER)
    ELSE 0 END`);
}

/** Selects all sums in one batch, so that they are of one snapshot. */
function sumQueries(
  spans: readonly Span[],
  { by, agentId, customerId }: SumsGroup,
): Query<SumsRow>[] {
  const list = JSON.stringify(spans.map(({ startsAt, endsAt }) => ({ a: startsAt, b: endsAt })));
  const earliest = spans.map(({ startsAt }) => startsAt).sort()[0] ?? '';
  const latest =
    spans
      .map(({ endsAt }) => endsAt)
      .sort()
      .at(-1) ?? '';
  const from = sql`json_each(${list}) AS p`;
  const within = (column: string): SQL =>
    sql.raw(`${column} >= (p.value ->> '$.a') AND ${column} < (p.value ->> '$.b')`);
  const owner = (agent: string, customer: string) => sql.raw(by === 'agent' ? agent : customer);
  const narrow = (agent: string, customer: string): SQL => {
    const byAgent = agentId == null ? sql`` : sql` AND ${sql.raw(agent)} = ${agentId}`;
    return customerId == null ? byAgent : sql`${byAgent} AND ${sql.raw(customer)} = ${customerId}`;
  };
  // `+` keeps the planner on the index of the time: it narrows, the agent hardly does. Wagers have
  // an index of both.
  const narrowed = (agent: string, customer: string) => narrow(`+${agent}`, `+${customer}`);
  const inHandle = sql`FILTER (WHERE w.status NOT IN ('cancelled', 'voided'))`;
  return [
    rows(sql`SELECT p.key AS span, ${owner('w.agent_id', 'w.customer_id')} AS owner,
        sum(${cents('w.amount')}) AS volumeCents,
        coalesce(sum(${cents('w.amount')}) ${inHandle}, 0) AS handleCents,
        count(*) ${inHandle} AS bets,
        count(DISTINCT w.customer_id) ${inHandle} AS activeCustomers
      FROM ${from} CROSS JOIN wagers AS w ON ${within('w.created_at')}
      WHERE 1${narrow('w.agent_id', 'w.customer_id')} GROUP BY 1, 2`),
    rows(sql`SELECT p.key AS span, ${owner('w.agent_id', 'w.customer_id')} AS owner,
        sum(${cents('g.win_delta')}) AS winCents,
        sum(CASE WHEN g.to_status = 'settled' AND NOT EXISTS (
            SELECT 1 FROM gradings e WHERE e.wager_id = g.wager_id AND e.to_status = 'settled'
              AND e.wager_version < g.wager_version)
          THEN ${cents('w.amount')} ELSE 0 END) AS gradedCents
      FROM ${from} CROSS JOIN gradings AS g ON ${within('g.created_at')}
        CROSS JOIN wagers AS w ON w.id = g.wager_id
      WHERE 1${narrowed('w.agent_id', 'w.customer_id')} GROUP BY 1, 2`),
    rows(sql`SELECT p.key AS span, ${owner('c.agent_id', 'c.id')} AS owner,
        sum(${payment('deposit', 'withdrawal')}) AS depositCents,
        sum(${payment('withdrawal', 'deposit')}) AS withdrawalCents,
        sum(CASE t.type WHEN 'deposit' THEN 1 ELSE -1 END * ${cents('t.amount')}) AS paidInCents
      FROM ${from} CROSS JOIN transactions AS t INDEXED BY idx_transactions_payments
          ON ${within('t.processed_at')}
        AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
        LEFT JOIN transactions AS o
          ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
        LEFT JOIN customers AS c ON c.id = t.customer_id
      WHERE 1${narrowed('c.agent_id', 'c.id')} GROUP BY 1, 2`),
    rows(sql`WITH joined AS MATERIALIZED (SELECT id, agent_id, created_at FROM customers
        WHERE created_at >= ${earliest} AND created_at < ${latest})
      SELECT p.key AS span, ${owner('c.agent_id', 'c.id')} AS owner, count(*) AS newCustomers
      FROM ${from} CROSS JOIN joined AS c ON ${within('c.created_at')}
      WHERE 1${narrowed('c.agent_id', 'c.id')} GROUP BY 1, 2`),
  ];
}
