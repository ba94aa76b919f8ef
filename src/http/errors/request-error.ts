import { DomainError } from '../../errors.js';
import type { Message } from '../../messages/message.js';

/** A refusal with a status of HTTP itself. */
export class RequestError extends DomainError {
  override readonly name = 'RequestError';

  constructor(
    readonly status: 405 | 412 | 413 | 415,
    said: Message,
    hint?: Message,
  ) {
    super('invalid', said, { hint });
  }
}
