import { message } from '../messages/message.js';
import type { AccountStatus } from './actor.js';
import { customerOf, type Refusal } from './decision.js';

/** Rules of placing and accepting a wager: money.md, "Wagers". No I/O. */

export interface PlacementFacts {
  customerId: string;
  customerName: string;
  customerStatus: AccountStatus;
  agentStatus: AccountStatus;
  balanceCents: number;
  limitCents: number;
  stakeCents: number;
}

/**
 * Refuses a wager of an inactive customer or agent, and a stake after which the balance is below minus
 * the limit, the most that a customer may owe. Cents.
 */
export function refusePlacement(facts: PlacementFacts): (Refusal & { field?: string }) | null {
  const status = refuseInactive(facts);
  if (status) return status;
  const { balanceCents, limitCents, stakeCents } = facts;
  const after = balanceCents - stakeCents;
  if (after >= -limitCents) return null;
  const amount = Math.max(0, balanceCents + limitCents);
  return {
    kind: message('wagers.kind_over_limit'),
    field: 'amount',
    message: message('wagers.over_limit', {
      customer: customerOf(facts),
      after,
      limit: limitCents,
    }),
    hint: message('wagers.available', { amount }),
  };
}

/** Refuses placing and accepting unless customer and agent are active. */
export function refuseInactive(
  facts: Pick<PlacementFacts, 'customerId' | 'customerName' | 'customerStatus' | 'agentStatus'>,
): Refusal | null {
  const customer = customerOf(facts);
  if (facts.customerStatus !== 'active') {
    const status = `customer.${facts.customerStatus}` as const;
    return {
      kind: message('wagers.kind_customer', { status }),
      message: message('wagers.customer_inactive', { customer, status }),
      hint: message('wagers.only_active'),
    };
  }
  if (facts.agentStatus !== 'active') {
    const status = `customer.${facts.agentStatus}` as const;
    return {
      kind: message('wagers.kind_agent', { status }),
      message: message('wagers.agent_inactive', { customer, status }),
      hint: message('wagers.only_active_agent'),
    };
  }
  return null;
}
