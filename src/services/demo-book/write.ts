import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { toDollars } from '../../domain/money.js';
import { blindIndex, encryptColumn } from '../encryption/columns.js';
import type { OperationFacts } from '../operations/facts.js';
import { newTransactionWrites, transactionChangeWrites } from '../transactions/writes.js';
import { transactionPast } from '../transactions/changes.js';
import { wagerPast } from '../wagers/changes.js';
import { placementWrites, wagerChangeWrites } from '../wagers/writes.js';
import type { Story } from './story.js';
import { timestamp, type Slice, type WagerChanges } from './world.js';

/**
 * Writes the demo book as the operations write it. Each batch is a piece of history after which all
 * invariants hold.
 */

const field = (name: string) => sql.raw(`(j.value ->> '$.${name}')`);
const rowsOf = (rows: readonly object[]) => sql`json_each(${JSON.stringify(rows)}) AS j`;

/** Agents, customers, logins and rates, as they are at the end. */
export async function writePeople(
  context: Context,
  story: Story,
  logins: readonly { id: string; username: string; email: string; role: string; agentId?: string; customerId?: string; createdAt: number; lastLogin: number | null }[], // prettier-ignore
  passwordHash: string,
): Promise<void> {
  const { agents, customers, newId, adminUserIds } = story;
  const isSuspended = ({ suspendedAt }: (typeof agents)[number]) => suspendedAt !== null;
  const agentRows = agents.map((agent) => ({
    id: agent.id,
    n: agent.name,
    k: agent.code,
    s: isSuspended(agent) ? 'suspended' : 'active',
    r: agent.rates.at(-1)?.rate,
    t: timestamp(agent.createdAt),
    u: timestamp(agent.suspendedAt ?? agent.createdAt),
  }));
  const rateRows = agents.flatMap((agent) =>
    agent.rates.map(({ rate, from }) => ({
      id: newId(agent.createdAt),
      a: agent.id,
      r: rate,
      f: from,
      t: `${from} 12:00:00`,
    })),
  );
  const customerRows = customers.map((customer) => ({
    id: customer.id,
    a: customer.agent.id,
    n: customer.name,
    e: customer.email,
    p: encryptColumn(context, 'customers', 'phone', customer.phone),
    i: blindIndex(context, 'customers', 'phone', customer.phone),
    s: customer.leaves?.status ?? 'active',
    l: toDollars(customer.finalLimitCents),
    t: timestamp(customer.createdAt),
  }));
  const loginRows = logins.map(({ createdAt, lastLogin, ...login }) => ({
    ...login,
    t: timestamp(createdAt),
    l: lastLogin === null ? null : timestamp(lastLogin),
  }));
  const created = [
    ...agents.map(({ id, createdAt }) => ({ id, t: createdAt, k: 'agent' })),
    ...customers.map(({ id, createdAt }) => ({ id, t: createdAt, k: 'customer' })),
    ...logins.map(({ id, createdAt }) => ({ id, t: createdAt, k: 'user' })),
  ]
    .sort((one, other) => one.t - other.t)
    .map((row) => ({ ...row, t: timestamp(row.t) }));
  await commitBatch(context.database, [
    sql`INSERT INTO agents (id, name, code, status, commission_rate, created_at, updated_at)
      SELECT ${field('id')}, ${field('n')}, ${field('k')}, ${field('s')}, ${field('r')},
        ${field('t')}, ${field('u')} FROM ${rowsOf(agentRows)} ORDER BY j.key`,
    sql`INSERT INTO commission_rates (id, agent_id, rate, effective_from, created_at)
      SELECT ${field('id')}, ${field('a')}, ${field('r')}, ${field('f')}, ${field('t')}
      FROM ${rowsOf(rateRows)} ORDER BY j.key`,
    sql`INSERT INTO customers (id, agent_id, name, email, phone, phone_index, status,
        betting_limit, created_at, updated_at)
      SELECT ${field('id')}, ${field('a')}, ${field('n')}, ${field('e')}, ${field('p')},
        ${field('i')}, ${field('s')}, ${field('l')}, ${field('t')}, ${field('t')}
      FROM ${rowsOf(customerRows)} ORDER BY j.key`,
    sql`INSERT INTO users (id, username, email, password_hash, role, agent_id, customer_id,
        created_at, updated_at, last_login, password_changed_at)
      SELECT ${field('id')}, ${field('username')}, ${field('email')}, ${passwordHash},
        ${field('role')}, ${field('agentId')}, ${field('customerId')}, ${field('t')}, ${field('t')},
        ${field('l')}, ${field('t')} FROM ${rowsOf(loginRows)} ORDER BY j.key`,
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id)
      SELECT ${field('t')}, ${adminUserIds[0] ?? null}, ${field('k')} || '.created',
        ${field('k')} || 's', ${field('id')} FROM ${rowsOf(created)} ORDER BY j.key`,
  ]);
}

/** A piece of the book's history, in one batch. */
export async function writeHistory(
  context: Context,
  { newId, slices }: Pick<Story, 'newId' | 'slices'>,
): Promise<void> {
  const writes = slices.flatMap(({ at, slice }) => sliceWrites(newId, at, slice));
  await commitBatch(context.database, writes);
}

function sliceWrites(newId: Story['newId'], at: number, slice: Slice): SQL[] {
  const operations: { id: string; k: string; u: string; t: string }[] = [];
  const begin = (
    kind: string,
    {
      reason,
      rows,
    }: { reason: string | null; rows: readonly { actorUserId: string; at: string }[] },
    id = newId(at),
  ): OperationFacts => {
    const [first] = rows;
    const actorUserId = first?.actorUserId ?? '';
    operations.push({ id, k: kind, u: actorUserId, t: first?.at ?? timestamp(at) });
    return { operationId: id, actorUserId, reason };
  };
  const change = ({ verb, ...group }: WagerChanges) =>
    wagerChangeWrites(begin(`wager.${verb}`, group), wagerPast[verb], group.rows);
  const { placements } = slice;
  const writes = [
    ...slice.gradings.flatMap(change),
    ...(placements.length === 0
      ? []
      : placementWrites(begin('wager.place', { reason: null, rows: placements }), placements)),
    ...slice.answers.flatMap(change),
    ...slice.adjustments.flatMap((group) => {
      const id = group.rows[0]?.reference?.slice('ADJ-'.length);
      const facts = begin('balance.adjust', group, id);
      return newTransactionWrites(facts, 'adjusted', group.rows);
    }),
    ...slice.requests.flatMap((group) =>
      newTransactionWrites(begin('transaction.create', group), 'created', group.rows),
    ),
    ...slice.paymentAnswers.flatMap(({ verb, ...group }) =>
      transactionChangeWrites(
        begin(`transaction.${verb}`, group),
        transactionPast[verb],
        group.rows,
      ),
    ),
    ...slice.reversals.flatMap((group) =>
      newTransactionWrites(begin('transaction.reverse', group), 'reversed', group.rows),
    ),
  ];
  return [insertOperations(operations), ...writes];
}

function insertOperations(rows: readonly object[]): SQL {
  return sql`INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
    SELECT ${field('id')}, ${field('k')}, ${field('u')}, 'demo', '{"done":[],"refused":[]}',
      ${field('t')} FROM ${rowsOf(rows)} ORDER BY j.key`;
}
