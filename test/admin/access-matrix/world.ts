import { sql } from 'drizzle-orm';
import { commitBatch } from '../../../src/db/batch.js';
import type { Engine, SqlValue } from '../../../src/db/types.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import {
  adjustBalance,
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { openBook, type Book } from '../../helpers/books/logins.js';
import { preparedBook, type Prepared } from '../../helpers/books/prepared.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { editRows, handoutRows } from './handouts.js';
import { token } from './tokens.js';

/**
 * A book of two agents, each with two customers, logins for all of them, and rows in every table.
 * Every text in it holds a token of its own, so that whatever leaks says where it came from.
 */

export type Persona = 'admin' | 'agent' | 'customer' | 'other agent';

export interface World extends Book {
  personas: Record<Persona, Actor>;
  /** A table that the application does not know of when it is written. */
  addedTable: string;
}

/** The closed file of the world, which is made once. */
export function preparedWorld(): Promise<Prepared<Pick<World, 'personas' | 'addedTable'>>> {
  return preparedBook('access-matrix', makeWorld);
}

/** A copy of the world. */
export async function openWorld(engine: TestEngine): Promise<World> {
  const { file, made } = await preparedWorld();
  const book = await openBook({ open: () => engine.open({ copyOf: file }) });
  return { ...book, ...made };
}

async function makeWorld(engine: Engine): Promise<Pick<World, 'personas' | 'addedTable'>> {
  const book = await openBook({ open: () => Promise.resolve(engine) });
  const admin = await book.user(token('admin'));
  const own = await addSide(book, admin, 'a', [2013, 3127]);
  const other = await addSide(book, admin, 'b', [4751, 5839]);
  const addedTable = 'bonus_notes';
  await addRows(book, addedTable);
  await commitBatch(book.context.database, await handoutRows(book));
  await commitBatch(book.context.database, await editRows(book));
  const [customer] = own.customers;
  if (!customer) throw new Error('the world has two sides');
  return {
    personas: { admin, agent: own.agent, customer, 'other agent': other.agent },
    addedTable,
  };
}

export interface Side {
  agent: Actor;
  customers: Actor[];
}

/**
 * Adds an agent with two customers, a login for each of them, and money.
 * @param bases dollars of each customer's amounts: far enough apart that no sum of one is an amount
 *   of another
 */
export async function addSide(
  book: Book,
  admin: Actor,
  side: string,
  bases: readonly [number, number],
): Promise<Side> {
  const agentId = await addAgent(book, side);
  const agent = await book.user(token(`agent${side}`), 'agent', { agentId });
  const customers: Actor[] = [];
  for (const [index, customer] of ['one', 'two'].entries()) {
    const customerId = await addCustomer(book, agentId, `${side}${customer}`);
    const login = await book.user(token(`cust${side}${customer}`), 'customer', { customerId });
    customers.push(login);
    await addMoney(book, { admin, customerId, login, base: bases[index] ?? 0 });
  }
  return { agent, customers };
}

export const roleOf: Record<Persona, Role> = {
  admin: 'admin',
  agent: 'agent',
  customer: 'customer',
  'other agent': 'agent',
};

async function addAgent({ context }: Book, side: string): Promise<string> {
  const id = context.newId();
  await commitBatch(context.database, [
    sql`INSERT INTO agents (id, name, code) VALUES (${id}, ${token(`agent${side}`)}, ${token(`code${side}`)})`,
    sql`INSERT INTO commission_rates (id, agent_id, rate, effective_from)
      VALUES (${context.newId()}, ${id}, 0.05, ${token('rate')})`,
    sql`INSERT INTO limit_rules (id, name, scope, agent_id, greatest_stake)
      VALUES (${context.newId()}, ${token('rule')}, 'agent', ${id}, 98765.43)`,
  ]);
  return id;
}

async function addCustomer({ context }: Book, agentId: string, who: string): Promise<string> {
  const id = context.newId();
  await commitBatch(context.database, [
    sql`INSERT INTO customers (id, agent_id, name, email, phone, phone_index, betting_limit)
      VALUES (${id}, ${agentId}, ${token(`name${who}`)}, ${`${token(`mail${who}`)}@x.test`},
        ${token(`phone${who}`)}, ${token(`index${who}`)}, 99999)`,
    sql`INSERT INTO limit_rules (id, name, scope, customer_id, greatest_stake)
      VALUES (${context.newId()}, ${token('rule')}, 'customer', ${id}, 87654.32)`,
  ]);
  return id;
}

