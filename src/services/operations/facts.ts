import type { Actor } from '../../domain/actor.js';

/** Facts that an operation puts on every row it writes, so that the trail leads back to it. */

/** Takes the facts of an operation from its actor. */
export function operationFacts(
  actor: Actor,
  operationId: string,
  reason: string | null,
): OperationFacts {
  const { userId: actorUserId, requestId, address } = actor;
  return { operationId, actorUserId, requestId, address, reason };
}

export interface OperationFacts {
  operationId: string;
  /** The login that acts; a row may name another one. */
  actorUserId: string;
  requestId?: string | undefined;
  address?: string | undefined;
  reason?: string | null | undefined;
}
