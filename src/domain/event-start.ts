import { DateTime } from 'luxon';
import { DomainError } from '../errors.js';
import { message } from '../messages/message.js';
import type { Role } from './actor.js';
import type { Refusal } from './decision.js';

/** The start of a wager's event, until which it is placed and accepted: money.md, "Credit and limits". */

const TYPED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d)(?:\.0+)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Reads the start of an event, UTC unless the text names an offset.
 * @returns `YYYY-MM-DD HH:MM:SS`, UTC; null where nothing was typed
 * @throws DomainError `invalid` on `eventStartsAt`
 */
export function parseEventStart(input: unknown): string | null {
  if (input === undefined || input === null) return null;
  const text = typeof input === 'string' ? input.trim() : null;
  if (text === '') return null;
  const typed = text === null ? null : TYPED.exec(text);
  if (typed) {
    const [, day = '', minutes = '', seconds = '00', zone = 'Z'] = typed;
    const start = DateTime.fromISO(`${day}T${minutes}:${seconds}${zone}`, { zone: 'utc' });
    if (start.isValid && start.year >= 1 && start.year <= 9999) {
      return start.toFormat('yyyy-MM-dd HH:mm:ss');
    }
  }
  throw new DomainError('invalid', message('inputs.event_start_malformed'), {
    field: 'eventStartsAt',
    hint: message('inputs.event_start_form'),
  });
}

/** Returns true once the event has begun. */
export function hasStarted(startsAt: string | null, at: string): boolean {
  return startsAt !== null && at >= startsAt;
}

/** Refuses to place or accept a wager whose event has begun. */
export function refuseStarted(startsAt: string, role: Role): Refusal & { field: string } {
  const isAdmin = role === 'admin';
  return {
    kind: message('limits.kind_started'),
    message: message('limits.started', { at: startsAt }),
    hint: message(isAdmin ? 'limits.started_reason_hint' : 'limits.started_hint'),
    field: isAdmin ? 'reason' : 'eventStartsAt',
  };
}
