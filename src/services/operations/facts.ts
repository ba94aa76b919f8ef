import type { Actor } from '../../domain/actor.js';

/** What every row that an operation writes carries: the operation, who acts, from where and why. */

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
  /** Who acts; a row may name somebody else. */
  actorUserId: string;
  requestId?: string | undefined;
  address?: string | undefined;
  reason?: string | null | undefined;
}
