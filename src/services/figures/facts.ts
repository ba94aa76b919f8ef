import type { TransactionType } from '../../domain/transaction.js';
import type { WagerResult, WagerStatus } from '../../domain/wager.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { Kinds } from '../../messages/slots.js';

/**
 * Facts about the rows behind a figure. SQL writes each as a JSON array of its kind and its values,
 * so that it groups rows by a fact; messages show them.
 */
export type FigureFact =
  | [kind: 'wager', status: WagerStatus, result: WagerResult | null]
  | [kind: 'grading', from: WagerResult | null, to: WagerResult | null, status: WagerStatus]
  | [kind: 'customer', status: 'active' | 'inactive' | 'suspended']
  | [kind: 'type', type: MovementType]
  | [kind: 'bets', count: number]
  /** Cents. */
  | [kind: 'debt', owes: number, limit: number]
  /** A name or a description, as the book has it. */
  | [kind: 'data', text: string | null]
  | [kind: 'part', name: keyof typeof partKeys]
  /** The row is a sum itself: its own explanation has the rows. */
  | [kind: 'sum'];

const partKeys = {
  customers: 'figures.part_customers',
  open: 'figures.open_wagers',
  results: 'figures.part_results',
  over_limit: 'figures.part_over_limit',
  near_limit: 'figures.part_near_limit',
} as const;

type Word = Kinds['word'];
type MovementType = TransactionType | 'adjustment' | 'reversal';

/** Writes a fact as a message; null for a fact without one. */
export function sayFact(fact: FigureFact): Message | null {
  switch (fact[0]) {
    case 'wager': {
      const [, status, result] = fact;
      return result === null || status === 'voided'
        ? word(`wager.${status}`)
        : message('figures.wager_result', {
            status: `wager.${status}`,
            result: `result.${result}`,
          });
    }
    case 'grading': {
      const [, from, result, status] = fact;
      const to: Word = result === null ? `wager.${status}` : `result.${result}`;
      return from === null ? word(to) : message('figures.regraded', { from: `result.${from}`, to });
    }
    case 'customer':
      return word(`customer.${fact[1]}`);
    case 'type':
      return word(`transaction.${fact[1]}`);
    case 'bets':
      return message('figures.customer_bets', { bets: fact[1] });
    case 'debt':
      return message('figures.debt_of_limit', { debt: fact[1], limit: fact[2] });
    case 'data':
      return fact[1] === null ? null : verbatim(fact[1]);
    case 'part':
      return message(partKeys[fact[1]]);
    case 'sum':
      return null;
  }
}

/** Writes a fact as the heading of a part. */
export function sayPart(fact: FigureFact): Message | null {
  switch (fact[0]) {
    case 'wager':
      return value('wagers', fact[1]);
    case 'customer':
      return value('customers', fact[1]);
    case 'type':
      return value('transactions', fact[1]);
    case 'grading':
    case 'bets':
    case 'debt':
    case 'data':
    case 'part':
    case 'sum':
      return sayFact(fact);
  }
}

/** Writes a value of a column as lists show it. */
function value(table: string, name: string): Message {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return message('value', { value: { table, title } });
}

function word(key: Word): Message {
  return message('word', { word: key });
}
