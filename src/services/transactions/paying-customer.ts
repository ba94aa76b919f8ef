import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { rows, type Query } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, type AccountStatus, type Actor } from '../../domain/actor.js';
import { customerOf } from '../../domain/decision.js';
import { toCents } from '../../domain/money.js';
import { message } from '../../messages/message.js';
import { operationTime, refuseClock } from '../operations/clock.js';
import { refusalError, unknownRow } from '../operations/inputs.js';

/** The customer of a new deposit, withdrawal or adjustment. */

export interface PayingCustomer {
  id: string;
  name: string;
  status: AccountStatus;
  /** Dollars. */
  balance: number | null;
  agent_id: string;
  last_activity: string | null;
}

/** Reads a customer with the facts that decide on its payments. */
export function selectPayingCustomer(id: string): Query<PayingCustomer> {
  return rows(sql`SELECT id, name, status, balance, agent_id, last_activity
    FROM customers WHERE id = ${id}`);
}

/**
 * Returns the customer of a payment and the payment's time.
 * @throws DomainError unless the customer exists and is the actor's, and the clock is right
 */
export function requirePayingCustomer(
  context: Context,
  actor: Actor,
  customerId: string,
  row: PayingCustomer | undefined,
) {
  if (!row || !ownsCustomer(actor, { id: customerId, agentId: row.agent_id })) {
    throw refusalError(customerId, {
      ...unknownRow(message('operations.no_customer')),
      field: 'customerId',
    });
  }
  const { name: customerName, last_activity: seenAt } = row;
  const now = toTimestamp(context.clock.now());
  const who = customerOf({ customerId, customerName });
  const refusal = refuseClock(actor, message('operations.party', { customer: who }), now, seenAt);
  if (refusal) throw refusalError(customerId, refusal);
  return {
    customerId,
    customerName,
    customerStatus: row.status,
    balanceCents: toCents(row.balance),
    at: operationTime(now, [seenAt]),
  };
}
