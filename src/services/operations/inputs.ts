import type { Refusal, RefusedLine } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';

/** Input and refusals that all operations share, so that each reads and reports them alike. */

/** The most rows of one operation, and of one chunk of a bulk run, which takes more. */
export const MAX_IDS = 500;
const LONGEST_ID = 100;
const LONGEST_TEXT = 500;
/** Control characters but line breaks and tabs, and halves of surrogate pairs. */
const UNKEEPABLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u;
/** A clock may be this far behind the rows' latest time: servers never agree to the second. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Reads the ids of the chosen rows.
 * @param what the row in a refusal: wager, transaction
 * @throws DomainError `invalid` on `ids`: none, too many, malformed or given twice
 */
export function parseIds(ids: unknown, what: string, max = MAX_IDS): string[] {
  const refuse = (problem: string, hint?: string) =>
    new DomainError('invalid', problem, { field: 'ids', hint });
  if (!Array.isArray(ids) || ids.length === 0) throw refuse(`no ${what} was chosen`);
  if (ids.length > max) {
    throw refuse(
      `${ids.length} ${what}s are more than ${max} at once`,
      max === MAX_IDS ? 'use a bulk run, which goes in chunks' : undefined,
    );
  }
  const isId = (id: unknown): id is string =>
    typeof id === 'string' && id !== '' && id.length <= LONGEST_ID;
  if (!ids.every(isId)) throw refuse(`an id of a ${what} is malformed`);
  if (new Set(ids).size < ids.length) throw refuse(`a ${what} is chosen twice`);
  return ids;
}

/** Reads required text. */
export function parseText(input: unknown, field: string, rule: { required: true }): string;
/** Reads text that may be missing. */
export function parseText(
  input: unknown,
  field: string,
  rule: { required: boolean },
): string | null;
/**
 * Reads typed text without the blanks around it; blank text counts as missing.
 * @throws DomainError `invalid` on the field: missing, too long, control characters
 */
export function parseText(
  input: unknown,
  field: string,
  rule: { required: boolean },
): string | null {
  const refuse = (problem: string) =>
    new DomainError('invalid', `the ${field.replace(/Id$/, '')} ${problem}`, { field });
  if (input !== undefined && input !== null && typeof input !== 'string') {
    throw refuse('is not text');
  }
  const text = (input ?? '').trim();
  if (text === '') {
    if (rule.required) throw refuse('is missing');
    return null;
  }
  if (text.length > LONGEST_TEXT) throw refuse(`is longer than ${LONGEST_TEXT} characters`);
  if (UNKEEPABLE.test(text)) {
    throw refuse('holds characters that cannot be kept');
  }
  return text;
}

/**
 * Returns the time of an operation: now, or the latest time of its rows where the clock is a little
 * behind it, so that a ledger never runs backwards. `refuseClock` refuses rows too far ahead.
 */
export function operationTime(now: string, seen: readonly (string | null)[]): string {
  return seen.reduce<string>(
    (latest, time) => (time !== null && time > latest ? time : latest),
    now,
  );
}

/** Refuses to write with a clock that jumped back: the entry would stand before earlier ones. */
export function refuseClock(label: string, now: string, seen: string | null): Refusal | null {
  if (seen === null || instant(seen) - instant(now) <= CLOCK_TOLERANCE_MS) return null;
  return {
    kind: 'the clock is behind',
    message: `${label} has entries of ${seen} UTC, and the server’s clock says ${now}`,
    hint: 'set the server’s clock right',
  };
}

function instant(timestamp: string): number {
  return new Date(`${timestamp.replace(' ', 'T')}Z`).getTime();
}

/** Returns the line about a refused row, for the outcome. */
export function refusedLine(id: string, label: string, refusal: Refusal): RefusedLine {
  return { id, label, reason: refusalText(refusal) };
}

/** Returns the refusal in one sentence, with its way out. */
export function refusalText({ message, hint }: Refusal): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}

/** Refuses a missing row and a row out of scope alike, so that a refusal does not show which ids exist. */
export function unknownRow(what: string, id: string): Refusal {
  return { kind: 'unknown', message: `${what} ${id} does not exist` };
}

/** Returns the refusal of one row as an error; an unknown row is `not_found`. */
export function refusalError(
  id: string,
  refusal: Refusal & { field?: string },
  code: 'conflict' | 'invalid' = 'conflict',
): DomainError {
  return new DomainError(refusal.kind === 'unknown' ? 'not_found' : code, refusal.message, {
    hint: refusal.hint,
    field: refusal.field,
    recordId: id,
  });
}
