import type { FailureCode } from './protocol.js';

/**
 * Meaning of D1's error texts for the sender of the statements: refused (certainly not written),
 * busy (certainly not run) or interrupted (perhaps written).
 * https://developers.cloudflare.com/d1/observability/debug-d1/#error-list
 */

const BUSY = [
  'D1 DB is overloaded',
  'Internal error while starting up D1 DB storage',
  'Cannot resolve D1 DB due to transient issue',
];

/** Errors of D1 before it runs anything; those of SQLite itself have a SQLITE_ code. */
const REFUSED = [
  'SQLITE_',
  'D1_TYPE_ERROR',
  'No SQL statements detected',
  'To execute a transaction, please use',
  'Exceeded maximum DB size',
  'exceeded D1',
];

/**
 * A failure with its code for the back office, which has the messages for people. The English text
 * is for logs, and with the code `refused` it is D1's own, which the back office parses.
 */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (BUSY.some((part) => text.includes(part))) return new Failure('busy', text);
  if (REFUSED.some((part) => text.includes(part))) return new Failure('refused', text);
  return new Failure('interrupted', text);
}
