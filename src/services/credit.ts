import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import { commitBatch, guard, type Row } from '../db/batch.js';
import { requireRole, type Actor } from '../domain/actor.js';
import { refuseRaise, warnOfCredit, type AgentCredit, type LimitChange } from '../domain/credit.js';
import { toCents } from '../domain/money.js';
import { message, type Message } from '../messages/message.js';
import type { Allowance, RowValues } from './allowance.js';

/**
 * Credit of agents: `agents.credit_used`, which triggers keep, against `agents.credit_limit`. Rules:
 * money.md, "Credit and limits".
 */

/** Returns the bound of the limits that an agent's login sets; null for other logins. */
export function creditOf({ role, agentId }: Actor): Allowance | null {
  if (role !== 'agent' || agentId === null) return null;
  return {
    column: 'betting_limit',
    concerns: (row) => raisesLimit(row),
    read: selectCredit(sql`${agentId}`),
    start: ([row]) => {
      const credit = toCredit(row ?? { id: agentId });
      return (values) => {
        const change = limitChange(values);
        const refusal = refuseRaise(credit, change);
        if (refusal === null) credit.usedCents += change.afterCents - change.beforeCents;
        return refusal;
      };
    },
    guard: guard(
      'credit',
      sql`(SELECT credit_used <= credit_limit FROM agents WHERE id = ${agentId})`,
    ),
  };
}

/** Says that a customer's agent, or an agent itself, has given more than its credit. */
export async function readCreditWarning(
  { database }: Context,
  of: { customerId: string } | { agentId: string },
): Promise<Message | null> {
  const agentId =
    'agentId' in of
      ? sql`${of.agentId}`
      : sql`(SELECT agent_id FROM customers WHERE id = ${of.customerId})`;
  const [[row]] = await commitBatch(database, [selectCredit(agentId)]);
  return row === undefined ? null : warnOfCredit(toCredit(row));
}

/**
 * Reads the credit of the agent that acts.
 * @throws DomainError `forbidden` for other roles
 */
export async function readOwnCredit(context: Context, actor: Actor): Promise<AgentCredit> {
  requireRole(actor, ['agent'], message('credit.reading'));
  const agentId = actor.agentId ?? '';
  const [[row]] = await commitBatch(context.database, [selectCredit(sql`${agentId}`)]);
  return toCredit(row ?? { id: agentId });
}

/** Returns true for a change that raises a customer's limit. */
export function raisesLimit(row: RowValues): boolean {
  const { beforeCents, afterCents } = limitChange(row);
  return afterCents > beforeCents;
}

function selectCredit(agentId: SQL): SQL {
  return sql`SELECT id, name, credit_limit, credit_used FROM agents WHERE id = ${agentId}`;
}

function limitChange({ before, after }: RowValues): LimitChange {
  const cents = (values: RowValues['before']) => toCents(Number(values['betting_limit'] ?? 0));
  return { beforeCents: cents(before), afterCents: cents(after) };
}

function toCredit(row: Row): AgentCredit {
  const limit = row['credit_limit'] ?? null;
  return {
    agentId: String(row['id']),
    agentName: String(row['name'] ?? ''),
    creditCents: limit === null ? null : toCents(Number(limit)),
    usedCents: toCents(Number(row['credit_used'] ?? 0)),
  };
}
