import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';

/** Roles and scopes: the login that acts, and the customers within its reach. */

export type Role = 'admin' | 'agent' | 'customer';

/** Status of a login, an agent or a customer. */
export type AccountStatus = 'active' | 'inactive' | 'suspended';

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
  /** Browser of the request, for notices to the login. */
  userAgent?: string | undefined;
  /** An administrator has confirmed to carry on from a later time than the clock's. */
  carriesClock?: boolean | undefined;
  /**
   * Step-up of the browser session that acts. The machine's operator and background work have none,
   * and need none.
   */
  stepUp?: StepUp | undefined;
}

/** Step-up of a session, judged at the start of its request. */
export interface StepUp {
  /** Hash by which the database knows the session. */
  sessionId: string;
  /** `single` holds for one operation, where STEP_UP_MINUTES is 0. */
  state: 'none' | 'single' | 'fresh';
  /** True for a login with a second factor: the password alone is not enough. */
  needsCode: boolean;
}

/**
 * Refuses an actor of another role.
 * @param what the work, as a noun: "settling wagers"
 * @throws DomainError `forbidden` unless the actor has one of the roles
 */
export function requireRole(actor: Actor, roles: readonly Role[], what: Message): void {
  const { role } = actor;
  if (roles.includes(role)) return;
  throw new DomainError(
    'forbidden',
    message('operations.not_open', { what, role: `role.${role}` }),
  );
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
