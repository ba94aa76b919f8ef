import { sql } from 'drizzle-orm';
import { readConfig, type Config } from '../../../src/config.js';
import { createContext, type Context } from '../../../src/context.js';
import { commitBatch } from '../../../src/db/batch.js';
import { toTimestamp, type Clock } from '../../../src/db/ids.js';
import type { Engine } from '../../../src/db/types.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import type { TestEngine } from '../engines/engines.js';

/** A small book on an engine with a clock that stands still until a test moves it. */

export interface SteppableClock extends Clock {
  set(timestamp: string): void;
  advance(seconds: number): void;
}

export function steppableClock(timestamp = '2026-03-04 12:00:00'): SteppableClock {
  const parse = (text: string) => new Date(`${text.replace(' ', 'T')}Z`).getTime();
  let ms = parse(timestamp);
  return {
    now: () => new Date(ms),
    set: (text) => {
      ms = parse(text);
    },
    advance: (seconds) => {
      ms += seconds * 1000;
    },
  };
}

export interface Book {
  context: Context;
  clock: SteppableClock;
  engine: Engine;
  /** An administrator; its login exists. */
  admin: Actor;
}

/** A context on a fresh migrated database with one administrator. */
export async function openBook(
  testEngine: Pick<TestEngine, 'open'>,
  options: { env?: Record<string, string>; at?: string } = {},
): Promise<Book> {
  const engine = await testEngine.open();
  const clock = steppableClock(options.at);
  const context = await createContext(testConfig(options.env), { engine, clock, passwordCost: 4 });
  return { context, clock, engine, admin: await addLogin(context, 'admin') };
}

/** A book of one agent with one customer, Ann. */
export async function openBookOfAnn(
  testEngine: Pick<TestEngine, 'open'>,
  balance = 0,
): Promise<Book & { agentId: string; ann: string }> {
  const book = await openBook(testEngine);
  const agentId = await addAgent(book.context);
  const ann = await addCustomer(book.context, agentId, { balance });
  return { ...book, agentId, ann };
}

export function testConfig(env: Record<string, string> = {}): Config {
  return readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ...env });
}

export async function addAgent(
  context: Context,
  values: { name?: string; status?: 'active' | 'inactive' | 'suspended' } = {},
): Promise<string> {
  const id = context.newId();
  const now = toTimestamp(context.clock.now());
  await commitBatch(context.database, [
    sql`INSERT INTO agents (id, name, code, status, created_at, updated_at)
      VALUES (${id}, ${values.name ?? 'Agent'}, ${`A-${id}`}, ${values.status ?? 'active'},
        ${now}, ${now})`,
  ]);
  return id;
}

export interface CustomerValues {
  name?: string;
  /** Dollars; 1000 when not given. */
  limit?: number;
  /** Dollars, paid in as an adjustment. */
  balance?: number;
  status?: 'active' | 'inactive' | 'suspended';
}

export async function addCustomer(
  context: Context,
  agentId: string,
  values: CustomerValues = {},
): Promise<string> {
  const id = context.newId();
  const now = toTimestamp(context.clock.now());
  const { balance = 0 } = values;
  await commitBatch(context.database, [
    sql`INSERT INTO customers (id, agent_id, name, email, status, betting_limit, created_at, updated_at)
      VALUES (${id}, ${agentId}, ${values.name ?? 'Ann'}, ${`${id}@example.test`},
        ${values.status ?? 'active'}, ${values.limit ?? 1000}, ${now}, ${now})`,
    ...(balance === 0
      ? []
      : [
          sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference,
              description, created_at, updated_at, processed_at)
            VALUES (${context.newId()}, ${balance > 0 ? 'deposit' : 'withdrawal'}, ${id},
              ${Math.abs(balance)}, 'completed', ${`ADJ-${id}`}, 'Opening balance', ${now}, ${now},
              ${now})`,
        ]),
  ]);
  return id;
}

/** A login and the actor that it is. */
export async function addLogin(
  context: Context,
  role: Role,
  values: { agentId?: string; customerId?: string; status?: 'active' | 'suspended' } = {},
): Promise<Actor> {
  const userId = context.newId();
  const username = `${role}-${userId}`;
  const { agentId = null, customerId = null } = values;
  const now = toTimestamp(context.clock.now());
  await commitBatch(context.database, [
    sql`INSERT INTO users (id, username, email, password_hash, role, status, agent_id, customer_id,
        created_at, updated_at)
      VALUES (${userId}, ${username}, ${`${userId}@example.test`}, 'none', ${role},
        ${values.status ?? 'active'}, ${agentId}, ${customerId}, ${now}, ${now})`,
  ]);
  return { userId, username, role, agentId, customerId };
}

/** All rows of a query, for assertions. */
export async function query<Row = Record<string, unknown>>(
  context: Context,
  text: string,
  ...params: (string | number | null)[]
): Promise<Row[]> {
  const { results } = await context.database
    .prepare(text)
    .bind(...params)
    .all<Row>();
  return results;
}

/** A customer's balance in dollars. */
export async function balanceOf(context: Context, customerId: string): Promise<number> {
  const [row] = await query<{ balance: number }>(
    context,
    'SELECT balance FROM customers WHERE id = ?',
    customerId,
  );
  if (!row) throw new Error(`no customer ${customerId}`);
  return row.balance;
}
