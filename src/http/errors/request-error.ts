import { DomainError } from '../../errors.js';

/** A request that HTTP itself has a status for. */
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
