import { env as bindings } from 'cloudflare:workers';
import { execute } from './execute.js';
import { Failure, toFailure } from './failures.js';
import {
  FAILURE_STATUS,
  type FailureAnswer,
  INTERFACE_VERSION,
  MAX_ANSWER_BYTES,
  MAX_REQUEST_BYTES,
  PATHS,
  type VersionAnswer,
} from './protocol.js';
import { bearerToken, isOneOf, MIN_TOKEN_LENGTH, shortTokenIn } from './tokens.js';

/**
 * The gateway to D1: it has the binding and runs the statements of the back office. A client without
 * the token learns nothing else.
 */

export interface Env {
  DB: D1Database;
  /** Secrets. Two are valid at once, so that a token can be replaced. */
  D1_TOKEN?: string;
  D1_TOKEN_PREVIOUS?: string;
}

const deployed = bindings as unknown as Record<string, unknown>;

async function handle(request: Request, env: Env): Promise<object> {
  await requireToken(request, env);
  const { pathname } = new URL(request.url);
  switch (`${request.method} ${pathname}`) {
    case `GET ${PATHS.version}`:
      return { service: 'fire22-gateway', interface: INTERFACE_VERSION } satisfies VersionAnswer;
    case `POST ${PATHS.execute}`:
      requireJson(request);
      return execute(env.DB, await readWithinLimit(request));
    default:
      throw new Failure('not_found', `there is no ${request.method} ${pathname}`);
  }
}

async function requireToken(request: Request, env: Env): Promise<void> {
  const { D1_TOKEN, D1_TOKEN_PREVIOUS } = env;
  const short = shortTokenIn({ D1_TOKEN, D1_TOKEN_PREVIOUS });
  if (short !== null) throw new Failure('not_configured', tooShort(short));
  const valid = [D1_TOKEN, D1_TOKEN_PREVIOUS].filter(
    (token): token is string => token !== undefined && token !== '',
  );
  if (valid.length === 0) throw new Failure('not_configured', 'D1_TOKEN is not set');
  if (!(await isOneOf(bearerToken(request), valid))) {
    throw new Failure('unauthorized', 'a valid token is required');
  }
}

const tooShort = (name: string) => `${name} needs at least ${MIN_TOKEN_LENGTH} characters`;

/**
 * Refuses a short secret while the script starts. Cloudflare starts it before a version takes
 * requests, so that a short D1_TOKEN_PREVIOUS fails to deploy and the version before it goes on.
 * https://developers.cloudflare.com/workers/observability/errors/#validation-errors-10021
 */
const short = shortTokenIn({
  D1_TOKEN: deployed['D1_TOKEN'],
  D1_TOKEN_PREVIOUS: deployed['D1_TOKEN_PREVIOUS'],
});
if (short !== null) throw new Error(tooShort(short));

function requireJson(request: Request): void {
  const [type = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';', 1);
  if (type.trim() !== 'application/json') {
    throw new Failure('invalid', 'the content type of a request is application/json');
  }
}

async function readWithinLimit(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Its announced length refuses nothing: a client that still sends would see a broken connection.
  for await (const chunk of request.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > MAX_REQUEST_BYTES) {
      throw new Failure('too_large', `the request is over ${MAX_REQUEST_BYTES} bytes`);
    }
    chunks.push(chunk as Uint8Array);
  }
  return new Blob(chunks).text();
}

function respond(status: number, body: object): Response {
  let text = JSON.stringify(body);
  if (text.length > MAX_ANSWER_BYTES) {
    text = JSON.stringify(
      toFailureAnswer(new Failure('too_large', `the answer is over ${MAX_ANSWER_BYTES} bytes`)),
    );
    status = FAILURE_STATUS.too_large;
  }
  return new Response(text, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

function toFailureAnswer({ code, message }: Failure): FailureAnswer {
  return { error: { code, message } };
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      return respond(200, await handle(request, env));
    } catch (error) {
      const failure = toFailure(error);
      return respond(FAILURE_STATUS[failure.code], toFailureAnswer(failure));
    }
  },
};
