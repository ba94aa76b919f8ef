import { sql } from 'drizzle-orm';
import type { Context } from '../../../src/context.js';
import { commitBatch } from '../../../src/db/batch.js';
import { toTimestamp } from '../../../src/db/ids.js';
import type { Actor } from '../../../src/domain/actor.js';
import { placementWrites } from '../../../src/services/wagers/writes.js';

/**
 * Places `count` wagers of 100.00 at -110 in one batch, round the customers; answers their ids.
 * @param firstNumber of their numbers; behind those of the book unless given
 */
export async function placeMany(
  context: Context,
  actor: Actor,
  customerIds: readonly string[],
  count: number,
  status: 'pending' | 'active' = 'active',
  firstNumber: number | null = null,
): Promise<string[]> {
  const operationId = context.newId();
  const at = toTimestamp(context.clock.now());
  const rows = Array.from({ length: count }, (_, index) => ({
    id: context.newId(),
    number: firstNumber === null ? null : `W-${firstNumber + index}`,
    customerId: customerIds[index % customerIds.length] ?? '',
    stakeCents: 10_000,
    odds: -110,
    profitCents: 9091,
    description: 'Bears -3.5',
    eventStartsAt: null,
    status,
    at,
    transactionId: context.newId(),
    activityId: context.newId(),
  }));
  await commitBatch(context.database, [
    sql`INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
      VALUES (${operationId}, 'wager.place', ${actor.userId}, 'many', '{}', ${at})`,
    ...placementWrites({ operationId, actorUserId: actor.userId }, rows),
  ]);
  return rows.map(({ id }) => id);
}
