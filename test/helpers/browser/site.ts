import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import { createUser } from '../../../src/services/accounts/users.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, openBook, type Book } from '../books/book.js';
import type { TestEngine } from '../engines/engines.js';
import { serveApp } from './serve-app.js';

/** The whole application with a small book and a login of each role. */

export const PASSWORD = 'seven quiet otters';
/** More than a page of a list holds. */
const CUSTOMERS = 30;

export interface Site extends Book {
  url: string;
  agentId: string;
  otherAgentId: string;
  /** Customers of the agent; the first is the customer login's own. */
  customerIds: [string, string, ...string[]];
  actors: Record<Role, Actor>;
}

export interface SiteOptions {
  /** How many the agent has; 30 when not given. */
  customers?: number;
  env?: Record<string, string>;
  /** SQL that makes further tables before the panels are made. */
  tables?: readonly string[];
  /** Declarations of those tables. */
  declarations?: readonly ResourceDeclaration[];
}

/** Opens the application on a free port, with two agents, their customers and three logins. */
export async function openSite(
  engine: TestEngine,
  { customers = CUSTOMERS, env, tables = [], declarations = [] }: SiteOptions = {},
): Promise<Site> {
  const book = await openBook(engine, {
    env: {
      SESSION_SECRET: 'a secret of the tests, long enough',
      DATA_KEY: 'k1:a data key of the tests, long enough',
      ...env,
    },
  });
  const { context, admin } = book;
  for (const table of tables) await context.database.prepare(table).run();
  const agentId = await addAgent(context, { name: 'Harbor Street' });
  const otherAgentId = await addAgent(context, { name: 'Mill Lane' });
  const customerIds: string[] = [];
  for (let number = 1; number <= customers; number += 1) {
    const name = `Customer ${String(number).padStart(2, '0')}`;
    customerIds.push(await addCustomer(context, agentId, { name, limit: 500 + number }));
  }
  await addCustomer(context, otherAgentId, { name: 'Somebody Else' });
  const [customerId, second, ...others] = customerIds;
  if (customerId === undefined || second === undefined) throw new Error('too few customers');
  const login = async (username: string, role: Role, scope: Partial<Actor> = {}) => {
    const userId = await createUser(context, admin, {
      username,
      email: `${username}@example.test`,
      password: PASSWORD,
      role,
      mustChangePassword: false,
      ...scope,
    });
    return { ...admin, userId, username, role, agentId: null, customerId: null, ...scope };
  };
  const actors = {
    admin: await login('ada', 'admin'),
    agent: await login('gus', 'agent', { agentId }),
    customer: await login('cleo', 'customer', { customerId }),
  };
  return {
    ...book,
    url: await serveApp(context, {}, declarations),
    agentId,
    otherAgentId,
    customerIds: [customerId, second, ...others],
    actors,
  };
}

/** Places an active wager of 100.00 at -110 and returns its id. */
export async function addWager(site: Site, customerId = site.customerIds[0]): Promise<string> {
  const { done } = await placeWager(site.context, site.actors.admin, {
    operationId: site.context.newId(),
    customerId,
    amount: 100,
    odds: -110,
    description: 'Chiefs -3.5',
  });
  const [wager] = done;
  if (!wager) throw new Error('the wager was not placed');
  return wager.id;
}
