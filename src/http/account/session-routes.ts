import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { endSessions, endSessionsOf, listSessions } from '../../services/accounts/sessions.js';
import { readFields } from '../guard/body.js';
import { deviceOf } from '../request/device-cookie.js';
import { actorOfRequest } from '../request/request.js';

/** The end of the login's own sessions. */

/** Ends one session of the login, or all but that of this browser. */
export function endChosenSessions(context: Context): RequestHandler {
  return async (request, response) => {
    const actor = actorOfRequest(request, response);
    const { id = '', all } = await readFields(request);
    if (all === 'others') {
      await endSessionsOf(context, actor, actor.userId, {
        except: request.sessionID,
        exceptDevice: deviceOf(context, request),
      });
      response.redirect(303, '/admin/account?done=everywhere');
    } else {
      await endOwnSession(context, actor, id);
      response.redirect(303, '/admin/account?done=session');
    }
  };
}

async function endOwnSession(context: Context, actor: Actor, id: string): Promise<void> {
  const own = await listSessions(context, actor, { userId: actor.userId });
  if (!own.some((session) => session.id === id)) {
    throw new DomainError('not_found', message('accounts.no_session_of_yours'));
  }
  await endSessions(context, actor, [id]);
}
