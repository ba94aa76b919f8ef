import { DomainError } from '../../../src/errors.js';

/** Errors that random play expects: refusals, and outages of the engine. */

/** Returns true when the engine could not answer. */
export const isOutage = (error: unknown) =>
  error instanceof DomainError && error.code === 'unavailable';

export function requireOutage(error: unknown): undefined {
  const isUnknown = error instanceof DomainError && error.code === 'unknown_outcome';
  if (!isOutage(error) && !isUnknown) throw error;
  return undefined;
}

/** Accepts a refusal; throws a broken guard and any defect. */
export function requireRefusal(error: unknown): undefined {
  const codes = ['invalid', 'not_found', 'conflict', 'unavailable'];
  const isRefusal = error instanceof DomainError && codes.includes(error.code);
  if (!isRefusal || error.name === 'GuardError') throw error;
  return undefined;
}
