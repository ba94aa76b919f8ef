import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList, jsonField, jsonTable, type Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { toDollars } from '../../domain/money.js';
import type { RepairedValue } from '../../domain/reconciliation.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { auditWrite } from '../audit.js';
import { readAgentTotals, type AgentTotals } from './agents.js';
import { readWrongOpenStakes, type OpenStakesTotal } from './open-stakes.js';

/**
 * Repairs the derived columns `agents.customer_count`, `agents.total_volume` and
 * `agents.credit_used`, and the sums of open stakes. Nothing else is ever repaired: operations with a
 * reason correct money.
 */

const countOf = sql`(SELECT count(*) FROM customers c WHERE c.agent_id = agents.id)`;
const volumeOf = sql`(SELECT coalesce(sum(CAST(round(w.amount * 100) AS INTEGER)), 0) / 100.0
  FROM wagers w WHERE w.agent_id = agents.id)`;

const creditOf = sql`(SELECT coalesce(sum(CAST(round(c.betting_limit * 100) AS INTEGER)), 0) / 100.0
  FROM customers c WHERE c.agent_id = agents.id)`;

/** Lists the values that a repair would change. */
export async function planRepair(context: Context): Promise<RepairedValue[]> {
  const sums = await readWrongOpenStakes(context);
  return [...(await wrongColumns(context)), ...sums.map(toRepairedSum)];
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
  const columns = await wrongColumns(context);
  const sums = await readWrongOpenStakes(context);
  const repairs = [...columns, ...sums.map(toRepairedSum)];
  if (repairs.length === 0) return [];
  const ids = [...new Set(columns.map(({ ownerId }) => ownerId))];
  const now = toTimestamp(context.clock.now());
  const reason = render(message('reconciliation.repaired_reason'), 'en');
  await commitBatch(context.database, [
    ...repairSums(context, actor, sums, reason),
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        request_id, address, reason, before, after)
      SELECT ${now}, ${actor.userId}, 'agent.repaired', 'agents', id, ${actor.requestId ?? null},
        ${actor.address ?? null}, ${reason},
        json_object('customer_count', customer_count, 'total_volume', total_volume,
          'credit_used', credit_used),
        json_object('customer_count', ${countOf}, 'total_volume', ${volumeOf},
          'credit_used', ${creditOf})
      FROM agents WHERE id IN ${inList(ids)} ORDER BY id`,
    sql`UPDATE agents SET customer_count = ${countOf}, total_volume = ${volumeOf},
        credit_used = ${creditOf}, updated_at = ${now} WHERE id IN ${inList(ids)}`,
  ]);
  return repairs;
}

async function wrongColumns(context: Context): Promise<RepairedValue[]> {
  return (await readAgentTotals(context, sql`1`)).flatMap(differences);
}

function differences(totals: AgentTotals): RepairedValue[] {
  const { id, name, customerCount, expectedCount, totalVolume, expectedVolume } = totals;
  const { creditUsed, expectedCredit } = totals;
  const of = (column: RepairedValue['column'], before: number, after: number) =>
    before === after ? [] : [{ ownerId: id, name, column, before, after }];
  return [
    ...of('customer_count', customerCount, expectedCount),
    ...of('total_volume', toDollars(totalVolume), toDollars(expectedVolume)),
    ...of('credit_used', toDollars(creditUsed), toDollars(expectedCredit)),
  ];
}

function toRepairedSum({ ownerId, name, stored, expected }: OpenStakesTotal): RepairedValue {
  const [before, after] = [toDollars(stored), toDollars(expected)];
  return { ownerId, name, column: 'open_stakes', before, after };
}

const stakesOf = sql`(SELECT coalesce(sum(CAST(round(w.amount * 100) AS INTEGER)), 0) FROM wagers w
  WHERE w.status IN ('pending', 'active') AND CASE open_stakes.scope WHEN 'book' THEN 1
    WHEN 'agent' THEN w.agent_id = open_stakes.owner_id
    ELSE w.customer_id = open_stakes.owner_id END)`;

/** Makes the missing ones of these sums, and computes each again. */
function repairSums(
  context: Context,
  actor: Actor,
  wrong: readonly OpenStakesTotal[],
  reason: string,
): Write[] {
  if (wrong.length === 0) return [];
  const rows = wrong.map(({ scope, ownerId }) => ({ s: scope, o: ownerId }));
  const after = wrong.map(({ scope, ownerId, stored, expected }) => ({
    ...{ scope, owner_id: ownerId, before: toDollars(stored), after: toDollars(expected) },
  }));
  return [
    sql`INSERT INTO open_stakes (scope, owner_id)
      SELECT ${jsonField('s')}, ${jsonField('o')} FROM ${jsonTable(rows)}
      WHERE NOT EXISTS (SELECT 1 FROM open_stakes
        WHERE scope = ${jsonField('s')} AND owner_id = ${jsonField('o')})`,
    sql`UPDATE open_stakes SET open_cents = ${stakesOf} WHERE (scope, owner_id) IN
      (SELECT ${jsonField('s')}, ${jsonField('o')} FROM ${jsonTable(rows)})`,
    auditWrite(context, actor, {
      action: 'open_stakes.repaired',
      tableName: 'open_stakes',
      recordId: 'book',
      reason,
      after: { sums: after },
    }),
  ];
}
