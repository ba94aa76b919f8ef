import { customerOf } from '../../domain/decision.js';
import {
  stateMessage,
  type WagerChange,
  type WagerResult,
  type WagerVerb,
} from '../../domain/wager.js';
import { message, type Message } from '../../messages/message.js';
import type { WagerRow } from './reads.js';

/** Outcomes of changed wagers, for people. */

export interface ChangedWager {
  wager: WagerRow;
  decision: { change: WagerChange };
}

/** Names the change: `W-1042 settled as win`. */
export function changeMessage({ wager, decision }: ChangedWager, verb: WagerVerb): Message {
  const { to } = decision.change;
  const { number } = wager;
  const resultOf = (result: WagerResult | null) => `result.${result ?? 'none'}` as const;
  switch (verb) {
    case 'accept':
      return message('wagers.accepted', { number });
    case 'settle':
      return message('wagers.settled', { number, result: resultOf(to.result) });
    case 'void':
      return message('wagers.voided', { number });
    case 'cancel':
      return message('wagers.cancelled_now', { number });
    case 'regrade':
      return message('wagers.regraded', {
        number,
        from: resultOf(wager.result),
        to: resultOf(to.result),
      });
    case 'reopen':
      return message(to.status === 'pending' ? 'wagers.reopened_pending' : 'wagers.reopened', {
        number,
        state: stateMessage(wager),
      });
  }
}

/** Names the change and the money: `W-1042 settled as win: 190.91 paid to Ann`. */
export function wagerDoneMessage(decided: ChangedWager, verb: WagerVerb): Message {
  const { effectCents, to } = decided.decision.change;
  const what = changeMessage(decided, verb);
  if (effectCents === 0) return what;
  const values = { what, amount: Math.abs(effectCents), customer: customerOf(decided.wager) };
  if (effectCents < 0) return message('wagers.taken_back', values);
  const isReturn = to.result === 'push' || to.result === 'void' || to.status === 'cancelled';
  return message(isReturn ? 'wagers.returned' : 'wagers.paid', values);
}
