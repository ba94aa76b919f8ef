import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '../../../errors.js';
import {
  type ExecuteAnswer,
  type ExecuteRequest,
  fromWire,
  INTERFACE_VERSION,
  MAX_REQUEST_BYTES,
  PATHS,
  toWire,
  type VersionAnswer,
} from '../../../gateway/protocol.js';
import { message } from '../../../messages/message.js';
import { databaseIsClosed } from '../../errors.js';
import { checkLimits } from '../../limits.js';
import { createDatabase } from '../../seam.js';
import { tryWrite } from '../../try-write.js';
import type { Engine, Execute, ReadScope, Statement } from '../../types.js';
import { Circuit } from './circuit.js';
import { GatewayClient, GatewayFailure } from './gateway-client.js';
import { isRead } from './repeatable.js';
import { type RetryOptions, sendWithRetries } from './retry.js';
import { readBookmark } from './time-travel.js';
import { WriteGate } from './write-gate.js';

/** Cloudflare D1 over HTTP, through the gateway Worker of src/gateway. */

export interface D1Options {
  /** `https://HOST`; plain http only to this machine. */
  url: string;
  token: string;
  /** Reads within a scope may be served by replicas. */
  readReplicas?: boolean;
  timeoutMs?: number;
  connectTimeoutMs?: number;
  retry?: Partial<RetryOptions>;
  /** Time for which a held write waits before it is refused. */
  holdWaitMs?: number;
}

/**
 * Opens D1 through its gateway.
 * @throws DomainError `unavailable` when the gateway cannot be reached, `configuration` when it
 * refuses the token or has another version
 */
export async function openD1(options: D1Options): Promise<Engine> {
  refusePlainHttp(options.url);
  const client = new GatewayClient({
    url: options.url,
    token: options.token,
    timeoutMs: options.timeoutMs ?? 35_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
  });
  try {
    await compareVersions(client);
  } catch (error) {
    await client.close();
    throw error;
  }

  const ask = askerOf(client, options);
  const scopes = new AsyncLocalStorage<ReadScope>();

  const gate = new WriteGate(options.holdWaitMs);
  let closing: Promise<void> | undefined;
  let writes = 0;

  const execute: Execute = async (statements) => {
    if (closing) throw databaseIsClosed();
    statements.forEach(checkLimits);
    if (isRead(statements)) return send(statements);
    try {
      return await gate.pass(statements, () => send(statements));
    } finally {
      writes += 1;
    }
  };
  const send: Execute = async (statements) => {
    const scope = options.readReplicas === true ? scopes.getStore() : undefined;
    const { results, bookmark } = await ask(statements, scope?.bookmark);
    if (scope) keepNewer(scope, bookmark);
    return results.map((result) => ({
      ...result,
      rows: result.rows.map((row) => row.map(fromWire)),
    }));
  };

  const database = createDatabase('d1', execute);
  return {
    name: 'd1',
    location: client.location,
    features: { fullTextSearch: false, unboundedReads: false },
    database,
    longReads: database,
    backgroundReads: database,
    inScope: (scope, work) => scopes.run(scope, work),
    noteSeen: ({ bookmark }) => {
      const own = scopes.getStore();
      if (own) keepNewer(own, bookmark ?? null);
    },
    writes: () => writes,
    withFile: null,
    copyTo: null,
    bookmark: async () => {
      if (closing) throw databaseIsClosed();
      return readBookmark((await ask([{ sql: 'SELECT 1', params: [] }])).bookmark);
    },
    holdWrites: (withinMs, onExpired) => gate.hold(withinMs, onExpired),
    tryWrite: () => tryWrite(send),
    failure: () => null,
    damage: () => null,
    close: () => (closing ??= client.close()),
  };
}

type Ask = (statements: readonly Statement[], after?: string) => Promise<ExecuteAnswer>;

/** Makes the function that sends statements, again where that is safe. */
function askerOf(client: GatewayClient, options: D1Options): Ask {
  const circuit = new Circuit({ threshold: 5, firstPauseMs: 500, longestPauseMs: 15_000 });
  const retry = { attempts: 4, firstPauseMs: 50, withinMs: 10_000, ...options.retry };
  return async (statements, after) => {
    const body = toBody(statements, after);
    const exchange = () => client.exchange('POST', PATHS.execute, body);
    const { host } = client;
    const answer = await sendWithRetries(statements, exchange, { circuit, retry, host });
    return answer as ExecuteAnswer;
  };
}

/** The bookmarks of one database sort as text. */
function keepNewer(scope: ReadScope, bookmark: string | null): void {
  if (bookmark !== null && bookmark > (scope.bookmark ?? '')) scope.bookmark = bookmark;
}

function toBody(statements: readonly Statement[], bookmark: string | undefined): string {
  const request: ExecuteRequest = {
    statements: statements.map(({ sql, params }) => ({ sql, params: params.map(toWire) })),
    session: bookmark,
  };
  const body = JSON.stringify(request);
  if (Buffer.byteLength(body) > MAX_REQUEST_BYTES) {
    const limit = MAX_REQUEST_BYTES;
    throw new DomainError('invalid', message('database.request_size', { limit }));
  }
  return body;
}

function refusePlainHttp(url: string): void {
  const { protocol, hostname, host } = new URL(url);
  if (protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return;
  throw new DomainError('configuration', message('database.plain_http', { host }), {
    hint: message('database.plain_http_hint'),
  });
}

async function compareVersions(client: GatewayClient): Promise<void> {
  const answer = await client.exchange('GET', PATHS.version).catch((error: unknown) => {
    throw startProblem(client.host, error);
  });
  const { service, interface: version } = (answer ?? {}) as Partial<VersionAnswer>;
  if (service !== 'fire22-gateway') {
    throw notGateway(client.host);
  }
  if (version !== INTERFACE_VERSION) {
    throw new DomainError(
      'configuration',
      message('database.gateway_version', {
        host: client.host,
        version: String(version),
        needed: INTERFACE_VERSION,
      }),
      { hint: message('database.gateway_version_hint') },
    );
  }
}

function startProblem(host: string, error: unknown): unknown {
  if (!(error instanceof GatewayFailure)) return error;
  switch (error.kind) {
    case 'unauthorized':
      return new DomainError('configuration', message('database.gateway_token', { host }), {
        hint: message('database.gateway_token_hint'),
      });
    case 'not_configured':
      return new DomainError('configuration', message('database.gateway_not_set_up', { host }), {
        hint: message('database.gateway_not_set_up_hint'),
        cause: error,
      });
    case 'not_gateway':
    case 'not_found':
      return notGateway(host, error);
    case 'unreachable':
    case 'busy':
    case 'interrupted':
    case 'invalid':
    case 'too_large':
    case 'refused':
      return new DomainError(
        'unavailable',
        message('database.gateway_unreachable', { host, reason: error.reason }),
        { hint: message('database.gateway_unreachable_hint'), cause: error },
      );
  }
}

function notGateway(host: string, cause?: unknown): DomainError {
  return new DomainError('configuration', message('database.not_gateway', { host }), {
    hint: message('database.not_gateway_hint'),
    cause,
  });
}
