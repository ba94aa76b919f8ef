import { Person, type Message, type MessageKey } from '../messages/message.js';

/** The answer of a rule: the change, or a refusal with the way out. */

export interface Refusal {
  /** The reason without names and numbers, to count rows refused alike. */
  kind: Message;
  message: Message;
  hint?: Message;
}

/** A row that an operation refused, and why. */
export interface RefusedLine<Text = Message> {
  id: string;
  /** A wager's number, or a transaction's type and amount. */
  label: Text | string;
  reason: Text;
}

export type Decision<Change> = { ok: true; change: Change } | { ok: false; refusal: Refusal };

/** Names the customer of a row in messages. */
export function customerOf({
  customerId,
  customerName,
}: {
  customerId: string;
  customerName: string;
}): Person {
  return new Person('customers', customerId, customerName);
}

/** Verbs that hints name as the way out. */
const verbsOfHints: Partial<Record<MessageKey, string>> = {
  'wagers.use_regrade': 'regrade',
  'wagers.use_reopen': 'reopen',
  'wagers.use_void': 'void',
  'wagers.use_settle': 'settle',
  'transactions.use_reverse': 'reverse',
  'transactions.use_cancel': 'cancel',
};

/** Returns the verb that a hint tells the user to take; null where it names none. */
export function verbOfHint({ key }: Message): string | null {
  return verbsOfHints[key as MessageKey] ?? null;
}
