import { setTimeout as pause } from 'node:timers/promises';
import { message, type Message } from '../../../messages/message.js';
import { render } from '../../../messages/render.js';
import { DatabaseError, toDatabaseError } from '../../errors.js';
import type { Statement } from '../../types.js';
import type { Circuit } from './circuit.js';
import { GatewayFailure } from './gateway-client.js';
import { isRead, isRepeatable } from './repeatable.js';

/**
 * Repeats requests where that is safe: those that certainly did not run, and after a lost reply
 * those that are repeatable (see repeatable.ts).
 */

export interface RetryOptions {
  attempts: number;
  /** Before the second attempt; four times as long before each further one, all up to half shorter. */
  firstPauseMs: number;
  /** Time after the first attempt in which another one may begin. */
  withinMs: number;
}

export interface Surroundings {
  circuit: Circuit;
  retry: RetryOptions;
  /** For messages. */
  host: string;
}

/**
 * Sends statements, again where that is safe and may help.
 * @throws DomainError: `unavailable`, `unknown_outcome`, or the database's own refusal
 */
export async function sendWithRetries<T>(
  statements: readonly Statement[],
  send: () => Promise<T>,
  { circuit, retry, host }: Surroundings,
): Promise<T> {
  const startedAt = Date.now();
  const repeatable = isRepeatable(statements);
  let mayHaveRun = false;
  const outcome = () => (!mayHaveRun ? 'nothing' : repeatable ? 'repeatable' : 'unknown');
  for (let attempt = 1; ; attempt += 1) {
    const refusal = circuit.refusal();
    if (refusal) {
      const { reason } = refusal;
      throw outageError(host, message('database.not_retried', { reason }), outcome());
    }
    try {
      const answer = await send();
      circuit.succeeded();
      return answer;
    } catch (error) {
      noteFor(circuit, error);
      if (!(error instanceof GatewayFailure)) throw error;
      if (error.certainty === 'refused') throw toDatabaseError(error.message, error);
      mayHaveRun ||= error.certainty === 'unknown' && !isRead(statements);
      const again =
        isPassing(error) &&
        (error.certainty === 'not_run' || repeatable) &&
        attempt < retry.attempts &&
        Date.now() - startedAt < retry.withinMs;
      if (!again) throw toError(host, error, outcome());
    }
    const longest = retry.firstPauseMs * 4 ** (attempt - 1);
    await pause(longest * (1 - Math.random() / 2));
  }
}

function noteFor(circuit: Circuit, error: unknown): void {
  if (!(error instanceof GatewayFailure)) circuit.failed(message('database.connection_failed'));
  else if (['unreachable', 'not_gateway'].includes(error.kind)) circuit.failed(error.reason);
  else circuit.succeeded();
}

/** Returns true when the same request may succeed in a moment. */
function isPassing({ kind }: GatewayFailure): boolean {
  return ['unreachable', 'not_gateway', 'busy', 'interrupted'].includes(kind);
}

/** Possible effect of the statements. */
type Outcome = 'nothing' | 'repeatable' | 'unknown';

function toError(host: string, failure: GatewayFailure, outcome: Outcome): DatabaseError {
  if (isPassing(failure) || outcome !== 'nothing') {
    return outageError(host, failure.reason, outcome, failure);
  }
  return new DatabaseError(
    'unavailable',
    failure.kind === 'unauthorized'
      ? message('database.gateway_token', { host })
      : message('database.gateway_failed', { host, reason: failure.reason }),
    { cause: failure },
  );
}

function outageError(
  host: string,
  reason: Message,
  outcome: Outcome,
  cause?: unknown,
): DatabaseError {
  if (outcome === 'nothing') {
    return new DatabaseError(
      'unavailable',
      message('database.gateway_unreachable', { host, reason }),
      {
        hint: message('database.unchanged_hint'),
        cause,
      },
    );
  }
  return new DatabaseError('unknown_outcome', message('database.unknown_outcome'), {
    hint: message(outcome === 'repeatable' ? 'database.repeat_hint' : 'database.look_hint'),
    cause: cause ?? new Error(render(reason, 'en')),
  });
}
