import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { bookSize } from '../../../scripts/bench/book-sql.js';
import { loadBook } from '../../../scripts/bench/load-book.js';
import { createContext, type Context } from '../../../src/context.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../src/db/types.js';
import type { Actor } from '../../../src/domain/actor.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { createUser } from '../../../src/services/accounts/users.js';
import {
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import { settleWagers } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, query, steppableClock, testConfig } from './book.js';
import { PASSWORD } from './logins.js';
import { placeMany } from './many-wagers.js';

/**
 * A book of any size in which one agent, Gus, and his customer Ann have the same rows whatever the
 * size. Theirs are the oldest: a walk over the newest rows of the book finds them last.
 */

export interface SizedBook {
  context: Context;
  admin: Actor;
  /** Ann's own login. */
  login: Actor;
  ann: string;
  gusAgentId: string;
}

/** Logins of the book; all have `PASSWORD`. */
export const people = {
  ada: 'admin',
  gus: 'agent',
  /** The agent of a tenth of the book, which grows with it. */
  olga: 'agent',
  ann: 'customer',
} as const;

const OLGAS_AGENT = 'agent-1';
const UNTIL = '2026-03-04 12:00:00';
const BEFORE_ALL = '2025-03-04 12:00:00';
const env = {
  SESSION_SECRET: 'a secret of the tests, long enough',
  DATA_KEY: 'k1:a data key of the tests, long enough',
};

/** Makes the file once for all tests. */
export async function sizedBookFile(wagers: number): Promise<string> {
  const file = path.join(path.dirname(inject('migratedDatabase')), `sized-${wagers}.db`);
  if (fs.existsSync(file)) return file;
  const aside = `${file}.${process.pid}`;
  fs.copyFileSync(inject('migratedDatabase'), aside);
  // The rows of the book name the login of the book itself.
  await withContext(aside, systemActor);
  loadBook(aside, bookSize(wagers, new Date(`${UNTIL.replace(' ', 'T')}Z`)));
  await withContext(aside, addPeople);
  const sqlite = new Sqlite(aside);
  for (const text of history) sqlite.exec(text);
  sqlite.close();
  // Another worker may have made the same: the name is taken when the file is whole.
  fs.renameSync(aside, file);
  return file;
}

/** Opens the book on an engine that has a copy of its file. */
export async function openSizedBook(engine: Engine): Promise<SizedBook> {
  const context = await contextOn(engine, UNTIL);
  const logins = await query<{ username: string; id: string; agent: string; customer: string }>(
    context,
    `SELECT username, id, agent_id AS agent, customer_id AS customer FROM users
      WHERE username IN ('ada', 'gus', 'ann')`,
  );
  const rowOf = (username: string) => {
    const row = logins.find((login) => login.username === username);
    if (!row) throw new Error(`the book has no login ${username}`);
    return row;
  };
  const actorOf = (username: keyof typeof people): Actor => {
    const { id, agent, customer } = rowOf(username);
    return { userId: id, username, role: people[username], agentId: agent, customerId: customer };
  };
  return {
    context,
    admin: actorOf('ada'),
    login: actorOf('ann'),
    ann: rowOf('ann').customer,
    gusAgentId: rowOf('gus').agent,
  };
}

function contextOn(engine: Engine, at: string): Promise<Context> {
  return createContext(testConfig(env), { engine, clock: steppableClock(at), passwordCost: 4 });
}

async function withContext(file: string, work: (context: Context) => Promise<unknown>) {
  const engine = openEmbedded({ file, threads: false });
  try {
    await work(await contextOn(engine, BEFORE_ALL));
  } finally {
    await engine.close();
  }
}

async function addPeople(context: Context): Promise<void> {
  const system = await systemActor(context);
  const agentId = await addAgent(context, { name: 'Gus' });
  const ann = await addCustomer(context, agentId, { name: 'Ann', limit: 1_000_000 });
  const ben = await addCustomer(context, agentId, { name: 'Ben', limit: 1_000_000 });
  const scopes = {
    ada: {},
    gus: { agentId },
    olga: { agentId: OLGAS_AGENT },
    ann: { customerId: ann },
  };
  for (const [username, role] of Object.entries(people)) {
    await createUser(context, system, {
      ...{ username, role, password: PASSWORD, mustChangePassword: false },
      ...{ email: `${username}@people.test`, ...scopes[username as keyof typeof people] },
    });
  }
  await placeMany(context, system, [ann, ben], 40, 'pending');
  const active = await placeMany(context, system, [ann, ben], 100);
  for (const result of ['win', 'loss'] as const) {
    const ids = active.splice(0, 20);
    await settleWagers(context, system, { operationId: `old-${result}`, ids, result });
  }
  const payments: string[] = [];
  for (let number = 0; number < 40; number += 1) {
    const { done } = await createTransaction(context, system, {
      operationId: `old-payment-${number}`,
      customerId: ann,
      type: 'deposit',
      amount: 10,
    });
    payments.push(...done.map(({ id }) => id));
  }
  await processTransactions(context, system, {
    operationId: 'old-process',
    ids: payments.slice(0, 20),
  });
}

/** Writes the rows beside the ledger that no trigger writes. */
const history = [
  `INSERT INTO users (id, username, email, password_hash, role, customer_id, created_at)
    SELECT 'login-' || id, email, email, 'none', 'customer', id, created_at FROM customers
    WHERE agent_id LIKE 'agent-%'`,
  `INSERT INTO activities (id, user_id, type, action, amount, created_at)
    SELECT 'placed-' || id, 'login-' || customer_id, 'wager_placed', 'placed', amount, created_at
    FROM wagers WHERE agent_id LIKE 'agent-%'`,
  `INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id, operation_id)
    SELECT created_at, 'system', 'wager.placed', 'wagers', id, operation_id
    FROM wagers WHERE agent_id LIKE 'agent-%' ORDER BY created_at`,
  `INSERT INTO login_attempts (id, account_hash, address, succeeded, created_at)
    SELECT 'attempt-' || id, 'account-' || customer_id, '192.0.2.1', 1, created_at FROM wagers`,
  `INSERT INTO sessions (id_hash, user_id, data, created_at, last_seen_at, expires_at)
    SELECT 'session-' || id, id, '{}', created_at, created_at, '2099-01-01' FROM users`,
  `INSERT INTO bulk_runs (id, kind, actor_user_id, input, status, total, done, created_at)
    SELECT 'run-' || (rowid / 20), 'wager.settle', 'system', '{}', 'finished', 20, 20,
      max(created_at) FROM wagers GROUP BY rowid / 20`,
  `INSERT INTO bulk_run_items (run_id, position, record_id, expected_version, outcome)
    SELECT 'run-' || (rowid / 20), rowid % 20 + 1, id, 0, 'done' FROM wagers`,
];