/** Open, accepted and settled wagers, and transactions in each state. */
async function addMoney(
  { context }: Book,
  {
    admin,
    customerId,
    login,
    base,
  }: { admin: Actor; customerId: string; login: Actor; base: number },
): Promise<void> {
  const operation = () => ({ operationId: context.newId(), customerId });
  const place = async (actor: Actor, cents: number) => {
    const { done } = await placeWager(context, actor, {
      ...operation(),
      amount: base + cents / 100,
      odds: 100,
      description: token('bet'),
    });
    return done.map(({ id }) => id);
  };
  const create = async (actor: Actor, type: 'deposit' | 'withdrawal', cents: number) => {
    const { done } = await createTransaction(context, actor, {
      ...operation(),
      type,
      amount: base + cents / 100,
      description: token('note'),
    });
    return done.map(({ id }) => id);
  };
  await place(login, 11);
  await place(admin, 12);
  const ids = await place(admin, 13);
  await settleWagers(context, admin, { operationId: context.newId(), ids, result: 'win' });
  await create(login, 'deposit', 21);
  const paid = await create(admin, 'deposit', 22);
  await processTransactions(context, admin, { operationId: context.newId(), ids: paid });
  await adjustBalance(context, admin, {
    ...operation(),
    amount: base + 0.23,
    reason: token('reason'),
  });
}

/** Rows of tables that nothing above has written to, and of one that the product does not know. */
async function addRows({ context, rows }: Book, addedTable: string): Promise<void> {
  const customers = await rows('SELECT id FROM customers');
  const id = () => context.newId();
  const values = [
    ...['metric', 'metric'].map(
      (
        name,
      ) => sql`INSERT INTO kpi_metrics (id, metric_name, metric_value, period, period_start, period_end)
        VALUES (${id()}, ${token(name)}, 8111.77, 'daily', ${token('day')}, ${token('day')})`,
    ),
    ...['week', 'week'].map(
      (name) => sql`INSERT INTO weekly_stats (id, week_start, week_end, total_handle)
        VALUES (${id()}, ${token(name)}, ${token(name)}, 8222.77)`,
    ),
    sql`INSERT INTO login_attempts (id, account_hash, address, succeeded)
      VALUES (${id()}, ${token('hash')}, ${token('address')}, 0)`,
    sql`INSERT INTO recovery_codes (id, user_id, code_hash)
      SELECT ${id()}, id, ${token('hash')} FROM users WHERE role = 'agent' LIMIT 1`,
    sql`INSERT INTO known_devices (id, user_id, token_hash, network)
      SELECT ${id()}, id, ${token('hash')}, ${token('address')} FROM users WHERE role = 'agent' LIMIT 1`,
    sql`INSERT INTO account_notices (id, user_id, kind, address, acknowledged_at)
      SELECT ${id()}, id, ${token('kind')}, ${token('address')}, ${token('at')} FROM users
      WHERE role = 'agent' LIMIT 1`,
    sql`INSERT INTO period_states (period, period_start, starts_at, ends_at, computed_at)
      VALUES ('daily', ${token('day')}, ${token('at')}, ${token('at')}, ${token('at')})`,
    sql`UPDATE users SET totp_secret = 'zqsecret' || printf('%05d', rowid)`,
    sql`UPDATE users SET password_hash = password_hash || 'zqpassword' || printf('%05d', rowid)
      WHERE role = 'nobody'`,
    sql`CREATE TABLE ${sql.identifier(addedTable)} (id TEXT PRIMARY KEY,
      customer_id TEXT NOT NULL REFERENCES customers(id), name TEXT NOT NULL,
      kind TEXT CHECK (kind IN ('gift', 'bet')), api_token TEXT, made_at TEXT)`,
    ...customers.map(
      (
        customer,
      ) => sql`INSERT INTO ${sql.identifier(addedTable)} (id, customer_id, name, kind, api_token)
        VALUES (${id()}, ${customer['id']}, ${token('gift')}, 'gift', ${token('apitoken')})`,
    ),
  ];
  await commitBatch(context.database, values);
}

export type Dump = Map<string, Record<string, SqlValue>[]>;

/** Every row of every table, with its number. */
export async function dump({ rows }: Book): Promise<Dump> {
  const tables = await rows(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
      AND name NOT GLOB '_cf_*' ORDER BY name`,
  );
  const found: Dump = new Map();
  for (const { name } of tables) {
    const table = String(name);
    const all = await rows(`SELECT CAST(rowid AS TEXT) AS "rowid", * FROM ${table} ORDER BY rowid`);
    found.set(table, all as Record<string, SqlValue>[]);
  }
  return found;
}
