import { eq, or, sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inList } from '../../db/batch.js';
import { customers } from '../../db/schema/book.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/** References that people type on a command line, as ids. Services check the access to the rows. */

/** Turns wager numbers (W-1042) into ids, in their order; leaves any other text unchanged. */
export async function toWagerIds(
  context: Context,
  references: readonly string[],
): Promise<string[]> {
  const rows = await context.db.all<{ id: string; number: string }>(
    sql`SELECT id, wager_number AS number FROM wagers WHERE wager_number IN ${inList(references)}`,
  );
  const ids = new Map(rows.map(({ id, number }) => [number, id]));
  return references.map((reference) => ids.get(reference) ?? reference);
}

/**
 * Finds the customer with this id or email address.
 * @throws DomainError `not_found`
 */
export async function toCustomerId(context: Context, reference: string): Promise<string> {
  const row = await context.db
    .select({ id: customers.id })
    .from(customers)
    .where(or(eq(customers.id, reference), eq(customers.email, reference)))
    .get();
  if (row) return row.id;
  throw new DomainError('not_found', message('lists.no_customer', { reference }), {
    field: 'customer',
    hint: message('lists.customer_reference'),
  });
}
