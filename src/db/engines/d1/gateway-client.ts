import { Agent, request } from 'undici';
import type { FailureCode } from '../../../gateway/protocol.js';
import { message, type Message, type PlainKey } from '../../../messages/message.js';
import { render } from '../../../messages/render.js';

/** One HTTP exchange with the gateway; a failure says what became of the statements. */

export interface GatewayClientOptions {
  url: string;
  token: string;
  /** Limit of the whole exchange; the gateway itself gives up after 30 s. */
  timeoutMs: number;
  connectTimeoutMs: number;
}

/** Fate of the statements after a failure. */
export type Certainty =
  /** they never ran */
  | 'not_run'
  /** the database refused them; nothing was written */
  | 'refused'
  /** they may or may not have run */
  | 'unknown';

/** A failed exchange. Its `message` may be D1's own text, for the log. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  /** The problem for people. */
  readonly reason: Message;

  constructor(
    problem: Message | { code: FailureCode; message: string },
    readonly certainty: Certainty,
    readonly kind:
      | FailureCode
      /** no connection, a cut connection, or no answer in time */
      | 'unreachable'
      /** another server answers in the place of the gateway */
      | 'not_gateway',
    options?: ErrorOptions,
  ) {
    const isAnswer = 'message' in problem;
    super(isAnswer ? problem.message : render(problem, 'en'), options);
    this.reason = isAnswer ? message(REASON[problem.code]) : problem;
  }
}

/** Returns the host and the path of a gateway, if any, for messages. */
export function locationOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/$/, '');
}

/** Sends requests to the gateway over a pool of connections. */
export class GatewayClient {
  /** Without the user name and password that a URL may have. */
  readonly host: string;
  /** The host and the path, if any. */
  readonly location: string;
  readonly #base: string;
  readonly #headers: Record<string, string>;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor({ url, token, timeoutMs, connectTimeoutMs }: GatewayClientOptions) {
    const { host, origin } = new URL(url);
    this.host = host;
    this.location = locationOf(url);
    this.#base = origin + this.location.slice(host.length);
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    this.#timeoutMs = timeoutMs;
    this.#agent = new Agent({
      connections: 64,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      connect: { timeout: connectTimeoutMs },
    });
  }

  /**
   * Sends one request and returns the parsed answer.
   * @throws GatewayFailure
   */
  async exchange(method: 'GET' | 'POST', path: string, body?: string): Promise<unknown> {
    const { status, type, text } = await this.#send(method, path, body);
    const answer = parseAnswer(text);
    if (status === 200 && answer !== undefined) return answer;
    const error = failureIn(answer);
    if (error) {
      throw new GatewayFailure(error, CERTAINTY[error.code], error.code);
    }
    throw new GatewayFailure(
      message('database.other_answer', { status, type }),
      'unknown',
      isOutage(status) ? 'unreachable' : 'not_gateway',
    );
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
  ): Promise<{ status: number; type: string; text: string }> {
    try {
      const response = await request(this.#base + path, {
        dispatcher: this.#agent,
        method,
        headers: this.#headers,
        body: body ?? null,
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      return {
        status: response.statusCode,
        type: String(response.headers['content-type'] ?? 'none').split(';')[0] ?? '',
        text: await response.body.text(),
      };
    } catch (error) {
      const { code = '', name = '' } = error as { code?: string; name?: string };
      const reason =
        name === 'TimeoutError'
          ? message('database.no_answer', { ms: this.#timeoutMs })
          : message(connectionProblem(code));
      const certainty = NEVER_SENT.has(code) ? 'not_run' : 'unknown';
      throw new GatewayFailure(reason, certainty, 'unreachable', { cause: error });
    }
  }
}

const CERTAINTY: Record<FailureCode, Certainty> = {
  unauthorized: 'not_run',
  not_found: 'not_run',
  invalid: 'not_run',
  too_large: 'unknown',
  refused: 'refused',
  busy: 'not_run',
  interrupted: 'unknown',
  not_configured: 'not_run',
};

const REASON: Record<FailureCode, PlainKey> = {
  unauthorized: 'database.token_refused',
  not_found: 'database.request_unknown',
  invalid: 'database.request_invalid',
  too_large: 'database.request_too_large',
  refused: 'database.statement_refused',
  busy: 'database.d1_busy',
  interrupted: 'database.d1_interrupted',
  not_configured: 'database.no_token',
};

/** Errors of connecting, before the first byte of the request is sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Answers that a proxy, or Cloudflare, gives in the place of a gateway that is away. */
function isOutage(status: number): boolean {
  // https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
  return (status >= 502 && status <= 504) || (status >= 520 && status <= 530);
}

function connectionProblem(code: string): PlainKey {
  switch (code) {
    case 'ECONNREFUSED':
      return 'database.connection_refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'database.host_unknown';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'database.no_connection';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return 'database.connection_cut';
    default:
      return 'database.connection_failed';
  }
}

function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureIn(answer: unknown): { code: FailureCode; message: string } | undefined {
  const error = (answer as { error?: { code?: unknown; message?: unknown } } | null | undefined)
    ?.error;
  if (typeof error?.code !== 'string' || !(error.code in CERTAINTY)) return undefined;
  return { code: error.code as FailureCode, message: String(error.message) };
}
