import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { toDollars } from '../../domain/money.js';
import type { RepairedValue } from '../../domain/reconciliation.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { readAgentTotals, type AgentTotals } from './agents.js';

/**
 * Repairs the derived columns `agents.customer_count` and `agents.total_volume`. Nothing else is ever
 * repaired: operations with a reason correct money.
 */

const countOf = sql`(SELECT count(*) FROM customers c WHERE c.agent_id = agents.id)`;
const volumeOf = sql`(SELECT coalesce(sum(CAST(round(w.amount * 100) AS INTEGER)), 0) / 100.0
  FROM wagers w WHERE w.agent_id = agents.id)`;

/** Lists the values that a repair would change. */
export async function planRepair(context: Context): Promise<RepairedValue[]> {
  return (await readAgentTotals(context, sql`1`)).flatMap(differences);
}

/**
 * Changes the values of `planRepair`, with an audit row an agent. The batch computes them again.
 * @throws DomainError `forbidden` unless the actor is an administrator
 */
export async function repairDerivedColumns(
  context: Context,
  actor: Actor,
): Promise<RepairedValue[]> {
  requireRole(actor, ['admin'], message('reconciliation.repairing'));
  const repairs = await planRepair(context);
  const ids = [...new Set(repairs.map(({ agentId }) => agentId))];
  if (ids.length === 0) return [];
  const now = toTimestamp(context.clock.now());
  const reason = render(message('reconciliation.repaired_reason'), 'en');
  await commitBatch(context.database, [
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        request_id, address, reason, before, after)
      SELECT ${now}, ${actor.userId}, 'agent.repaired', 'agents', id, ${actor.requestId ?? null},
        ${actor.address ?? null}, ${reason},
        json_object('customer_count', customer_count, 'total_volume', total_volume),
        json_object('customer_count', ${countOf}, 'total_volume', ${volumeOf})
      FROM agents WHERE id IN ${inList(ids)} ORDER BY id`,
    sql`UPDATE agents SET customer_count = ${countOf}, total_volume = ${volumeOf},
        updated_at = ${now} WHERE id IN ${inList(ids)}`,
  ]);
  return repairs;
}

function differences(totals: AgentTotals): RepairedValue[] {
  const { id, name, customerCount, expectedCount, totalVolume, expectedVolume } = totals;
  const of = (column: RepairedValue['column'], before: number, after: number) =>
    before === after ? [] : [{ agentId: id, name, column, before, after }];
  return [
    ...of('customer_count', customerCount, expectedCount),
    ...of('total_volume', toDollars(totalVolume), toDollars(expectedVolume)),
  ];
}
