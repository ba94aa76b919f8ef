import type { Context } from '../../../src/context.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import type { TestEngine } from '../engines/engines.js';
import { addAgent, addCustomer, openBook, query, type Book } from './book.js';

/** Books for tests of single operations, and the tables that an operation writes to. */

/** A book in which Ann has 150.00 and one wager of 100.00. */
export async function bookWithWager(engine: TestEngine) {
  const book = await openBook(engine);
  const ann = await addCustomer(book.context, await addAgent(book.context), { balance: 150 });
  const wager = await place(book, ann, 'place-1');
  return { ...book, ann, wager };
}

export async function place(
  { context, admin }: Pick<Book, 'context' | 'admin'>,
  customerId: string,
  operationId: string,
): Promise<string> {
  const input = { operationId, customerId, amount: 100, odds: -110, description: 'Bears' };
  return (await placeWager(context, admin, input)).done[0]?.id ?? '';
}

/** Counts the rows of each table that an operation writes to. */
export async function counts(context: Context): Promise<unknown> {
  const [row] = await query(
    context,
    `SELECT (SELECT count(*) FROM operations) AS operations,
       (SELECT count(*) FROM transactions) AS transactions,
       (SELECT count(*) FROM gradings) AS gradings,
       (SELECT count(*) FROM activities) AS activities,
       (SELECT count(*) FROM audit_log) AS audits`,
  );
  return row;
}
