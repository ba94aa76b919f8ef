import type { Refusal } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';
import type { RefusedLine } from './run.js';

/** What the operations have in common in reading their input and in telling what they refuse. */

/** More rows than this are the business of a bulk run, which goes in chunks of at most this. */
export const MAX_IDS = 500;
const LONGEST_ID = 100;
const LONGEST_TEXT = 500;
/** Control characters but line breaks and tabs, and halves of surrogate pairs. */
const UNKEEPABLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u;
/** A clock may be this far behind what the rows have seen: servers never agree to the second. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/** @throws DomainError `invalid` on `ids`: none, too many, malformed or given twice */
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

/** @throws DomainError `invalid` on the field; blank text is missing text */
export function parseText(input: unknown, field: string, rule: { required: true }): string;
export function parseText(
  input: unknown,
  field: string,
  rule: { required: boolean },
): string | null;
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
 * The time of an operation: now, or the latest time that its rows have seen where the clock is a
 * little behind it, so that a ledger never runs backwards.
 * @throws nothing; see `refuseClock` for rows that are too far ahead
 */
export function operationTime(now: string, seen: readonly (string | null)[]): string {
  return seen.reduce<string>(
    (latest, time) => (time !== null && time > latest ? time : latest),
    now,
  );
}

/** A clock that jumped back writes nothing that would stand before what has already happened. */
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

export function refusedLine(id: string, label: string, refusal: Refusal): RefusedLine {
  return { id, label, reason: refusalText(refusal) };
}

export function refusalText({ message, hint }: Refusal): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}

/** A row that is not there and one that is somebody else's are told alike. */
export function unknownRow(what: string, id: string): Refusal {
  return { kind: 'unknown', message: `${what} ${id} does not exist` };
}

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
