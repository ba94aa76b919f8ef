import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { activityWrite, auditWrite } from '../audit.js';
import type { Attempt } from './throttle.js';

/** Writes failed sign-ins and the ends of sessions into the audit trail. */

/** Browser and address of a sign-in. */
export interface Origin {
  address: string | undefined;
  requestId?: string | undefined;
  userAgent?: string | undefined;
  /** Value of the browser's device cookie (devices.ts). */
  device?: string | undefined;
}

/** Writes a sign-out into activities and audit trail; the caller ends the session. */
export async function noteSignOut(
  context: Context,
  origin: Origin,
  login: Pick<Actor, 'userId'>,
): Promise<void> {
  await commitBatch(context.database, [
    activityWrite(context, login.userId, { type: 'logout', action: 'signed out' }),
    auditWrite(context, byLogin(login, origin), {
      action: 'login.ended',
      tableName: 'users',
      recordId: login.userId,
    }),
  ]);
}

/** Writes into the audit trail that a session of an administrator was used elsewhere and ended. */
export async function noteRefusedAddress(
  context: Context,
  origin: Origin,
  login: Pick<Actor, 'userId'>,
): Promise<void> {
  await commitBatch(context.database, [
    auditWrite(context, byLogin(login, origin), {
      action: 'session.refused',
      tableName: 'users',
      recordId: login.userId,
      reason: render(message('accounts.address_refused'), 'en'),
    }),
  ]);
}

/**
 * Writes a failed sign-in. Leaves out the typed name: some type their password into the wrong field.
 */
export async function noteFailure(
  context: Context,
  origin: Origin,
  attempt: Attempt,
  userId: string | undefined,
  reason: Message,
): Promise<void> {
  const actor = { userId: null, address: origin.address, requestId: origin.requestId };
  const entry = { tableName: 'users', recordId: userId, reason: render(reason, 'en') };
  await commitBatch(context.database, [
    auditWrite(context, actor, { action: 'login.failed', ...entry }),
    ...(attempt.isLast
      ? [auditWrite(context, actor, { action: 'login.locked_out', ...entry })]
      : []),
  ]);
}

/** Returns the actor of an audit row about a login's own sign-in. */
export function byLogin({ userId }: Pick<Actor, 'userId'>, origin: Origin) {
  return { userId: userId, address: origin.address, requestId: origin.requestId };
}
