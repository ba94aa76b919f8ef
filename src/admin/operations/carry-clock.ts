import type { Actor } from '../../domain/actor.js';
import { Message, message } from '../../messages/message.js';
import type { ActionField, ActionReply } from '../contract/panel.js';

/** The confirmation that an operation carries on from a later time than the clock's. */

const FIELD = 'carryClock';

/** Returns the actor with the confirmation that the form posted, if any. */
export function withClock(actor: Actor, payload: Record<string, unknown> = {}): Actor {
  return payload[FIELD] === 'true' ? { ...actor, carriesClock: true } : actor;
}

/** Returns the confirmation that the form shows after one of these refusals; most need none. */
export function clockAsked(refusals: readonly Message[]): Pick<ActionReply<Message>, 'asks'> {
  if (!refusals.some(offersCarrying)) return {};
  const label = message('operations.carry_clock');
  const field: ActionField<Message> = { name: FIELD, label, type: 'checkbox' };
  return { asks: [field] };
}

function offersCarrying({ key, values }: Message): boolean {
  const { hint } = values as { hint?: unknown };
  if (key !== 'withHint' || !(hint instanceof Message)) return false;
  return hint.key === 'operations.carry_clock_hint';
}
