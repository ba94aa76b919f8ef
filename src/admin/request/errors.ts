import type { CurrentAdmin } from 'adminjs';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import type { PanelUser } from './user.js';

/**
 * Turns an error into a message for the user: a refusal in its own words, a defect by its request
 * id only. Logs every error that is not a refusal.
 * @throws DatabaseError when the engine has failed for good: no form can answer then
 */
export function describeError(
  context: Context,
  request: { currentAdmin?: CurrentAdmin },
  error: unknown,
): { message: string; field: string | undefined } {
  const failure = context.engine.failure();
  if (failure) throw failure;
  if (error instanceof DomainError && error.code !== 'unavailable') {
    return { message: error.text, field: error.field };
  }
  const requestId = (request.currentAdmin as Partial<PanelUser> | undefined)?.requestId ?? 'none';
  context.log.error({ err: error, requestId }, 'a panel action failed');
  return error instanceof DomainError
    ? { message: error.text, field: error.field }
    : { message: `something went wrong (request ${requestId})`, field: undefined };
}
