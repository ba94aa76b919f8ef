import { pino } from 'pino';
import { readConfig } from '../../../src/config.js';
import { createContext, type Context } from '../../../src/context.js';
import { toTimestamp } from '../../../src/db/ids.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { createUser } from '../../../src/services/accounts/users.js';
import type { TestEngine } from '../engines/engines.js';

/** A migrated database with a fixed clock, cheap password hashes and a log that can be read. */

export const PASSWORD = 'seven quiet otters';
const START = Date.parse('2026-03-02T12:00:00Z');

export class TestClock {
  #now = START;

  now(): Date {
    return new Date(this.#now);
  }

  advance({ minutes = 0, seconds = 0 }: { minutes?: number; seconds?: number }): void {
    this.#now += minutes * 60_000 + seconds * 1000;
  }
}

export interface Book {
  context: Context;
  clock: TestClock;
  /** Lines of the log, as they were written. */
  log: Record<string, unknown>[];
  /** The book's own administrator. */
  actor: Actor;
  /** Makes a login with `PASSWORD` and answers its actor. */
  user(username: string, role?: Role, scope?: Scope): Promise<Actor>;
  agent(id: string): Promise<string>;
  customer(id: string, agentId: string): Promise<string>;
  rows: (sql: string, ...params: unknown[]) => Promise<Record<string, unknown>[]>;
}

interface Scope {
  agentId?: string;
  customerId?: string;
}

/** An administrator, or somebody who acts as an agent or a customer of the book. */
type Login = 'admin' | { agent: string } | { customer: string };

/** People and rows of a book: a test names those that it needs. */
export interface BookContents<Username extends string = string> {
  /** Ids; each name is `Agent ID`. */
  agents?: readonly string[];
  /** Agents by the id of their customer, whose name is `Customer ID`. */
  customers?: Readonly<Record<string, string>>;
  /** Logins with `PASSWORD`, by name. */
  logins?: Readonly<Record<Username, Login>>;
  /** Tables and rows beside them, in SQL. */
  sql?: readonly string[];
  env?: Record<string, string>;
}

/** Opens a book and fills it. */
export async function openBookOf<Username extends string>(
  engine: Pick<TestEngine, 'open'>,
  { agents = [], customers = {}, logins, sql = [], env = {} }: BookContents<Username>,
): Promise<Book> {
  const book = await openBook(engine, env);
  for (const id of agents) await book.agent(id);
  for (const [id, agentId] of Object.entries(customers)) await book.customer(id, agentId);
  for (const [username, login] of Object.entries<Login>(logins ?? {})) {
    if (login === 'admin') await book.user(username);
    else if ('agent' in login) await book.user(username, 'agent', { agentId: login.agent });
    else await book.user(username, 'customer', { customerId: login.customer });
  }
  for (const text of sql) await book.context.database.prepare(text).run();
  return book;
}

export async function openBook(
  engine: Pick<TestEngine, 'open'>,
  env: Record<string, string> = {},
): Promise<Book> {
  const config = readConfig({
    SESSION_SECRET: 'a secret of the tests, long enough',
    DATA_KEY: 'k1:a data key of the tests, long enough',
    ...env,
  });
  const clock = new TestClock();
  const log: Record<string, unknown>[] = [];
  const context = await createContext(config, {
    engine: await engine.open(),
    clock,
    passwordCost: 4,
    log: pino(
      { level: 'info', base: null },
      { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
    ),
  });
  const actor = await systemActor(context);
  const insert = async (sql: string, ...params: unknown[]) => {
    await context.database
      .prepare(sql)
      .bind(...params)
      .run();
  };
  const now = () => toTimestamp(clock.now());
  return {
    context,
    clock,
    log,
    actor,
    user: async (username, role = 'admin', scope = {}) => {
      const userId = await createUser(context, actor, {
        username,
        email: `${username}@example.test`,
        password: PASSWORD,
        role,
        mustChangePassword: false,
        ...scope,
      });
      const { agentId = null, customerId = null } = scope;
      return { userId, username, role, agentId, customerId, address: '192.0.2.1' };
    },
    agent: async (id) => {
      await insert(
        `INSERT INTO agents (id, name, code, created_at, updated_at) VALUES (?, ?, ?, ?, ?)`,
        ...[id, `Agent ${id}`, `code-${id}`, now(), now()],
      );
      return id;
    },
    customer: async (id, agentId) => {
      await insert(
        `INSERT INTO customers (id, agent_id, name, email, created_at, updated_at)
          VALUES (?, ?, ?, ?, ?, ?)`,
        ...[id, agentId, `Customer ${id}`, `${id}@customers.test`, now(), now()],
      );
      return id;
    },
    rows: async (sql, ...params) => {
      const { results } = await context.database
        .prepare(sql)
        .bind(...params)
        .all();
      return results;
    },
  };
}
