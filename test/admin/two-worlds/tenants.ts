import { sql } from 'drizzle-orm';
import { commitBatch } from '../../../src/db/batch.js';
import type { Engine } from '../../../src/db/types.js';
import { saveView } from '../../../src/services/lists/saved-views.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { openBook, type Book } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { preparedBook } from '../../helpers/books/prepared.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { editRows, pictureOf } from '../access-matrix/handouts.js';
import { token } from '../access-matrix/tokens.js';
import { addSide, preparedWorld, type Side, type World } from '../access-matrix/world.js';
import type { Both } from './types.js';

/**
 * Two copies of the matrix's world. The agent `a` and their customers have the same rows in both;
 * all others have other rows, rows of their own in one of the two, and other values in rows that
 * both have.
 */

/** Values that a row of another tenant has, in the second world alone. */
export const EMAIL_OF_OTHERS = 'of-others@x.test';
export const OPERATION_OF_OTHERS = 'operation-of-others';

/** Wagers of others, with lower numbers than late ones of the caller: more than a look-up passes. */
const MANY_WAGERS = 1_300;
const FIRST_OF_MANY = 20_001;
const FIRST_LATE = 21_501;

export async function openBookWorlds(
  engine: TestEngine,
): Promise<{ books: Both<Book>; personas: World['personas']; addedTable: string }> {
  const matrix = await preparedWorld();
  const { made } = matrix;
  const { file } = await preparedBook('two-worlds', (open) => addLate(open, made), matrix.file);
  const one = await preparedBook('two-worlds-few', (open) => addFew(open), file);
  const other = await preparedBook('two-worlds-many', (open) => addMany(open, made), file);
  const open = async (copyOf: string) => {
    const book = await openBook({ open: () => engine.open({ copyOf }) });
    book.clock.advance({ minutes: 30 });
    return book;
  };
  return { books: [await open(one.file), await open(other.file)], ...made };
}

/** Wagers with high numbers, and a saved view, of agent `a`; a table that refers to handouts. */
async function addLate(engine: Engine, { personas }: Pick<World, 'personas'>): Promise<void> {
  const { context } = await openBook({ open: () => Promise.resolve(engine) });
  const { admin, agent, customer } = personas;
  await commitBatch(context.database, [
    sql`CREATE TABLE pins (id TEXT PRIMARY KEY NOT NULL, handout TEXT NOT NULL REFERENCES handouts (id))`,
  ]);
  await placeMany(context, admin, [customer.customerId ?? ''], 3, 'pending', FIRST_LATE);
  for (const actor of [agent, customer]) {
    await saveView(context, actor, {
      ...{ list: 'wagers', name: token('view'), query: 'filters.status=active', sharedWith: '' },
    });
  }
}

/** Another agent with customers of their own. */
async function addFew(engine: Engine): Promise<void> {
  const book = await openBook({ open: () => Promise.resolve(engine) });
  const admin = await book.user(token('fewadmin'));
  await addSide(book, admin, 'few', [6011, 6113]);
}

/** Two agents with more customers, wagers and rows than anybody else, and changed rows of agent `b`. */
async function addMany(engine: Engine, { personas }: Pick<World, 'personas'>): Promise<void> {
  const book = await openBook({ open: () => Promise.resolve(engine) });
  const { context } = book;
  book.clock.advance({ minutes: 10 });
  const admin = await book.user(token('manyadmin'));
  const sides = [
    await addSide(book, admin, 'many', [7019, 7121]),
    await addSide(book, admin, 'more', [8017, 8123]),
  ];
  const customers = sides.flatMap((side) =>
    side.customers.map(({ customerId }) => customerId ?? ''),
  );
  await placeMany(context, admin, customers, MANY_WAGERS, 'active', FIRST_OF_MANY);
  await commitBatch(context.database, [
    sql`INSERT INTO pins SELECT ${token('pin')}, min(id) FROM handouts
      WHERE agent_id = ${personas.agent.agentId}`,
  ]);
  await changeRowsOf(book, personas['other agent'].agentId ?? '');
  const [customerId] = customers;
  await createTransaction(context, admin, {
    ...{ operationId: OPERATION_OF_OTHERS, customerId: customerId ?? '' },
    ...{ type: 'deposit', amount: 5, description: token('note') },
  });
  await commitBatch(context.database, [
    sql`UPDATE customers SET email = ${EMAIL_OF_OTHERS} WHERE id = ${customerId}`,
    ...sides.flatMap((side) => rowsOfSide(book, side)),
    sql`INSERT INTO login_attempts (id, account_hash, address, succeeded)
      SELECT ${context.newId()}, ${token('hash')}, '192.0.2.77', 0`,
  ]);
  const agentIds = sides.map(({ agent }) => agent.agentId);
  await commitBatch(context.database, await editRows(book, agentIds));
  for (const { agent } of sides) {
    await saveView(context, agent, {
      ...{ list: 'wagers', name: token('view'), query: 'filters.status=active', sharedWith: '' },
    });
  }
}

/** Handouts, bonus notes, sessions and activities of one agent. */
function rowsOfSide({ context }: Book, { agent, customers }: Side) {
  const id = () => context.newId();
  const picture = () => Buffer.from(pictureOf(token('scan')), 'latin1');
  return [
    ...[1, 2, 3].map(
      () => sql`INSERT INTO handouts VALUES
        (${id()}, ${agent.agentId}, ${token('handout')}, ${picture()}, ${picture()})`,
    ),
    ...customers.flatMap(({ customerId, userId }) => [
      sql`INSERT INTO bonus_notes (id, customer_id, name, kind, api_token)
        VALUES (${id()}, ${customerId}, ${token('gift')}, 'bet', ${token('apitoken')})`,
      sql`INSERT INTO activities (id, user_id, type, action)
        VALUES (${id()}, ${userId}, 'login', ${token('action')})`,
    ]),
  ];
}

/** Gives the rows of an agent other values, under the same ids. */
async function changeRowsOf({ context }: Book, agentId: string): Promise<void> {
  const ofAgent = sql`agent_id = ${agentId}`;
  const ofCustomers = sql`customer_id IN (SELECT id FROM customers WHERE ${ofAgent})`;
  await commitBatch(context.database, [
    sql`UPDATE agents SET name = 'AAA first of all', code = 'aaa-changed', status = 'suspended'
      WHERE id = ${agentId}`,
    sql`UPDATE customers SET name = 'aaa changed ' || rowid, email = 'changed' || rowid || '@x.test',
      phone = 'changed', status = 'inactive', betting_limit = 5 WHERE ${ofAgent}`,
    sql`UPDATE handouts SET name = 'aaa changed ' || rowid, scan = NULL WHERE ${ofAgent}`,
    sql`UPDATE bonus_notes SET name = 'aaa changed', kind = 'bet' WHERE ${ofCustomers}`,
    sql`UPDATE users SET username = 'changed' || rowid, email = 'changed' || rowid || '@y.test'
      WHERE ${ofAgent} OR ${ofCustomers}`,
  ]);
}
