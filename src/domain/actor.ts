import { DomainError } from '../errors.js';

/** Roles and scopes: the login that acts, and the customers within its reach. */

export type Role = 'admin' | 'agent' | 'customer';

/** The login that acts: loaded again for each request or command, never kept. */
export interface Actor {
  userId: string;
  username: string;
  role: Role;
  /** The agent that an agent login is; null for others. */
  agentId: string | null;
  /** The customer that a customer login is; null for others. */
  customerId: string | null;
  /** Request and address, for the audit trail. */
  requestId?: string | undefined;
  address?: string | undefined;
}

/** @throws DomainError `forbidden` unless the actor has one of the roles */
export function requireRole(actor: Actor, roles: readonly Role[], what: string): void {
  if (!roles.includes(actor.role)) {
    throw new DomainError('forbidden', `${what} is not open to ${actor.role} logins`);
  }
}

/** Returns true when the actor's scope holds the customer: an administrator's holds them all. */
export function ownsCustomer(actor: Actor, customer: { id: string; agentId: string }): boolean {
  switch (actor.role) {
    case 'admin':
      return true;
    case 'agent':
      return actor.agentId !== null && actor.agentId === customer.agentId;
    case 'customer':
      return actor.customerId !== null && actor.customerId === customer.id;
  }
}
