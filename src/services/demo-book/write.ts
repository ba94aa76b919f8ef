import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, jsonField, jsonTable } from '../../db/batch.js';
import { toDollars } from '../../domain/money.js';
import { blindIndex, encryptColumn } from '../encryption/columns.js';
import type { OperationFacts } from '../operations/facts.js';
import { newTransactionWrites, transactionChangeWrites } from '../transactions/writes.js';
import { transactionPast } from '../transactions/changes.js';
import { wagerPast } from '../wagers/changes.js';
import { placementWrites, wagerChangeWrites } from '../wagers/writes.js';
import { creditLimitOf } from './people.js';
import type { Story } from './story.js';
import { timestampOf, type Slice, type WagerChanges } from './world.js';

/**
 * Writes the demo book by the writes of the operations. Each batch is a piece of history after which
 * all invariants hold.
 */

/** A login of the demo book; times in ms since the epoch. */
export interface DemoLoginRow {
  id: string;
  username: string;
  email: string;
  role: string;
  agentId?: string;
  customerId?: string;
  createdAt: number;
  lastLogin: number | null;
}

/** Writes agents, customers, logins and rates as they stand at the end of the story. */
export async function writePeople(
  context: Context,
  story: Story,
  logins: readonly DemoLoginRow[],
  passwordHash: string,
): Promise<void> {
  await commitBatch(context.database, [
    insertAgents(story),
    insertRates(story),
    insertCustomers(context, story),
    insertLogins(logins, passwordHash),
    insertLimits(story),
    insertCreationAudits(story, logins),
  ]);
}

function insertAgents({ agents, customers }: Story): SQL {
  const rows = agents.map((agent, index) => ({
    id: agent.id,
    n: agent.name,
    k: agent.code,
    s: agent.suspendedAt === null ? 'active' : 'suspended',
    r: agent.rates.at(-1)?.rate,
    c: creditLimitOf(
      index,
      customers.filter((customer) => customer.agent === agent),
    ),
    t: timestampOf(agent.createdAt),
    u: timestampOf(agent.suspendedAt ?? agent.createdAt),
  }));
  return sql`INSERT INTO agents (id, name, code, status, commission_rate, credit_limit,
        created_at, updated_at)
      SELECT ${jsonField('id')}, ${jsonField('n')}, ${jsonField('k')}, ${jsonField('s')}, ${jsonField('r')},
        round(${jsonField('c')}, 2), ${jsonField('t')}, ${jsonField('u')} FROM ${jsonTable(rows)} ORDER BY j.key`;
}

function insertRates({ agents, newId }: Story): SQL {
  const rows = agents.flatMap((agent) =>
    agent.rates.map(({ rate, from }) => ({
      id: newId(agent.createdAt),
      a: agent.id,
      r: rate,
      f: from,
      t: `${from} 12:00:00`,
    })),
  );
  return sql`INSERT INTO commission_rates (id, agent_id, rate, effective_from, created_at)
      SELECT ${jsonField('id')}, ${jsonField('a')}, ${jsonField('r')}, ${jsonField('f')}, ${jsonField('t')}
      FROM ${jsonTable(rows)} ORDER BY j.key`;
}

function insertCustomers(context: Context, { customers }: Story): SQL {
  const rows = customers.map((customer) => ({
    id: customer.id,
    a: customer.agent.id,
    n: customer.name,
    e: customer.email,
    p: encryptColumn(context, 'customers', 'phone', customer.phone),
    i: blindIndex(context, 'customers', 'phone', customer.phone),
    s: customer.leaves?.status ?? 'active',
    l: toDollars(customer.finalLimitCents),
    t: timestampOf(customer.createdAt),
  }));
  return sql`INSERT INTO customers (id, agent_id, name, email, phone, phone_index, status,
        betting_limit, created_at, updated_at)
      SELECT ${jsonField('id')}, ${jsonField('a')}, ${jsonField('n')}, ${jsonField('e')}, ${jsonField('p')},
        ${jsonField('i')}, ${jsonField('s')}, ${jsonField('l')}, ${jsonField('t')}, ${jsonField('t')}
      FROM ${jsonTable(rows)} ORDER BY j.key`;
}

/** Adds a rule of the first agent and one of the first customer to that of the book. */
function insertLimits({ agents: [agent], customers: [customer], newId, startsAt }: Story): SQL {
  const rows = [
    {
      ...{ n: `Stakes of ${agent?.name ?? ''}`, s: 'agent', a: agent?.id, c: null, b: 'agent' },
      ...{ least: 1, most: 2500, open: null },
    },
    {
      ...{ n: `Exposure of ${customer?.name ?? ''}`, s: 'customer', a: null, c: customer?.id },
      ...{ b: 'anybody', least: null, most: null, open: 5000 },
    },
  ]
    .slice(0, customer === undefined ? 1 : 2)
    .map((rule) => ({ id: newId(startsAt), t: timestampOf(startsAt), ...rule }));
  return sql`INSERT INTO limit_rules (id, name, scope, agent_id, customer_id, placed_by, least_stake,
        greatest_stake, greatest_open_stakes, created_at, updated_at)
      SELECT ${jsonField('id')}, ${jsonField('n')}, ${jsonField('s')}, ${jsonField('a')}, ${jsonField('c')},
        ${jsonField('b')}, ${jsonField('least')}, ${jsonField('most')}, ${jsonField('open')}, ${jsonField('t')},
        ${jsonField('t')} FROM ${jsonTable(rows)} ORDER BY j.key`;
}

function insertLogins(logins: readonly DemoLoginRow[], passwordHash: string): SQL {
  const rows = logins.map(({ createdAt, lastLogin, ...login }) => ({
    ...login,
    t: timestampOf(createdAt),
    l: lastLogin === null ? null : timestampOf(lastLogin),
  }));
  return sql`INSERT INTO users (id, username, email, password_hash, role, agent_id, customer_id,
        created_at, updated_at, last_login, password_changed_at)
      SELECT ${jsonField('id')}, ${jsonField('username')}, ${jsonField('email')}, ${passwordHash},
        ${jsonField('role')}, ${jsonField('agentId')}, ${jsonField('customerId')}, ${jsonField('t')}, ${jsonField('t')},
        ${jsonField('l')}, ${jsonField('t')} FROM ${jsonTable(rows)} ORDER BY j.key`;
}

function insertCreationAudits(
  { agents, customers, adminUserIds }: Story,
  logins: readonly DemoLoginRow[],
): SQL {
  const rows = [
    ...agents.map(({ id, createdAt }) => ({ id, t: createdAt, k: 'agent' })),
    ...customers.map(({ id, createdAt }) => ({ id, t: createdAt, k: 'customer' })),
    ...logins.map(({ id, createdAt }) => ({ id, t: createdAt, k: 'user' })),
  ]
    .sort((one, other) => one.t - other.t)
    .map((row) => ({ ...row, t: timestampOf(row.t) }));
  return sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id)
      SELECT ${jsonField('t')}, ${adminUserIds[0] ?? null}, ${jsonField('k')} || '.created',
        ${jsonField('k')} || 's', ${jsonField('id')} FROM ${jsonTable(rows)} ORDER BY j.key`;
}

/** Writes a piece of the book's history, in one batch. */
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
    operations.push({ id, k: kind, u: actorUserId, t: first?.at ?? timestampOf(at) });
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
    SELECT ${jsonField('id')}, ${jsonField('k')}, ${jsonField('u')}, 'demo', '{"done":[],"refused":[]}',
      ${jsonField('t')} FROM ${jsonTable(rows)} ORDER BY j.key`;
}
