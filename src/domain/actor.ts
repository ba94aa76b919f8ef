import { DomainError } from '../errors.js';

export type Role = 'admin' | 'agent' | 'customer';

/** Who acts: loaded anew for each request or command, never kept. */
export interface Actor {
  userId: string;
  username: string;
  role: Role;
  /** Whose customers an agent sees; null for others. */
  agentId: string | null;
  /** Which customer a customer login is; null for others. */
  customerId: string | null;
  /** For the audit trail. */
  requestId?: string | undefined;
  address?: string | undefined;
}

/** @throws DomainError `forbidden` unless the actor has one of the roles */
export function requireRole(actor: Actor, roles: readonly Role[], what: string): void {
  if (!roles.includes(actor.role)) {
    throw new DomainError('forbidden', `${what} is not open to ${actor.role} logins`);
  }
}

/** Whether the actor's scope holds the customer: all for an administrator, own for the others. */
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
