import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { agents, customers } from '../../db/schema/book.js';
import type { Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';

/** Checks the typed fields of a login. */

/**
 * Returns the username without the blanks around it, in NFC.
 * @throws DomainError `invalid` on `username`
 */
export function checkUsername(value: string): string {
  const username = value.trim().normalize('NFC');
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u.test(username)) {
    throw new DomainError('invalid', message('accounts.username_rule'), { field: 'username' });
  }
  return username;
}

/**
 * Returns the email address in lower case, as the database stores it.
 * @throws DomainError `invalid` on `email`
 */
export function checkEmail(value: string): string {
  const email = value.trim().toLowerCase();
  if (email.length > 254 || !/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(email)) {
    throw new DomainError('invalid', message('accounts.email_rule'), { field: 'email' });
  }
  return email;
}

/**
 * Checks that a login has exactly the agent or customer that its role needs, and no other.
 * @throws DomainError `invalid` on `agent_id` or `customer_id`
 */
export async function checkScope(
  context: Context,
  role: Role,
  agentId: string | null | undefined,
  customerId: string | null | undefined,
): Promise<{ agentId: string | null; customerId: string | null }> {
  const refuse = (field: string, said: Message): never => {
    throw new DomainError('invalid', said, { field });
  };
  const word = `role.${role}` as const;
  if (agentId && role !== 'agent') {
    refuse('agent_id', message('accounts.role_has_no_agent', { role: word }));
  }
  if (customerId && role !== 'customer') {
    refuse('customer_id', message('accounts.role_has_no_customer', { role: word }));
  }
  if (role === 'agent') {
    if (!agentId) return refuse('agent_id', message('accounts.agent_needed'));
    const found = await context.db.$count(agents, eq(agents.id, agentId));
    if (found === 0) refuse('agent_id', message('accounts.no_agent'));
    return { agentId, customerId: null };
  }
  if (role === 'customer') {
    if (!customerId) return refuse('customer_id', message('accounts.customer_needed'));
    const found = await context.db.$count(customers, eq(customers.id, customerId));
    if (found === 0) refuse('customer_id', message('accounts.no_customer'));
    return { agentId: null, customerId };
  }
  return { agentId: null, customerId: null };
}
