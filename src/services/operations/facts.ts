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

/**
 * The statements that place wagers and change them, many at once: a fixed number whatever the
 * number of rows. Rows carry their ids and times, so that a book can also be written in the past.
 * Everything else follows from the wagers at the version that the rows expect.
 */

export interface OperationFacts {
  operationId: string;
  /** Who acts; a row may name somebody else. */
  actorUserId: string;
  requestId?: string | undefined;
  address?: string | undefined;
  reason?: string | null | undefined;
}
