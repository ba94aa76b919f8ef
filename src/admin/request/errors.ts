import type { CurrentAdmin } from 'adminjs';
import type { Context } from '../../context.js';
import { MachineError, SchemaError } from '../../db/errors.js';
import { DomainError, StepUpError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import type { PanelUser } from './user.js';

/**
 * Turns an error into a message for the user: a refusal in its own words, a defect by its request
 * id only. Logs every error that is not a refusal.
 * @throws DatabaseError when the engine has failed for good: no form can answer then; a refusal of
 *   the login's share, which is a 429; StepUpError, which every form answers alike (http/errors)
 */
export function describeError(
  context: Context,
  request: {
    currentAdmin?: CurrentAdmin;
    params?: { resourceId?: string; action?: string; pageName?: string };
  },
  error: unknown,
): { message: string; said: Message; field: string | undefined } {
  const failure = context.engine.failure();
  if (failure) throw failure;
  if (error instanceof DomainError && error.retryAfterS !== undefined) throw error;
  if (error instanceof StepUpError) throw error;
  const user = (request.currentAdmin ?? {}) as Partial<PanelUser>;
  const requestId = user.requestId ?? 'none';
  if (error instanceof DomainError && error.code !== 'unavailable') {
    if (error instanceof SchemaError) {
      context.log.warn({ err: error, requestId }, 'the schema kept a statement from running');
      // Names of the schema are for administrators.
      if (user.role !== 'admin') {
        const said = message('database.failed');
        return { message: render(said, 'en'), said, field: undefined };
      }
    }
    return { message: error.text, said: error.whole, field: error.field };
  }
  const { resourceId, action, pageName } = request.params ?? {};
  context.log.error(
    { err: error, requestId, table: resourceId, action: action ?? pageName },
    'a panel action failed',
  );
  if (error instanceof MachineError && user.role !== 'admin') {
    const said = error.forUsers;
    return { message: render(said, 'en'), said, field: undefined };
  }
  const { whole, field } =
    error instanceof DomainError
      ? error
      : { whole: message('requests.defect', { request: requestId }), field: undefined };
  return { message: render(whole, 'en'), said: whole, field };
}
