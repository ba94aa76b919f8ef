import type { ActionContext, CurrentAdmin } from 'adminjs';
import type { Request } from 'express';
import type { Actor, Role, StepUp } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import type { Language } from '../../messages/language.js';
import { later } from '../../messages/later.js';
import { message } from '../../messages/message.js';

/** Acting user in the form that AdminJS passes around; the guard sets it on each request. */
export interface PanelUser extends CurrentAdmin {
  id: string;
  /** Shown in the top bar, under AdminJS's own name for it. */
  email: string;
  title: string;
  username: string;
  role: Role;
  agentId: string | null;
  customerId: string | null;
  requestId?: string;
  address?: string;
  stepUp?: StepUp;
  /** Language of the request, for a file that an answer holds. */
  language?: Language;
}

/**
 * Converts an actor to the user that AdminJS passes around.
 * @param language of the request
 */
export function toPanelUser(actor: Actor, language: Language = 'en'): PanelUser {
  return {
    id: actor.userId,
    email: actor.username,
    title: later(message(`actions.role_${actor.role}`)),
    username: actor.username,
    role: actor.role,
    agentId: actor.agentId,
    customerId: actor.customerId,
    language,
    ...(actor.requestId === undefined ? {} : { requestId: actor.requestId }),
    ...(actor.address === undefined ? {} : { address: actor.address }),
    ...(actor.stepUp === undefined ? {} : { stepUp: actor.stepUp }),
  };
}

/**
 * Builds the call of a route that AdminJS does not serve. The guard has put the acting user on the
 * session; the data layer reads nothing else of a call.
 */
export function callOf(request: Request): ActionContext {
  const { adminUser } = request.session as unknown as { adminUser: CurrentAdmin };
  return { currentAdmin: adminUser } as ActionContext;
}

/** Builds the call of work that no request waits for, such as a chunk of a bulk run. */
export function callOfActor(actor: Actor, language: Language = 'en'): ActionContext {
  return { currentAdmin: toPanelUser(actor, language) } as unknown as ActionContext;
}

/** Reads the language in which the caller reads its answer. */
export function languageOfCall(call: { currentAdmin?: CurrentAdmin }): Language {
  return (call.currentAdmin as Partial<PanelUser> | undefined)?.language ?? 'en';
}

/**
 * Reads the acting user of a call.
 * @throws DomainError `forbidden` without an acting user: nobody reads data anonymously
 */
export function actorOfCall(call: { currentAdmin?: CurrentAdmin } | undefined): Actor {
  const user = call?.currentAdmin as Partial<PanelUser> | undefined;
  if (typeof user?.id !== 'string' || !isRole(user.role)) {
    throw new DomainError('forbidden', message('tables.not_signed_in'));
  }
  return {
    userId: user.id,
    username: user.username ?? '',
    role: user.role,
    agentId: user.agentId ?? null,
    customerId: user.customerId ?? null,
    requestId: user.requestId,
    address: user.address,
    stepUp: user.stepUp,
  };
}

function isRole(role: unknown): role is Role {
  return role === 'admin' || role === 'agent' || role === 'customer';
}

/**
 * Reads the acting user of a call to a panel of this role.
 * @throws DomainError `forbidden` without an acting user, or for one of another role
 */
export function actorOfRole(call: ActionContext | undefined, role: Role): Actor {
  const actor = actorOfCall(call);
  if (actor.role === role) return actor;
  throw new DomainError('forbidden', message('tables.other_role', { role: `role.${actor.role}` }));
}
