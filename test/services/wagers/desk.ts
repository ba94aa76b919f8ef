import type { Context } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/actor.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { query, type Book } from '../../helpers/books/book.js';

/** Places wagers and reads their state. */

let operations = 0;
export const op = () => `op-${(operations += 1)}`;

export async function place(
  { context, admin }: Pick<Book, 'context' | 'admin'>,
  customerId: string,
  values: { amount?: number | string; odds?: number | string; as?: Actor } = {},
): Promise<string> {
  const { done } = await placeWager(context, values.as ?? admin, {
    operationId: op(),
    customerId,
    amount: values.amount ?? 100,
    odds: values.odds ?? -110,
    description: 'Bears -3.5',
  });
  const [line] = done;
  if (!line) throw new Error('nothing was placed');
  return line.id;
}

export async function stateOf(context: Context, id: string): Promise<string> {
  const [row] = await query<{ state: string }>(
    context,
    `SELECT concat_ws(' ', status, result, settled_at) AS state FROM wagers WHERE id = ?`,
    id,
  );
  return row?.state ?? 'nothing';
}
