import { DomainError, type ErrorCode } from '../../errors.js';
import { fromStored, type Message } from '../../messages/message.js';
import { isStored } from '../../messages/stored.js';

/** Results and errors that travel from one process to another as JSON. */

export type Reply<T> =
  | { done: T }
  | { refusal: { code: ErrorCode; said: Message; wayOut: Message | null } }
  | { failure: { code: string | null; text: string; stack: string } };

/** Runs work and turns its end, good or bad, into a reply. */
export async function replyOf<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { done: await work() };
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, said, wayOut = null } = error;
      return { refusal: { code, said, wayOut } };
    }
    const { code = null, message, stack = '' } = error as NodeJS.ErrnoException;
    return { failure: { code, text: message, stack } };
  }
}

/** Writes a reply as text. */
export function writeReply(reply: Reply<unknown>): string {
  return JSON.stringify(reply);
}

/**
 * Reads a reply, and returns its result.
 * @throws what the work threw
 */
export function resultOf(text: string): unknown {
  const reply = withMessages(JSON.parse(text)) as Reply<unknown>;
  if ('done' in reply) return reply.done;
  if ('refusal' in reply) {
    const { code, said, wayOut } = reply.refusal;
    throw new DomainError(code, said, { hint: wayOut ?? undefined });
  }
  const { code, text: problem, stack } = reply.failure;
  throw Object.assign(new Error(problem), { code: code ?? undefined, stack });
}

/** Makes messages again of everything that is a stored one. */
function withMessages(value: unknown): unknown {
  if (isStored(value)) return fromStored(value);
  if (Array.isArray(value)) return value.map(withMessages);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withMessages(one)]));
}
