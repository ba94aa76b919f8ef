import express, { Router } from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestListener } from 'node:http';
import type { Config } from './config.js';
import type { Door } from './door.js';
import { DomainError } from './errors.js';
import { publicAssets } from './http/account/sign-in-routes.js';
import { sendError } from './http/errors/error-handler.js';
import { toListener } from './http/errors/last-answer.js';
import { requireKnownHost } from './http/guard/known-host.js';
import { securityHeaders } from './http/guard/security-headers.js';
import { factsOf, identifyRequest, isApi } from './http/request/request.js';
import { message, type Message } from './messages/message.js';
import { render } from './messages/render.js';

/**
 * Answers 503 while the gateway of a remote database is away at the start, and goes on when it is
 * back: a server that ended would need somebody to start it again, at the hour of the outage.
 */

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** Seconds after which a browser asks again. */
const ASK_AGAIN_S = 5;

export interface WaitingOptions {
  /** Receives a line when the wait begins, and when its reason changes. */
  say: (text: Message) => void;
  /** Ends the wait. */
  signal: AbortSignal;
}

/** Runs a step of the start; repeats it while the database is away. */
export type WaitFor = <T>(step: () => Promise<T>, then?: RequestListener) => Promise<T>;

/**
 * Returns a way to run the steps of a start. While one waits, the door answers 503; afterwards
 * `then` answers. A file that does not open is no wait: somebody has to act.
 */
export function waitingRoom(config: Config, door: Door, options: WaitingOptions): WaitFor {
  const { say, signal } = options;
  if (config.database.engine !== 'd1') return (step) => step();
  return async (step, then) => {
    let said: string | undefined;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        const result = await step();
        if (said !== undefined) {
          say(message('setup.gateway_back'));
          if (then) door.answerBy(then);
        }
        return result;
      } catch (error) {
        if (!isAway(error) || signal.aborted) throw await closed(door, error, then);
        if (said === undefined) {
          door.answerBy(roomOf(config));
          await door.listen();
        }
        if (said !== error.message) {
          const address = door.address();
          say(message('setup.gateway_away', { address, problem: error.said }));
        }
        said = error.message;
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  };
}

/** Closes the door of a start that has failed; a server that serves already keeps its own. */
async function closed(door: Door, error: unknown, then?: RequestListener): Promise<unknown> {
  if (!then) await door.close();
  return error;
}

function isAway(error: unknown): error is DomainError {
  return error instanceof DomainError && ['unavailable', 'unknown_outcome'].includes(error.code);
}

/** Builds the pages of the wait. */
function roomOf(config: Config): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  const routes = Router({ caseSensitive: true, strict: true });
  app.use(routes);
  routes.use(identifyRequest());
  routes.use(securityHeaders(config));
  routes.use(requireKnownHost(config));
  routes.use(publicAssets());
  routes.get(['/healthz', '/readyz'], (_request, response) => {
    factsOf(response).route = 'waiting';
    const lines = [message('ready.no'), message('ready.gateway')];
    response
      .status(503)
      .type('text')
      .send(lines.map((line) => `${render(line, 'en')}\n`).join(''));
  });
  routes.use((request, response) => {
    if (request.method === 'GET' && !isApi(request)) response.set('Refresh', String(ASK_AGAIN_S));
    sendError(request, response, 503, message('ready.waiting'));
  });
  // No log is open before the database is: the operator reads the reason of the wait.
  return toListener(app, { error: () => undefined });
}
