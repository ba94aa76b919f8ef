import { DomainError } from '../../errors.js';

/** A refusal with a status of HTTP itself. */
export class RequestError extends DomainError {
  override readonly name = 'RequestError';

  constructor(
    readonly status: 405 | 412 | 413 | 415,
    message: string,
    hint?: string,
  ) {
    super('invalid', message, { hint });
  }
}
