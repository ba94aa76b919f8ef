import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { render } from '../../messages/render.js';
import { confirmStepUp } from '../../services/accounts/step-up.js';
import { readFields } from '../guard/body.js';
import { languageOf } from '../request/language.js';
import { actorOfRequest, factsOf } from '../request/request.js';
import { newSessionId, renewSteppedUp } from '../request/session-store.js';

/** Step-up of the session, below /admin/api/step-up: forms of the panels send it before they go on. */

export function stepUpRoutes(context: Context): Router {
  const routes = Router({ caseSensitive: true, strict: true });
  routes.use(nameRoute);
  routes.post('/', acceptStepUp(context));
  return routes;
}

const nameRoute: RequestHandler = (_request, response, next) => {
  factsOf(response).route = '/admin/api/step-up';
  next();
};

function acceptStepUp(context: Context): RequestHandler {
  return async (request, response) => {
    const typed = await readFields(request);
    try {
      await stepUp(context, request, response, typed);
      response.json({ stepUp: { minutes: context.config.stepUpMinutes } });
    } catch (error) {
      if (!(error instanceof DomainError) || error.field === undefined) throw error;
      const text = render(error.whole, languageOf(request));
      response.status(400).json({ message: text, fieldErrors: { [error.field]: text } });
    }
  };
}

/**
 * Confirms the step-up of a request's session, which has a new id afterwards.
 * @throws as `confirmStepUp`
 */
export async function stepUp(
  context: Context,
  request: Request,
  response: Response,
  { password = '', code = '' }: Record<string, string>,
): Promise<void> {
  const renewed = newSessionId();
  const flags = await confirmStepUp(context, actorOfRequest(request, response), {
    ...{ password, code },
    sessionId: request.sessionID,
    newSessionId: renewed,
  });
  await renewSteppedUp(context, request, renewed, flags);
}
