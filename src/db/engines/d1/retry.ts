import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, toDatabaseError } from '../../errors.js';
import type { Statement } from '../../types.js';
import type { Circuit } from './circuit.js';
import { GatewayFailure } from './gateway-client.js';
import { isRead, isRepeatable } from './repeatable.js';

/**
 * Sends again what may be sent again: anything that certainly did not run, and what is repeatable
 * (see repeatable.ts) after a lost reply.
 */

export interface RetryOptions {
  attempts: number;
  /** Before the second attempt; fourfold before each further one, each up to half shorter. */
  firstPauseMs: number;
  /** No attempt begins later than this after the first. */
  withinMs: number;
}

export interface Surroundings {
  circuit: Circuit;
  retry: RetryOptions;
  /** For messages. */
  host: string;
}

/** @throws DomainError: `unavailable`, `unknown_outcome`, or what the database refused */
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
    if (refusal) throw away(host, `${refusal.reason}; not tried again yet`, outcome());
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
  const answered = error instanceof GatewayFailure && !['away', 'stranger'].includes(error.kind);
  if (answered) circuit.succeeded();
  else circuit.failed(error instanceof Error ? error.message : String(error));
}

/** Whether the same request may fare better in a moment. */
function isPassing({ kind }: GatewayFailure): boolean {
  return kind === 'away' || kind === 'stranger' || kind === 'busy' || kind === 'interrupted';
}

/** What the statements may have left behind. */
type Outcome = 'nothing' | 'repeatable' | 'unknown';

function toError(host: string, failure: GatewayFailure, outcome: Outcome): DatabaseError {
  if (isPassing(failure) || outcome !== 'nothing') {
    return away(host, failure.message, outcome, failure);
  }
  return new DatabaseError(
    'unavailable',
    failure.kind === 'unauthorized'
      ? `the database gateway at ${host} refuses the token`
      : `the database gateway at ${host} could not do this: ${failure.message}`,
    { cause: failure },
  );
}

function away(host: string, reason: string, outcome: Outcome, cause?: unknown): DatabaseError {
  if (outcome === 'nothing') {
    return new DatabaseError('unavailable', `the database gateway at ${host} is away: ${reason}`, {
      hint: 'nothing was changed; try again in a moment',
      cause,
    });
  }
  return new DatabaseError(
    'unknown_outcome',
    'the database did not confirm this: it may or may not have been carried out',
    {
      hint:
        outcome === 'repeatable'
          ? 'send it again as it is: it takes effect once at most'
          : 'look whether it was done before you do it again',
      cause: cause ?? new Error(reason),
    },
  );
}
