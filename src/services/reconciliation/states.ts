import type { WagerState } from '../../domain/wager.js';
import { message, type Message } from '../../messages/message.js';

/** Writes every state of a wager as a message, impossible states included. */
export function sayState({ status, result }: WagerState): Message {
  const word = `wager.${status}` as const;
  if (result !== null && !(result === 'void' && status === 'voided')) {
    return message('reconciliation.state_with_result', {
      status: word,
      result: `result.${result}`,
    });
  }
  return result === null && (status === 'settled' || status === 'voided')
    ? message('reconciliation.state_without_result', { status: word })
    : message('word', { word });
}
