import { DomainError } from '../errors.js';
import type { Message } from '../messages/message.js';

/** Field of the import's form that names the file. */
const FILE_FIELD = 'csv';

/** Builds the refusal of a file: the fault, and the way out. */
export function fileFault(said: Message, hint?: Message, cause?: unknown): DomainError {
  return new DomainError('invalid', said, { field: FILE_FIELD, hint, cause });
}
