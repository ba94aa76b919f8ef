import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard, type Write } from '../../db/batch.js';
import type { Actor, Role } from '../../domain/actor.js';
import type { Refusal } from '../../domain/decision.js';
import { priceOf, type OddsFormat } from '../../domain/odds.js';
import { message } from '../../messages/message.js';
import { operationTime } from '../operations/clock.js';
import type { OperationFacts } from '../operations/facts.js';
import {
  decideLimits,
  limitsGuard,
  overrideAudits,
  type GuardedWager,
  type LimitedWager,
} from './limits.js';
import type { WagerRow } from './reads.js';

/** Checks of accepting beyond the wager's state: limits, the event, and that the parties are active. */

/** The limits of an accepted wager, and the role that accepts it. */
export interface PassedLimits extends GuardedWager {
  role: Role;
}

/**
 * Decides on accepting by the rules for what the actor would place itself. The stake is among the
 * open ones since the wager was placed, so that their greatest sum is not asked again.
 */
export function decideAcceptance(
  { config: { oddsFormat } }: Context,
  actor: Actor,
  reason: string | null,
  wager: WagerRow,
  now: string,
): { refusal: Refusal } | PassedLimits {
  const at = operationTime(now, [wager.seenAt]);
  const limited = toLimited(wager, oddsFormat);
  const decided = decideLimits(actor, limited, { at, reason, oddsFormat });
  const { id, price } = limited;
  if (!('refusal' in decided)) return { id, price, role: actor.role, ...decided };
  const { kind, message: what, hint } = decided.refusal;
  const said = message('limits.of_wager', { number: wager.number, what });
  return { refusal: { kind, message: said, ...(hint === undefined ? {} : { hint }) } };
}

function toLimited(wager: WagerRow, format: OddsFormat): LimitedWager {
  const { id, stakeCents, profitCents, odds, eventStartsAt, limits: rules } = wager;
  const price = odds === null ? 1 : priceOf(odds, format);
  return { id, stakeCents, profitCents, price, isNew: false, eventStartsAt, rules };
}

/** Returns the guards of accepted wagers, and the audit rows of those beyond a rule. */
export function acceptanceWrites(
  facts: OperationFacts,
  at: string,
  accepted: readonly { passed?: PassedLimits }[],
): Write[] {
  const wagers = accepted.flatMap(({ passed }) => passed ?? []);
  return [
    activePartiesGuard(facts.operationId),
    limitsGuard(wagers[0]?.role ?? 'agent', wagers, { isPlacing: false }),
    ...overrideAudits(facts, at, wagers),
  ];
}

/** Aborts the batch when a customer or agent was suspended between reading and writing. */
function activePartiesGuard(operationId: string): SQL {
  return guard(
    'active',
    sql`NOT EXISTS (
      SELECT 1 FROM wagers w INDEXED BY idx_wagers_operation
      LEFT JOIN customers c ON c.id = w.customer_id
      LEFT JOIN agents a ON a.id = w.agent_id
      WHERE w.operation_id = ${operationId} AND (c.status <> 'active' OR a.status <> 'active'))`,
  );
}
