import type { Refusal, RefusedLine } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';

/** Input and refusals that all operations share, so that each reads and reports them alike. */

/** The most rows of one operation, and of one chunk of a bulk run, which takes more. */
export const MAX_IDS = 500;
const LONGEST_ID = 100;
const LONGEST_TEXT = 500;
/** Control characters but line breaks and tabs, and halves of surrogate pairs. */
const UNKEEPABLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u;

/**
 * Reads the ids of the chosen rows.
 * @throws DomainError `invalid` on `ids`: none, too many, malformed or given twice
 */
export function parseIds(ids: unknown, max = MAX_IDS): string[] {
  const refuse = (problem: Message, hint?: Message) =>
    new DomainError('invalid', problem, { field: 'ids', hint });
  if (!Array.isArray(ids) || ids.length === 0) throw refuse(message('operations.none_chosen'));
  if (ids.length > max) {
    throw refuse(
      message('operations.too_many', { rows: ids.length, most: max }),
      max === MAX_IDS ? message('operations.use_bulk_run') : undefined,
    );
  }
  const isId = (id: unknown): id is string =>
    typeof id === 'string' && id !== '' && id.length <= LONGEST_ID;
  if (!ids.every(isId)) throw refuse(message('operations.bad_id'));
  if (new Set(ids).size < ids.length) throw refuse(message('operations.chosen_twice'));
  return ids;
}

const fieldWords = {
  customerId: 'field.customer',
  description: 'field.description',
  reason: 'field.reason',
} as const;

/** An input that takes typed text. */
export type TextField = keyof typeof fieldWords;

/** Reads required text. */
export function parseText(input: unknown, field: TextField, rule: { required: true }): string;
/** Reads text that may be missing. */
export function parseText(
  input: unknown,
  field: TextField,
  rule: { required: boolean },
): string | null;
/**
 * Reads typed text without the blanks around it; blank text counts as missing.
 * @throws DomainError `invalid` on the field: missing, too long, control characters
 */
export function parseText(
  input: unknown,
  field: TextField,
  rule: { required: boolean },
): string | null {
  const word = fieldWords[field];
  const refuse = (problem: Message) => new DomainError('invalid', problem, { field });
  if (input !== undefined && input !== null && typeof input !== 'string') {
    throw refuse(message('inputs.not_text', { field: word }));
  }
  const text = (input ?? '').trim();
  if (text === '') {
    if (rule.required) throw refuse(message('inputs.missing', { field: word }));
    return null;
  }
  if (text.length > LONGEST_TEXT) {
    throw refuse(message('inputs.too_long', { field: word, most: LONGEST_TEXT }));
  }
  if (UNKEEPABLE.test(text)) {
    throw refuse(message('inputs.bad_characters', { field: word }));
  }
  return text;
}

/** Returns the line about a refused row, for the outcome. */
export function refusedLine(id: string, label: Message | string, refusal: Refusal): RefusedLine {
  return { id, label, reason: refusalMessage(refusal) };
}

/** Returns the refusal with its way out. */
export function refusalMessage({ message: said, hint }: Refusal): Message {
  return hint === undefined ? said : message('withHint', { message: said, hint });
}

/**
 * Refuses a missing row and a row out of scope alike, so that a refusal does not show which ids exist.
 * @param said says that there is no such row
 */
export function unknownRow(said: Message): Refusal {
  return { kind: message('operations.unknown'), message: said };
}

/** Returns the refusal of one row as an error; an unknown row is `not_found`. */
export function refusalError(
  id: string,
  refusal: Refusal & { field?: string },
  code: 'conflict' | 'invalid' = 'conflict',
): DomainError {
  const isUnknown = refusal.kind.key === message('operations.unknown').key;
  return new DomainError(isUnknown ? 'not_found' : code, refusal.message, {
    hint: refusal.hint,
    field: refusal.field,
    recordId: id,
  });
}
