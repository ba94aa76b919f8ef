import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import type { Refusal } from '../../domain/decision.js';
import { message, type Message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import type { OperationFacts } from './facts.js';

/**
 * The time of an operation. A ledger never runs backwards: where a row carries a later time than the
 * clock, the operation is stamped with that time, if it is a little later or an administrator says
 * so. Rules: money.md, "Clock".
 */

/** A clock may be this far behind the rows' latest time: servers never agree to the second. */
const TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Returns the time of an operation: now, or the latest time of its rows. `refuseClock` refuses rows
 * too far ahead.
 */
export function operationTime(now: string, seen: readonly (string | null)[]): string {
  return seen.reduce<string>(
    (latest, time) => (time !== null && time > latest ? time : latest),
    now,
  );
}

/**
 * Refuses a row whose time is too far ahead of the clock, unless an administrator carries on from
 * that time: the clock has jumped back, or it was ahead for a while.
 */
export function refuseClock(
  { role, carriesClock }: Pick<Actor, 'role' | 'carriesClock'>,
  what: Message,
  now: string,
  seen: string | null,
): Refusal | null {
  if (seen === null || !isAhead(seen, now)) return null;
  if (role === 'admin' && carriesClock === true) return null;
  return {
    kind: message('operations.kind_clock'),
    message: message('operations.clock_behind', { what, seen, now }),
    hint: message(role === 'admin' ? 'operations.carry_clock_hint' : 'operations.ask_clock'),
  };
}

/** Returns true for the refusal of a clock. */
export function isClockRefusal({ kind }: Refusal): boolean {
  return kind.key === 'operations.kind_clock';
}

/** Returns the audit row of an operation that carried on from a later time than the clock's. */
export function carriedClock(context: Context, facts: OperationFacts, at: string): Write[] {
  const now = toTimestamp(context.clock.now());
  if (!isAhead(at, now)) return [];
  const { actorUserId: userId, requestId, address, operationId } = facts;
  return [
    auditWrite(
      context,
      { userId, requestId, address },
      {
        action: 'clock.carried',
        tableName: 'operations',
        recordId: operationId,
        operationId,
        after: { clock: now, time: at },
      },
    ),
  ];
}

function isAhead(seen: string, now: string): boolean {
  return instant(seen) - instant(now) > TOLERANCE_MS;
}

function instant(timestamp: string): number {
  return new Date(`${timestamp.replace(' ', 'T')}Z`).getTime();
}
