import { message, Person, type Message } from '../messages/message.js';
import type { Refusal } from './decision.js';

/** Credit of agents: money.md, "Credit and limits". No I/O. */

/** An agent's credit, and the part of it that the limits of its customers use. */
export interface AgentCredit {
  agentId: string;
  agentName: string;
  /** Null: the agent may set no limits. */
  creditCents: number | null;
  usedCents: number;
}

/** Limits of a customer before and after a change, in cents; a new customer had 0. */
export interface LimitChange {
  beforeCents: number;
  afterCents: number;
}

/** Refuses an agent's raise of a limit beyond its credit. Lowering a limit is always allowed. */
export function refuseRaise(
  { agentId, agentName, creditCents, usedCents }: AgentCredit,
  { beforeCents, afterCents }: LimitChange,
): Refusal | null {
  const raise = afterCents - beforeCents;
  if (raise <= 0) return null;
  const agent = new Person('agents', agentId, agentName);
  if (creditCents === null) {
    return {
      kind: message('credit.kind_none'),
      message: message('credit.none', { agent }),
      hint:
        beforeCents === 0
          ? message('credit.leave_at_zero')
          : message('credit.leave_at', { limit: beforeCents }),
    };
  }
  if (usedCents + raise <= creditCents) return null;
  const left = Math.max(0, creditCents - usedCents);
  return {
    kind: message('credit.kind_beyond'),
    message: message('credit.beyond', { agent, sum: usedCents + raise, credit: creditCents }),
    hint: message('credit.left', { left, most: beforeCents + left }),
  };
}

/** Says that the limits of an agent's customers sum to more than its credit; null where they fit. */
export function warnOfCredit({
  agentId,
  agentName,
  creditCents,
  usedCents,
}: AgentCredit): Message | null {
  if (creditCents === null || usedCents <= creditCents) return null;
  return message('credit.exceeded', {
    agent: new Person('agents', agentId, agentName),
    sum: usedCents,
    credit: creditCents,
  });
}
